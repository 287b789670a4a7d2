"""Which studies an article mentions: who made them, what they are called, whom they asked."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.analyse import Analysis, analyse
from whence.extract.studies import studies
from whence.model import Block, BlockKind, Document, Found, Metadata, Qualifier


def analysis_of(text: str, url: str | None = None) -> Analysis:
    """The analysis of a plain text, one block a line; a line that begins with "- " is a list item."""
    blocks: list[Block] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            kind = BlockKind.ITEM if line.startswith("- ") else BlockKind.PARAGRAPH
            blocks.append(Block(kind, start, start + len(line)))
        start += len(line) + 1
    metadata = Metadata(url=Found(url, "front matter") if url else None)
    return analyse(Document("a.txt", "a.txt", text, tuple(blocks), (), metadata, "0"))


def test_last_year_is_told_from_the_article_s_date() -> None:
    text = "A Gallup poll conducted last year found 12% agree."
    dated = replace(analysis_of(text).document, metadata=Metadata(published=Found("2014-08-20", "front matter")))
    assert [mention.year for mention in studies(analyse(dated)).mentions] == [2013]
    assert [mention.year for mention in studies(analysis_of(text)).mentions] == [None]


Expected = list[tuple[set[str], list[int]]]


def assert_studies(text: str, expected: Expected, url: str | None = None) -> None:
    found = studies(analysis_of(text, url)).mentions
    assert [(set(m.organizations), sorted(s.size for s in m.samples)) for m in found] == [
        (organizations, sorted(sizes)) for organizations, sizes in expected
    ]


CONDUCTORS: list[tuple[str, str, Expected]] = [
    (
        "half of nurses feel tired according to",
        "Half of nurses feel tired, according to a new survey from Acme Insights.",
        [({"Acme Insights"}, [])],
    ),
    (
        "according to a deloitte survey of adults",
        "According to a Deloitte survey of 1,012 adults, 40% work at home.",
        [({"Deloitte"}, [1012])],
    ),
    (
        "a mercer study that surveyed senior nurses",
        "A Mercer study that surveyed 310 senior nurses and 140 doctors found that 61% are unhappy.",
        [({"Mercer"}, [140, 310])],
    ),
    (
        "a survey of pilots and stewards by",
        "A survey of 330 pilots and 120 stewards by Capgemini found 12 percent wanted to leave.",
        [({"Capgemini"}, [120, 330])],
    ),
    (
        "the recent study harbours of the future",
        'The recent study "Harbours of the Future," by the Port Council and Maersk, polled 182 shipping and '
        "94 rail managers. It found that 30% had plans.",
        [({"Maersk", "Port Council"}, [94, 182])],
    ),
    (
        "gallup s latest poll shows that of",
        "Gallup's latest poll shows that 71% of Canadians sleep badly.",
        [({"Gallup"}, [])],
    ),
    (
        "unemployment rose to data from the office",
        "Unemployment rose to 5.2%, data from the Office for National Statistics showed on Tuesday.",
        [({"Office for National Statistics"}, [])],
    ),
    (
        "a census bureau report said median rent",
        "A Census Bureau report said median rent rose 4 percent in 2015.",
        [({"Census Bureau"}, [])],
    ),
    (
        "researchers at lund university found that of",
        "Researchers at Lund University found that 18% of the elks had moved north.",
        [({"Lund University"}, [])],
    ),
    (
        "gartner estimates that billion devices will be",
        "Gartner estimates that 8.4 billion devices will be online.",
        [({"Gartner"}, [])],
    ),
    (
        "idc predicts spending will reach billion by",
        "IDC predicts spending will reach $20 billion by 2019.",
        [({"IDC"}, [])],
    ),
    (
        "pew found that of teenagers had never",
        "Pew found that 44% of teenagers had never sent a letter.",
        [({"Pew"}, [])],
    ),
    (
        "the consumer mood index published by nielsen",
        "The Consumer Mood Index, published by Nielsen, fell 3 points to 92.",
        [({"Nielsen"}, [])],
    ),
    (
        "zk research says of firms plan to",
        "ZK Research says 60% of firms plan to move.",
        [({"ZK Research"}, [])],
    ),
    (
        "a reuters ipsos poll released wednesday showed",
        "A Reuters/Ipsos poll released Wednesday showed 52 percent of voters opposed the plan.",
        [({"Ipsos", "Reuters"}, [])],
    ),
    (
        "the nurses pay report found that wages",
        "The 2014 Nurses Pay Report found that wages fell 2%.",
        [(set(), [])],
    ),
    (
        "more than global heads of purchasing took",
        "More than 2,300 global heads of purchasing took part in the research by KPMG. Some 40% plan to hire.",
        [({"KPMG"}, [2300])],
    ),
    (
        "some parents were interviewed for the study",
        "Some 1,500 parents were interviewed for the study, which was commissioned by Save the Children. One "
        "in five had moved house.",
        [({"Save the Children"}, [1500])],
    ),
    (
        "a poll of adults found that like",
        "A poll of 1,012 adults found that 33% like tea.",
        [(set(), [1012])],
    ),
    (
        "respondents n were mostly women the mintel",
        "Respondents (n = 517) were mostly women, the Mintel survey said; 61 percent were under 40.",
        [({"Mintel"}, [517])],
    ),
    (
        "research shows that of change programmes fail",
        "Research shows that 70% of change programmes fail.",
        [(set(), [])],
    ),
    (
        "research shows that exercise is good for",
        "Research shows that exercise is good for the heart.",
        [],
    ),
    (
        "acme sold million phones last year the",
        "Acme sold 5 million phones last year, the company said.",
        [],
    ),
    (
        "the hotel said it would open rooms",
        "The hotel said it would open 20 rooms in May.",
        [],
    ),
    (
        "students study for hours a week",
        "Students study for 12 hours a week.",
        [],
    ),
    (
        "the team reports to the finance director",
        "The team reports to the finance director, who has 12 staff.",
        [],
    ),
    (
        "the police report said the car was",
        "The police report said the car was blue.",
        [],
    ),
    (
        "the polls close at p m on",
        "The polls close at 10 p.m. on Thursday.",
        [],
    ),
    (
        "the minister told reuters that people had",
        "The minister told Reuters that 40 people had been arrested.",
        [],
    ),
    (
        "trading volume was million shares according to",
        "Trading volume was 3 million shares, according to Thomson Reuters data.",
        [({"Thomson Reuters"}, [])],
    ),
    (
        "a previous gallup poll had put the",
        "A previous Gallup poll had put the figure at 61%. A new Gallup poll puts it at 55%.",
        [({"Gallup"}, []), ({"Gallup"}, [])],
    ),
    (
        "in a survey by ofcom had a",
        "In a 2012 survey by Ofcom, 20% had a tablet. In the 2014 Ofcom survey, 45% did.",
        [({"Ofcom"}, []), ({"Ofcom"}, [])],
    ),
    (
        "the organisation for economic co operation and",
        "The Organisation for Economic Co-operation and Development (OECD) said output grew 1.2%. The OECD "
        "report also warned of debt.",
        [({"Organisation for Economic Co-operation and Development"}, [])],
    ),
    (
        "a survey commissioned by the charity shelter",
        "A survey commissioned by the charity Shelter and carried out by YouGov found that 15% rent from a friend.",
        [({"Shelter", "YouGov"}, [])],
    ),
    (
        "in its annual survey of farmers the",
        "In its annual survey of 3,000 farmers, the National Farmers Union found that 12% had sold land.",
        [({"National Farmers Union"}, [3000])],
    ),
    (
        "the findings come from a kantar poll",
        "The findings come from a Kantar poll of almost 2,000 drivers conducted in March 2013. Two-thirds speed.",
        [({"Kantar"}, [2000])],
    ),
    (
        "homicides fell last year the fbi reported",
        "Homicides fell 4% last year, the FBI reported Monday.",
        [({"FBI"}, [])],
    ),
    (
        "a report by the world bank and",
        "A report by the World Bank and the IMF put growth at 3.1 percent.",
        [({"IMF", "World Bank"}, [])],
    ),
    (
        "yougov polled british adults online backed the",
        "YouGov polled 2,051 British adults online; 49% backed the bill.",
        [({"YouGov"}, [2051])],
    ),
    (
        "forty percent of clerks nap at work",
        "Forty percent of clerks nap at work, says a study in the journal Sleep Science.",
        [({"Sleep Science"}, [])],
    ),
    (
        "a harvard study of men found that",
        "A Harvard study of 12,000 men found that coffee cut risk by 12 percent.",
        [({"Harvard"}, [12000])],
    ),
    (
        "the study published in the lancet followed",
        "The study, published in the Lancet, followed 2,400 patients for ten years. Deaths fell 20 percent.",
        [({"Lancet"}, [2400])],
    ),
    (
        "analysts at canalys say shipments grew percent",
        "Analysts at Canalys say shipments grew 14 percent.",
        [({"Canalys"}, [])],
    ),
    (
        "canalys analysts estimate that shipments grew percent",
        "Canalys analysts estimate that shipments grew 14 percent.",
        [({"Canalys"}, [])],
    ),
    (
        "the survey also found that had no",
        "The survey also found that 8% had no plan. Barclays surveyed 700 shopkeepers in May.",
        [({"Barclays"}, [700])],
    ),
    (
        "a new study finds that of trees",
        "A new study finds that 30% of trees are ill. The University of Leeds team examined 9,400 oaks.",
        [({"University of Leeds"}, [9400])],
    ),
    (
        "the british retail consortium said sales were",
        "The British Retail Consortium said sales were up 1.2% on a year earlier.",
        [({"British Retail Consortium"}, [])],
    ),
    (
        "figures from the department for education show",
        "Figures from the Department for Education show 8% of pupils missed a day.",
        [({"Department for Education"}, [])],
    ),
    (
        "the labor department said friday that employers",
        "The Labor Department said Friday that employers added 200,000 jobs.",
        [({"Labor Department"}, [])],
    ),
    (
        "consumer prices rose according to statistics canada",
        "Consumer prices rose 2.1%, according to Statistics Canada.",
        [({"Statistics Canada"}, [])],
    ),
    (
        "a study from the brookings institution puts",
        "A study from the Brookings Institution puts the cost at $3 billion.",
        [({"Brookings Institution"}, [])],
    ),
    (
        "nearly of bosses use email at night",
        "Nearly 80% of bosses use email at night, a survey by software firm Intellum found.",
        [({"Intellum"}, [])],
    ),
    (
        "in a survey of microsoft users said",
        "In a survey, 53% of Microsoft users said they would switch.",
        [(set(), [])],
    ),
    (
        "oracle announced a new database analysts expect",
        "Oracle announced a new database. Analysts expect it to cost 20% less.",
        [],
    ),
    (
        "data centers use of all power",
        "Data centers use 2% of all power.",
        [],
    ),
    (
        "the green building survey conducted by dodge",
        "The Green Building Survey 2018, conducted by Dodge Data & Analytics, polled 2,000 architects; 47% "
        "plan green projects.",
        [({"Dodge Data & Analytics"}, [2000])],
    ),
    (
        "the poll conducted by icm for the",
        "The poll, conducted by ICM for the BBC, questioned 1,001 people. Some 60% favoured change.",
        [({"BBC", "ICM"}, [1001])],
    ),
    (
        "the careerbuilder survey of hiring managers was",
        "The CareerBuilder survey of 2,138 hiring managers was conducted by Harris Interactive. Just 19% plan to hire.",
        [({"CareerBuilder", "Harris Interactive"}, [2138])],
    ),
    (
        "some of firms were hit according to",
        "Some 64% of firms were hit, according to research from Ponemon Institute sponsored by HP.",
        [({"HP", "Ponemon Institute"}, [])],
    ),
    (
        "according to forrester analyst jane roe of",
        "According to Forrester analyst Jane Roe, 30% of banks will close.",
        [({"Forrester"}, [])],
    ),
    (
        "only passed said john doe a lecturer",
        '"Only 12% passed," said John Doe, a lecturer at Kent College.',
        [],
    ),
    (
        "the times reported that jobs would go",
        "The Times reported that 300 jobs would go.",
        [],
    ),
    (
        "the index of leading indicators rose the",
        "The index of leading indicators rose 0.3%, the Conference Board said.",
        [({"Conference Board"}, [])],
    ),
    (
        "net profit rose to billion intel reported",
        "Net profit rose 12% to $4.1 billion, Intel reported.",
        [],
    ),
    (
        "a sample of commuters was drawn in",
        "A sample of 640 commuters was drawn. In the survey, by TomTom, 3 in 4 were late.",
        [({"TomTom"}, [640])],
    ),
    (
        "the survey which drew responses from librarians",
        "The survey, which drew responses from 1,200 librarians in 14 countries, was run by Springer. Some "
        "9% had no budget.",
        [({"Springer"}, [1200])],
    ),
    (
        "just of respondents to a monster poll",
        "Just 3% of 1,800 respondents to a Monster poll said yes.",
        [({"Monster"}, [1800])],
    ),
    (
        "the online survey was completed by gamers",
        "The online survey was completed by 950 gamers, and 70% prefer consoles.",
        [(set(), [950])],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(t, e, id=i) for i, t, e in CONDUCTORS])
def test_a_study_is_found_with_its_organizations_and_sample_sizes(text: str, expected: Expected) -> None:
    assert_studies(text, expected)


NO_STUDIES = [
    "The Commission said it would fine the firm 2.4bn euros.",
    "The European Commission fined Intel $1.4 billion on Wednesday.",
    "The Football Association said 20 clubs had signed up.",
    "The Communication Workers Union said 30,000 staff would strike.",
    "Shares in London fell, with the FTSE 100 index down 1.2%.",
    "The Dow Jones index rose 120 points to 16,000.",
    "Facebook data on 87 million users was harvested by the firm.",
    "Tesla reported results on Tuesday. Revenue rose 12% to $4bn.",
    "Mr Smith was found guilty on 12 counts.",
    "The Times reports that 40 officers are under review.",
    "Police found 12 guns in the house, officials said.",
    "He studied law for five years at Harvard.",
    "The company found 300 buyers for the flats.",
    "Asked about the survey, Ms Jones declined to comment.",
    "The firm, which employs 4,000 people, will test the car in May.",
    "The trial of 12 men began at Lewes Crown Court on Monday.",
    "The school's test scores improved by 5%.",
    "Google data centers use 2.3 billion kilowatt hours.",
    "The report card showed 3 As.",
    "She reports to the board, which has 9 members.",
    "The opinion pages run to 12 columns.",
    "Union leaders polled their members, and 80% backed a strike.",
    "Labour won 45% of the vote at the polls.",
    "The band released 12 albums and sold 40 million records.",
    "BMW said it sold 1.2 million cars in 2004, up 9%.",
    "The Home Office said 12 people were deported.",
    "The World Bank will lend Ghana $300 million.",
    "The bank's index-linked bonds rose 3%.",
    "President Bush's approval matters, said Senator John McCain of Arizona, who got 12 votes.",
    "A spokesman for the Department of Health said 4 hospitals would close.",
    "Microsoft researchers are based in 6 cities.",
    "Research firm Gartner has 4,000 staff.",
]


@pytest.mark.parametrize("text", NO_STUDIES)
def test_a_sentence_that_cites_no_study_gives_none(text: str) -> None:
    assert_studies(text, [])


TITLES = [
    (
        'The recent study "Harbours of the Future," by the Port Council and Maersk, polled 182 shipping and '
        "94 rail managers. It found that 30% had plans.",
        "Harbours of the Future",
        None,
    ),
    ("The Consumer Mood Index, published by Nielsen, fell 3 points to 92.", "Consumer Mood Index", None),
    ("The 2014 Nurses Pay Report found that wages fell 2%.", "2014 Nurses Pay Report", 2014),
    (
        "The findings come from a Kantar poll of almost 2,000 drivers conducted in March 2013. Two-thirds speed.",
        None,
        2013,
    ),
    (
        "The Green Building Survey 2018, conducted by Dodge Data & Analytics, polled 2,000 architects; 47% "
        "plan green projects.",
        "Green Building Survey 2018",
        2018,
    ),
]


@pytest.mark.parametrize(("text", "title", "year"), TITLES)
def test_a_study_has_the_title_and_year_that_the_text_gives(text: str, title: str | None, year: int | None) -> None:
    (mention,) = studies(analysis_of(text)).mentions
    assert (mention.title, mention.year) == (title, year)


MORE = [
    pytest.param(
        "The Acme-based research institute Ovalis said 12% agree.", [({"Ovalis"}, [])], id="a described researcher"
    ),
    pytest.param(
        "Mortgage lender Halifax, in its monthly survey, put the rise at 1.1%.", [({"Halifax"}, [])], id="its survey"
    ),
    pytest.param("Just 12% of buyers agree (source: Oracle).", [({"Oracle"}, [])], id="a source in brackets"),
    pytest.param(
        "Acme's just-released Global Trains Report says 7% agree.", [({"Acme"}, [])], id="an owner before a title"
    ),
    pytest.param(
        "A study in the Lancet found that 12% agree. Scientists at Lund University tracked 90 dogs.",
        [({"Lancet", "Lund University"}, [90])],
        id="the makers of a study tell how they made it",
    ),
    pytest.param(
        "The poll found 12% agree. The results are based on interviews conducted by Ipsos with 800 farmers.",
        [({"Ipsos"}, [800])],
        id="based on interviews by",
    ),
    pytest.param("The firm spoke to 600 buyers for the survey; 12% agree.", [(set(), [600])], id="spoke to"),
    pytest.param(
        "The survey, conducted May 8-12 among 1,501 adults by Ipsos, finds 12% agree.",
        [({"Ipsos"}, [1501])],
        id="among",
    ),
    pytest.param("Jane Miller of Acme posted a survey that found 12% agree.", [(set(), [])], id="a poster is no maker"),
    pytest.param("Zeta Ventures predicts sales of $20 billion by 2031.", [({"Zeta Ventures"}, [])], id="a forecast"),
    pytest.param(
        "A Gallup poll found 12% agree. A Harvard study, entitled The Will to Agree, says 9%.",
        [({"Gallup"}, []), ({"Harvard"}, [])],
        id="a title without marks",
    ),
]


@pytest.mark.parametrize(("text", "expected"), MORE)
def test_a_study_is_found_however_it_is_told(text: str, expected: Expected) -> None:
    assert_studies(text, expected)


SAME = [
    pytest.param(
        "A survey by Mercer found that 20% of cooks had quit. The survey also found that 31% of waiters had. "
        "The report puts the cost at $3 billion. Mercer polled 512 kitchens.",
        [({"Mercer"}, [512])],
        id="the survey, the report and the conductor are one study",
    ),
    pytest.param(
        "Most drivers are cross, a new survey finds.\nSome 61% of drivers shout, according to the survey by Ipsos, "
        "which questioned 2,004 people.",
        [({"Ipsos"}, [2004])],
        id="a survey named only later is the one that the lead speaks of",
    ),
    pytest.param(
        "A 2012 Gallup poll put support at 41%. A Gallup poll from 2014 puts it at 55%.",
        [({"Gallup"}, []), ({"Gallup"}, [])],
        id="two waves of one poll are two studies",
    ),
    pytest.param(
        "A Deloitte survey of 300 banks found that 40% had moved. A separate Deloitte survey of 210 insurers "
        "found 12%.",
        [({"Deloitte"}, [300]), ({"Deloitte"}, [210])],
        id="a separate survey of the same house is another study",
    ),
    pytest.param(
        "A study by Lund University found that 12% of elks limp. A Norwegian Polar Institute report says 4% "
        "of seals do.",
        [({"Lund University"}, []), ({"Norwegian Polar Institute"}, [])],
        id="two organizations, two studies",
    ),
    pytest.param(
        "The World Health Organization (WHO) said 9 million people had caught it. The WHO report names 14 countries.",
        [({"World Health Organization"}, [])],
        id="an acronym is the organization it stands for",
    ),
    pytest.param(
        "Renters move often, says a survey for the charity Shelter: 61% did so last year. The survey, carried out by "
        "YouGov, drew on interviews with a total of 2,450 people aged 25 or over; 9% had moved twice.",
        [({"Shelter", "YouGov"}, [2450])],
        id="who paid and who asked belong to one study",
    ),
]


@pytest.mark.parametrize(("text", "expected"), SAME)
def test_phrases_that_speak_of_one_study_make_one_mention(text: str, expected: Expected) -> None:
    assert_studies(text, expected)


def test_a_pollster_s_own_page_need_not_name_the_pollster() -> None:
    assert_studies(
        "In a 2019 survey, 61% of adults said they bake.",
        [({"Pew Research Center"}, [])],
        "https://www.pewresearch.org/2019/bread/",
    )


OWN = [
    ("We surveyed 400 growers, and 31% use drones.", "https://www.acmegrow.com/a", [({"Acmegrow"}, [400])]),
    ("In our latest survey, 31% of growers use drones.", "https://www.acmegrow.com/a", [({"Acmegrow"}, [])]),
    (
        '"Our survey shows 31% of growers use drones," said Jane Miller, a director at Acme Labs.',
        "https://www.acmegrow.com/a",
        [({"Acme Labs"}, [])],
    ),
]


@pytest.mark.parametrize(("text", "url", "expected"), OWN)
def test_our_survey_is_the_publisher_s_or_the_speaker_s(text: str, url: str, expected: Expected) -> None:
    assert_studies(text, expected, url)


SAMPLES = [
    ("We polled about 1,200 miners for the survey; 3% agreed.", 1200, Qualifier.ABOUT, "miners"),
    ("The survey of more than 400 mayors found 3% agreed.", 400, Qualifier.MORE_THAN, "mayors"),
    ("The survey of nearly 90 towns found 3% agreed.", 90, Qualifier.NEARLY, "towns"),
    (
        "The survey of at least 350 adults aged 65 and over found 3% agreed.",
        350,
        Qualifier.AT_LEAST,
        "adults aged 65 and over",
    ),
    ("A study analysed 2.5 million flights and found 3% were late.", 2_500_000, Qualifier.EXACTLY, "flights"),
    ("Half a million pupils took part in the study; 3% failed.", 500_000, Qualifier.EXACTLY, "pupils"),
]


@pytest.mark.parametrize(("text", "size", "qualifier", "population"), SAMPLES)
def test_a_sample_has_size_qualifier_and_population(
    text: str, size: int, qualifier: Qualifier, population: str
) -> None:
    (mention,) = studies(analysis_of(text)).mentions
    assert [(s.size, s.qualifier, s.population) for s in mention.samples] == [(size, qualifier, population)]


def test_groups_that_share_a_noun_each_have_it() -> None:
    (mention,) = studies(analysis_of("A Deloitte survey of 182 retail and 94 steel managers found 3% agreed.")).mentions
    assert [(s.size, s.population) for s in mention.samples] == [(182, "retail managers"), (94, "steel managers")]


NOT_SAMPLES = [
    "In the survey, nine in 10 mayors agreed.",
    "The survey of mayors asked 14 questions; 3% answered all.",
    "The survey found that 300 mayors had resigned.",
    "The survey cost $4,000 and 3% of it was lost.",
    "The survey of 2012 found 3% agreed.",
]


@pytest.mark.parametrize("text", NOT_SAMPLES)
def test_a_number_that_is_no_sample_is_none(text: str) -> None:
    assert not [sample for mention in studies(analysis_of(text)).mentions for sample in mention.samples]


ATTRIBUTIONS = [
    pytest.param(
        "A Gallup poll found that 40% of cooks sing.\nAn Ipsos study says 12% of them dance. Only <3%> do both.",
        "Ipsos",
        id="the study spoken of last",
    ),
    pytest.param(
        "A Gallup poll found that 40% of cooks sing.\nAn Ipsos study says 12% dance.\nGallup also found <3%> hum.",
        "Gallup",
        id="the study that the sentence credits",
    ),
    pytest.param(
        "<Half> of cooks sing, a survey finds.\nIpsos questioned 900 cooks.", "Ipsos", id="the lead, before the name"
    ),
    pytest.param(
        "The Ipsos survey found:\n- <40%> of cooks sing\n- 12% of cooks dance", "Ipsos", id="a list after its lead-in"
    ),
    pytest.param(
        "An Ipsos survey found that 40% of cooks sing. Other polling puts it at <31%>.",
        None,
        id="figures from elsewhere",
    ),
    pytest.param(
        "Sales rose 5%, according to Gartner, and <3%>, according to Ovum.", "Ovum", id="the second of two sources"
    ),
    pytest.param("Sales rose <5%>, according to Gartner, and 3%, according to Ovum.", "Gartner", id="the first of two"),
    pytest.param(
        "Ipsos surveyed 900 cooks, and 40% sing. Government figures show that <2%> dance.", None, id="official figures"
    ),
    pytest.param("The town has <40%> fewer cooks.", None, id="no study at all"),
    pytest.param(
        "A Canalys study found 4%, said Canalys analyst Jane Roe. A Nielsen report says 2%. Roe said <7%> was likely.",
        "Canalys",
        id="the study of the speaker's house",
    ),
]


@pytest.mark.parametrize(("marked", "organization"), ATTRIBUTIONS)
def test_a_number_comes_from_the_study_a_reader_concludes(marked: str, organization: str | None) -> None:
    start, end = marked.index("<"), marked.index(">") - 1
    found = studies(analysis_of(marked.replace("<", "").replace(">", "")))
    index = found.of(start, end)
    assert (None if index is None else found.mentions[index].organizations[0]) == organization


@given(
    st.lists(
        st.sampled_from(["A survey by Ipsos of 900 cooks found 4%.", "It rained.", "The poll said 3%."]), max_size=6
    )
)
def test_every_mention_stands_at_its_offsets(sentences: list[str]) -> None:
    text = " ".join(sentences)
    found = studies(analysis_of(text))
    for mention in found.mentions:
        assert text[mention.selector.start : mention.selector.end] == mention.selector.exact
    assert all(index is None or 0 <= index < len(found.mentions) for _, index in found.marks)


@pytest.mark.parametrize(
    "unit",
    ["1,", "a survey of 10 and ", '"Report ', "by the of ", "(", "Acme and ", "A B{} poll found 1%. ", "Ab{} said. "],
)
def test_hostile_text_costs_linear_time(unit: str) -> None:
    def seconds(count: int) -> float:
        analysis = analysis_of("".join(unit.format(at) for at in range(count)))
        for sentence in analysis.sentences:
            assert sentence.tokens
        begun = time.process_time()
        studies(analysis)
        return time.process_time() - begun

    assert seconds(4000) < 16 * seconds(500) + 0.1
