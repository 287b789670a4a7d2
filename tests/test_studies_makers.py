"""Whose a study is when nobody says "a survey by": releases, results, journals, newsletters; and whose it is not."""

from __future__ import annotations

import pytest

from test_studies import Expected, analysis_of, assert_studies
from whence.extract.studies import studies

MAKERS: list[tuple[str, str, Expected]] = [
    (
        "who paid is told in the predicate",
        "The poll covered 1,004 anglers and was paid for by the Tide Trust. Some 66% fish daily.",
        [({"Tide Trust"}, [1004])],
    ),
    (
        "who made it is told in a clause behind",
        "A quarter of the piers are too old, according to a report that the Harbour Board presented on Monday.",
        [({"Harbour Board"}, [])],
    ),
    (
        "new figures of a body are told of further on",
        "Fresh figures from the Harbour Board should calm sailors. Rents for moorings fell 12 percent.",
        [({"Harbour Board"}, [])],
    ),
    (
        "figures of a body whose name ends in statistics",
        "Clerks earned $1,156 a week, Bureau of Harbour Statistics figures show.",
        [({"Bureau of Harbour Statistics"}, [])],
    ),
    (
        "for whom those of some age were asked",
        "In a survey of 1,600 adults ages 65 and older conducted last year for the Silver League, 38% said so.",
        [({"Silver League"}, [1600])],
    ),
    (
        "initials in the plural are people",
        "A survey of 410 CHROs by Comly finds gloom. Half of CHROs say their team is too small.",
        [({"Comly"}, [410])],
    ),
    (
        "figures that a body published stand by themselves",
        "If the figures published on Friday by the Office for Harbour Counts are right, all is well. "
        "Thefts fell by 9%.",
        [({"Office for Harbour Counts"}, [])],
    ),
    (
        "a report by someone stands by itself",
        "This is a summary of the report by the Kettle Alliance. Some 81% of boilers leak.",
        [({"Kettle Alliance"}, [])],
    ),
    (
        "a further trial has makers of its own",
        "The findings, published in the Lancet, come weeks after a smaller trial by the Harbour League, in which 88 "
        "sailors took part, found that naps cut falls by 12%.",
        [({"Lancet"}, []), ({"Harbour League"}, [88])],
    ),
    (
        "an index compiled from a survey is one study",
        "The mutual's Cost of Sailing Index, compiled from an online survey of 3,010 sailors carried out by Comly "
        "Research, rose 4%.",
        [({"Comly Research"}, [3010])],
    ),
    (
        "its annual report is that of whom the sentence tells",
        "In its annual report, Trellis Foods says 14% of its staff left.",
        [({"Trellis Foods"}, [])],
    ),
    (
        "a research firm that puts a number",
        "Research firm Comly put takings at $90 million.",
        [({"Comly"}, [])],
    ),
    (
        "published on a day in a journal",
        "In a study published on Monday in The Lancet, 412 nurses were given tea and 12% slept.",
        [({"Lancet"}, [412])],
    ),
    (
        "the study is by its makers",
        "The study is by economists at the Free University of Calder, who tracked 121,000 clerks. Meetings rose 13%.",
        [({"Free University of Calder"}, [121000])],
    ),
    (
        "scientists of no named house who studied patients",
        "Scientists in Leeds studied the records of 7,725 patients and found that 12% had died.",
        [(set(), [7725])],
    ),
    (
        "the funder of the study joins the study, not the figures told in between",
        "A study led by Calder University followed 486 children. Some 6 million children cough, according to the CDC. "
        "The study was funded by the Hollis Family Foundation.",
        [({"Calder University", "Hollis Family Foundation"}, [486]), ({"CDC"}, [])],
    ),
    (
        "data from another house after a company's own report make another study",
        "A report by Trellis Foods says sales rose 4%. The latest till data from Comly Panel put its share at 5%.",
        [({"Trellis Foods"}, []), ({"Comly Panel"}, [])],
    ),
    (
        "a letterhead with an article",
        "The National Canal Office\nNotice 12/19\nTraffic rose 4% to 12,400.\nTolls brought £2.4 million.\n"
        "Some 12% of boats were hired.",
        [({"National Canal Office"}, [])],
    ),
    (
        "the title of a column is no office",
        "The Back Office | Ana Farr\nTraffic rose 4% to 12,400.\nTolls brought £2.4 million.\nSome 12% were hired.",
        [],
    ),
    (
        "a release is that of the ministry at its head",
        "Ministry of Canals\nNews release 12/19\nFigures published today show that traffic rose 4%.",
        [({"Ministry of Canals"}, [])],
    ),
    (
        "anybody a number is according to",
        "Some 900 ferries run on Sundays, according to Quaywatch, a nonpartisan group that counts boats.",
        [({"Quaywatch"}, [])],
    ),
    (
        "a charity that says how many",
        "The charity Lung Alliance says 34 percent of divers cough.",
        [({"Lung Alliance"}, [])],
    ),
    (
        "a table that a body compiled",
        "A league table compiled by the Payment Regulator and out last week found that the best bank refunded 91%.",
        [({"Payment Regulator"}, [])],
    ),
    (
        "a body with its owner in its name",
        "A survey of 850 divers by the Harbour-General's Department found 61 per cent had been ill.",
        [({"Harbour-General's Department"}, [850])],
    ),
    (
        "her research is that of her house",
        "Ana Farr, of Calder University, has other figures. Her research, based on 6,300 pupils, found that 12% dive.",
        [({"Calder University"}, [6300])],
    ),
    (
        "a study he published is that of his house",
        "Ivo Tree, a lecturer at Calder University, is not so sure. A study he published last autumn put it at 12%.",
        [({"Calder University"}, [])],
    ),
    (
        "her own analysis is no part of the figures before",
        "Figures released by the Harbour Board showed that 83% of quays leak. Ana Farr of Calder University disagrees. "
        "Her own analysis of 480 diaries found that 9% do.",
        [({"Harbour Board"}, []), ({"Calder University"}, [])],
    ),
    (
        "the lead author's house, the title before the name",
        "Divers are 41% likelier to cough, a study suggests. Lead author Prof Ana Farr, of the University of Calder, "
        "said the cause was cold.",
        [({"University of Calder"}, [])],
    ),
    (
        "who tells what was found in a survey that the sentence opens with",
        "In a survey of 310 of its members released last week, the Guild of Divers found that 38 percent had quit.",
        [({"Guild of Divers"}, [310])],
    ),
    (
        "it asked",
        "That squares with what the Quay Council heard last fall when it surveyed 640 people. Some 31 percent rent.",
        [({"Quay Council"}, [640])],
    ),
    (
        "who released a survey, in a clause behind whom it asked",
        "In a survey of 410 pilots that Comly released last week, six out of 10 said they would stay.",
        [({"Comly"}, [410])],
    ),
    (
        "who carried it out, after what describes them",
        "In a survey that the Calder polling institute Comly carried out in May, 81 percent of the 1,505 respondents "
        "agreed.",
        [({"Comly"}, [1505])],
    ),
    (
        "figures that a bank has published",
        "Figures from the Central Bank, published last week, lend support to both. Lending fell 11 per cent.",
        [({"Central Bank"}, [])],
    ),
    (
        "what a body has published from its own census",
        "The Central Statistics Office (CSO) has today published further results from Census 2016. Some 12% sail.",
        [({"Central Statistics Office"}, [])],
    ),
    (
        "an occasion is no client",
        "A new survey from Comly, released for National Boat Week, finds that 88 percent of parents sail.",
        [({"Comly"}, [])],
    ),
    (
        "a maker whose name ends in a word for a study",
        "A survey by Town Poll of 220 shop owners found that 33 percent agree.",
        [({"Town Poll"}, [220])],
    ),
    (
        "research that nobody names, after a study that has a name",
        "Half of cooks sing, a Gallup poll found. Studies show that 30% of adults hum.",
        [({"Gallup"}, []), (set(), [])],
    ),
    (
        "research that was spoken of is the study at hand",
        "New research by Comly says 12% dive. The work took a year. Research shows that 30% of divers hum.",
        [({"Comly"}, [])],
    ),
    (
        "the forecast of a bank's economist is no study",
        '"It takes time," said Ana Farr, economist at Trellis Securities. Trellis cut its forecast for growth to 3%.',
        [],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in MAKERS], ids=[row[0] for row in MAKERS])
def test_a_study_is_its_maker_s(text: str, expected: Expected) -> None:
    assert_studies(text, expected)


def test_our_analysis_is_the_publisher_s_as_the_text_writes_its_name() -> None:
    text = "Our new analysis of deposits shows that rents rose 4%.\nJane Roe leads work on housing at Common Quay."
    assert_studies(text, [({"Common Quay"}, [])], "https://www.commonquay.example.org/blog/rents")


def test_a_pollster_is_told_by_its_address_and_its_name_in_the_text() -> None:
    text = "Mirador finds people calm.\nSupport has grown since we first asked 1,004 adults in a survey; 40% agree."
    assert_studies(text, [({"Mirador"}, [1004])], "https://www.miradorpolling.example.org/insights/vote")


def test_the_figures_of_an_office_are_its_own_where_no_study_is_spoken_of() -> None:
    text = (
        "Statistical notice of the National Canal Office, May 2019\nTraffic on canals\nBarges rose by 4% to 12,400."
        "\nLocks let 3 million boats through.\nTolls brought £2.4 million.\nSome 12% of boats were hired."
    )
    assert_studies(text, [({"National Canal Office"}, [])])
    found = studies(analysis_of(text))
    assert found.of(text.index("4%"), text.index("4%") + 2) == 0


def test_an_office_s_notice_without_figures_is_no_study() -> None:
    assert_studies("National Canal Office\nThe lock is closed on 4 May.\nBoats may moor for 3 days.", [])


RESULTS = (
    "Trellis, the mid-market grocer, has had a fine Christmas.\nLike-for-like sales climbed 2.1% on revenue of £1.1bn."
    "\nIt kept guidance for full-year profit at £182m.\n"
)


def test_a_company_s_results_are_no_study() -> None:
    assert_studies(RESULTS, [])


def test_an_article_that_only_mentions_profit_is_no_results_story() -> None:
    assert_studies("Trellis, the grocer, has moved to Leeds.\nIts profit was £4m.\nThe move took 3 days.", [])


WHOSE = [
    (
        "what economists expected is theirs for that sentence",
        "Sales fell 1.6%, the Office for National Statistics said. Economists polled by Northwire had forecast a fall "
        "of 0.5%. Volumes were *5.4%* lower.",
        "Office for National Statistics",
    ),
    (
        "an outsider's quotation is no study's",
        'A Gallup poll found that 40% sing.\n"We now expect singing to shrink by *3%*," said Jane Roe, an economist '
        "at Calder Bank.",
        None,
    ),
    (
        "a maker's own quotation is the study's",
        'A Gallup poll found that 40% sing.\n"We now see that *3%* hum," said Jane Roe, an analyst at Gallup.',
        "Gallup",
    ),
    (
        "our earlier poll is the same pollster's",
        'A Mirador poll of May 2019 found that 40% sing. "The figure was *22%* in our October poll," said the firm.',
        "Mirador",
    ),
    (
        "one who speaks at the end is no source of what was told long before",
        "\n".join(["School tables are out.", *["Some *12* schools did well."], *["Pupils were glad."] * 8])
        + "\nThe Institute of Heads said that 19% of schools are poor.",
        None,
    ),
    (
        "official figures mentioned in passing take nothing over",
        "A Gallup survey tells us something the official figures cannot. Half of tenants (*52%*) moved.",
        "Gallup",
    ),
]


@pytest.mark.parametrize(("marked", "organization"), [row[1:] for row in WHOSE], ids=[row[0] for row in WHOSE])
def test_a_number_is_the_study_s_that_tells_it(marked: str, organization: str | None) -> None:
    first, last = marked.index("*"), marked.rindex("*") - 1
    found = studies(analysis_of(marked.replace("*", "")))
    index = found.of(first, last)
    assert (None if index is None else found.mentions[index].organizations[0]) == organization


POPULATIONS = [
    ("The survey of 1,204 office workers shows how far habits have moved; 40% stay.", "office workers"),
    ("Acme Insights surveyed 1,204 office workers in January 2023; 40% stay.", "office workers"),
    ("Acme Insights surveyed 1,204 office workers during late 2023; 40% stay.", "office workers"),
    ("Acme Insights polled 1,204 of its customers; 40% stay.", "customers"),
    ("A survey found that half of the 1,240 school pupils they questioned sleep.", "school pupils"),
]


@pytest.mark.parametrize(("text", "population"), POPULATIONS, ids=[row[0] for row in POPULATIONS])
def test_a_sample_s_population_ends_with_its_noun_phrase(text: str, population: str) -> None:
    (mention,) = studies(analysis_of(text)).mentions
    assert [sample.population for sample in mention.samples] == [population]


def test_a_name_without_article_and_a_year_are_a_title() -> None:
    (mention,) = studies(analysis_of("According to Remote Shift 2023 survey, 41% of staff stay home.")).mentions
    assert (mention.title, mention.organizations, mention.year) == ("Remote Shift 2023 survey", (), 2023)


TITLED: list[tuple[str, str, list[tuple[str | None, set[str]]]]] = [
    ("a census by its year", "In the 2011 census, 84 per cent of divers were men.", [("2011 census", set())]),
    (
        "a census and its bureau are one",
        "Boats are fewer, 2020 census results show: 12% less. It is how the Census Bureau counts, bureau figures show.",
        [("2020 census", {"Census Bureau"})],
    ),
    (
        "no title reaches over who made it",
        "A count published in June by the National Boat Census found that 25,000 sail.",
        [("National Boat Census", set())],
    ),
    (
        "a title between commas",
        "Gas use fell. That is the main finding of our annual review, The Gas Year 2022, which is out today: 15% less.",
        [("The Gas Year 2022", set())],
    ),
    ("a standing study finds", "The Comly Pulse shows that 71% of divers agree.", [("Comly Pulse", set())]),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in TITLED], ids=[row[0] for row in TITLED])
def test_a_study_is_known_by_its_title(text: str, expected: list[tuple[str | None, set[str]]]) -> None:
    found = studies(analysis_of(text)).mentions
    assert [(mention.title, set(mention.organizations)) for mention in found] == expected


DATED = [
    (
        "a survey with a number of people",
        "In talks with 1,210 divers for the 2014 survey, Comly found that 54% dive alone.",
        2014,
    ),
    (
        "a wave that a figure is compared with",
        "Comly polled 410 divers. It found that 54% dive alone, against 43 per cent in the 2014 survey.",
        None,
    ),
]


@pytest.mark.parametrize(("text", "year"), [row[1:] for row in DATED], ids=[row[0] for row in DATED])
def test_a_study_is_dated_by_what_is_said_of_it(text: str, year: int | None) -> None:
    (found,) = studies(analysis_of(text)).mentions
    assert found.year == year
