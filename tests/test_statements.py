"""Statements: who said it, in which words, in which role and for whom; table rows are sentences of our own."""

from __future__ import annotations

import re
from collections.abc import Callable
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.analyse import analyse
from whence.extract.names import names
from whence.extract.statements import statements
from whence.extract.studies import studies
from whence.model import AgentKind, Block, BlockKind, Document, Metadata, Statement, StatementKind

_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")
_KINDS = {">": BlockKind.QUOTE, "#": BlockKind.HEADING, "*": BlockKind.ITEM}


def document(text: str) -> Document:
    """A document whose blocks are the paragraphs of a text: "> " a block quote, "# " a heading, "* " an item."""
    blocks = tuple(
        Block(_KINDS.get(match[0][0], BlockKind.PARAGRAPH), match.start(), match.end())
        for match in _PARAGRAPH.finditer(text)
    )
    return Document("a.txt", "a.txt", text, blocks, (), Metadata(), "")


def said(text: str) -> tuple[Statement, ...]:
    """The statements of a text."""
    analysis = analyse(document(text))
    return statements(analysis, studies(analysis))


def assert_quotes(text: str, *expected: tuple[str, str]) -> None:
    """The quotations of a text are these, each with its speaker."""
    found = [statement for statement in said(text) if statement.kind is StatementKind.QUOTATION]
    assert [(statement.speaker.name, statement.selector.exact) for statement in found] == list(expected)


Row = tuple[str, tuple[tuple[str, str], ...]]


def table(**rows: Row) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Parametrise a test with rows named for what they show."""
    ids = [name.replace("_", " ") for name in rows]
    return pytest.mark.parametrize(("text", "expected"), list(rows.values()), ids=ids)


@table(
    verb_then_name=('"We count the buses twice," said Maria Lopez.', (("Maria Lopez", "We count the buses twice,"),)),
    name_then_verb=('"We count the buses twice," Maria Lopez said.', (("Maria Lopez", "We count the buses twice,"),)),
    name_first=('Maria Lopez said, "We count the buses twice."', (("Maria Lopez", "We count the buses twice."),)),
    colon_after_the_verb=('Maria Lopez added: "Count them twice."', (("Maria Lopez", "Count them twice."),)),
    colon_without_verb=('Maria Lopez: "We count the buses twice."', (("Maria Lopez", "We count the buses twice."),)),
    curly_marks=("“We count the buses twice,” said Maria Lopez.", (("Maria Lopez", "We count the buses twice,"),)),
    single_marks=("'We count the buses twice,' said Maria Lopez.", (("Maria Lopez", "We count the buses twice,"),)),
    curly_single_marks=("‘We don’t count buses,’ said Maria Lopez.", (("Maria Lopez", "We don’t count buses,"),)),
    comma_outside_the_marks=("'We count the buses', Maria Lopez said.", (("Maria Lopez", "We count the buses"),)),
    opening_glyph_turned_round=("”We count buses,” said Maria Lopez.", (("Maria Lopez", "We count buses,"),)),
    mixed_marks=('“We count the buses," Maria Lopez said.', (("Maria Lopez", "We count the buses,"),)),
    quotation_in_quotation=(
        "“They asked for ‘more buses’ and got fewer,” said Maria Lopez.",
        (("Maria Lopez", "They asked for ‘more buses’ and got fewer,"),),
    ),
    inner_quotation_at_the_end=(
        "Maria Lopez said in an email: “I told them the word was ‘never.’”",
        (("Maria Lopez", "I told them the word was ‘never.’"),),
    ),
    question_before_the_name=(
        '"Who counts the buses?" asked Maria Lopez.',
        (("Maria Lopez", "Who counts the buses?"),),
    ),
    question_and_name_first=('"Who counts the buses?" Maria Lopez asked.', (("Maria Lopez", "Who counts the buses?"),)),
    split_by_the_frame=(
        '"The buses are late," Maria Lopez said. "Nobody counts them."',
        (("Maria Lopez", "The buses are late,"), ("Maria Lopez", "Nobody counts them.")),
    ),
    split_within_a_sentence=(
        '"The buses," said Maria Lopez, "are never counted by anybody."',
        (("Maria Lopez", "The buses,"), ("Maria Lopez", "are never counted by anybody.")),
    ),
    two_speakers_in_a_paragraph=(
        '"The buses are late," said Maria Lopez. "They are on time," said Amir Khan.',
        (("Maria Lopez", "The buses are late,"), ("Amir Khan", "They are on time,")),
    ),
    fragment=(
        "Maria Lopez said the plan would “leave every village without a bus”.",
        (("Maria Lopez", "leave every village without a bus"),),
    ),
    several_sentences=(
        '"The buses are late. Nobody counts them. It is a shame," Maria Lopez says.',
        (("Maria Lopez", "The buses are late. Nobody counts them. It is a shame,"),),
    ),
    told_somebody=('"We count the buses," Maria Lopez told the BBC.', (("Maria Lopez", "We count the buses,"),)),
    told_somebody_that=(
        'Maria Lopez told the Daily Post that the buses are "late on purpose, every single day".',
        (("Maria Lopez", "late on purpose, every single day"),),
    ),
    wrote_in_a_column=(
        '"The buses are late," wrote Maria Lopez in a column last week.',
        (("Maria Lopez", "The buses are late,"),),
    ),
    according_to_behind=('"The buses are late," according to Maria Lopez.', (("Maria Lopez", "The buses are late,"),)),
    according_to_ahead=(
        'According to Maria Lopez, "the buses are late every day".',
        (("Maria Lopez", "the buses are late every day"),),
    ),
    as_somebody_reports=(
        '"The buses are late again," as Maria Lopez reports.',
        (("Maria Lopez", "The buses are late again,"),),
    ),
    as_somebody_put_it=(
        'As Maria Lopez put it, "nobody ever counts the buses".',
        (("Maria Lopez", "nobody ever counts the buses"),),
    ),
    went_on_to_say=(
        'Maria Lopez runs a depot. "The buses are late," Lopez went on to say.',
        (("Maria Lopez", "The buses are late,"),),
    ),
    adverb_between=('"The buses are late," Maria Lopez recently said.', (("Maria Lopez", "The buses are late,"),)),
    has_said=('Maria Lopez has said: "The buses are late."', (("Maria Lopez", "The buses are late."),)),
    motto=(
        'Maria Lopez won. Her motto, "Count everything that moves," hangs there.',
        (("Maria Lopez", "Count everything that moves,"),),
    ),
    in_the_words_of=(
        'In the words of Maria Lopez, "the easy years are behind us".',
        (("Maria Lopez", "the easy years are behind us"),),
    ),
    saying_comes_first=(
        'Saying, "The buses are late," Maria Lopez walked out.',
        (("Maria Lopez", "The buses are late,"),),
    ),
    called_it=(
        'Maria Lopez called the plan "a gift to every car dealer".',
        (("Maria Lopez", "a gift to every car dealer"),),
    ),
    quoted_by_somebody=(
        'Ana Bell quotes Maria Lopez as saying, "We count the buses twice."',
        (("Maria Lopez", "We count the buses twice."),),
    ),
    title_after_a_place=(
        '"We count the buses twice," said Ohio Gov. Maria Lopez.',
        (("Maria Lopez", "We count the buses twice,"),),
    ),
    coach_of_a_club=(
        '"We count the buses twice," said Leeds United coach Maria Lopez.',
        (("Maria Lopez", "We count the buses twice,"),),
    ),
    verb_inside_a_name=(
        'Maria Lopez works at Ohio State University. "We count the buses twice," she said.',
        (("Maria Lopez", "We count the buses twice,"),),
    ),
    subject_before_those_named_later=(
        'Maria Lopez hopes that the plan Ana Bell signed will help. "We count the buses twice," she said.',
        (("Maria Lopez", "We count the buses twice,"),),
    ),
    signature_without_a_dash=(
        '"We count the buses twice."\n\nMaria Lopez, head of research at Acme',
        (("Maria Lopez", "We count the buses twice."),),
    ),
    dash_signature=('"We count the buses twice." — Maria Lopez', (("Maria Lopez", "We count the buses twice."),)),
    signature_in_the_next_line=(
        "“We count the buses twice.”\n\n— Maria Lopez, head of research at Acme",
        (("Maria Lopez", "We count the buses twice."),),
    ),
    who_said=(
        'It was told by Maria Lopez, who said that "the buses are late every day".',
        (("Maria Lopez", "the buses are late every day"),),
    ),
    aside_after_the_name=(
        'Maria Lopez, 42, from Leeds, said: "The buses are late."',
        (("Maria Lopez", "The buses are late."),),
    ),
    aside_after_the_noun=(
        "A survey by Acme Research found little. "
        'The survey, oddly enough, says that "buses are a thing of the past for us".',
        (("Acme Research", "buses are a thing of the past for us"),),
    ),
    embedded_post=(
        "The buses are late and nobody counts them — Maria Lopez (@mlopez) May 3, 2019",
        (("Maria Lopez", "The buses are late and nobody counts them"),),
    ),
)
def test_a_quotation_goes_to_its_speaker(text: str, expected: tuple[tuple[str, str], ...]) -> None:
    assert_quotes(text, *expected)


@table(
    he=(
        'Amir Khan runs a depot. "The buses are late," he said.',
        (("Amir Khan", "The buses are late,"),),
    ),
    she_of_two=(
        'Maria Lopez counts buses for Acme. "They are late," she says. "Nobody cares," she adds.',
        (("Maria Lopez", "They are late,"), ("Maria Lopez", "Nobody cares,")),
    ),
    surname=(
        'Maria Lopez, an analyst at Acme, counts buses. "They are late," Lopez said.',
        (("Maria Lopez", "They are late,"),),
    ),
    title_and_surname=(
        'Amir Khan counts buses. "They are late," Mr Khan said.',
        (("Amir Khan", "They are late,"),),
    ),
    professor_and_surname=(
        'Amir Khan counts buses. "They are late," Professor Khan says.',
        (("Amir Khan", "They are late,"),),
    ),
    the_analyst=(
        'Maria Lopez, an analyst at Acme, counts buses. "They are late," the analyst noted.',
        (("Maria Lopez", "They are late,"),),
    ),
    the_company=(
        'Acme Retail sells buses. "They are never late," the company said in a statement.',
        (("Acme Retail", "They are never late,"),),
    ),
    it_said=(
        'Acme Retail sells buses. "They are never late," it said.',
        (("Acme Retail", "They are never late,"),),
    ),
    the_report_of_a_study=(
        'A new survey by Gallup asked 1,012 adults about buses. "Buses matter to the old," the report said.',
        (("Gallup", "Buses matter to the old,"),),
    ),
    the_authors=(
        'A new survey by Gallup asked 1,012 adults about buses. "Buses matter to the old," the report authors state.',
        (("Gallup", "Buses matter to the old,"),),
    ),
    the_named_report=(
        '"Buses matter to the old," the Gallup report concluded.',
        (("Gallup", "Buses matter to the old,"),),
    ),
    researchers_of=('"Buses matter to the old," Gallup researchers said.', (("Gallup", "Buses matter to the old,"),)),
    a_spokesman_for=(
        'A spokesman for Acme Retail said: "Our buses are never late."',
        (("Acme Retail", "Our buses are never late."),),
    ),
    an_organization=('"Buses matter to the old," says Gallup.', (("Gallup", "Buses matter to the old,"),)),
    acronym=(
        'The Office for National Statistics (ONS) counts buses. "They are fewer," the ONS said.',
        (("Office for National Statistics", "They are fewer,"),),
    ),
)
def test_a_short_name_stands_for_the_full_one(text: str, expected: tuple[tuple[str, str], ...]) -> None:
    assert_quotes(text, *expected)


@table(
    paragraph_alone_after_a_quotation=(
        '"The buses are late," Maria Lopez said.\n\n"Nobody counts them. It is a shame."',
        (("Maria Lopez", "The buses are late,"), ("Maria Lopez", "Nobody counts them. It is a shame.")),
    ),
    paragraphs_that_each_open=(
        'Maria Lopez said: "The buses are late.\n\n"Nobody counts them.\n\n"It is a shame."',
        (
            ("Maria Lopez", "The buses are late."),
            ("Maria Lopez", "Nobody counts them."),
            ("Maria Lopez", "It is a shame."),
        ),
    ),
    after_a_colon=(
        'From the Gallup report:\n\n"Buses matter to the old. They do not matter to the young."',
        (("Gallup", "Buses matter to the old. They do not matter to the young."),),
    ),
    block_quote_after_a_colon=(
        "Maria Lopez explains:\n\n> The buses are late and nobody counts them.",
        (("Maria Lopez", "The buses are late and nobody counts them."),),
    ),
    quotation_in_an_item=(
        '* "The buses are late," says Maria Lopez, an analyst at Acme.',
        (("Maria Lopez", "The buses are late,"),),
    ),
    introduced_by_the_sentence_before=(
        'Maria Lopez, founder of Acme, thinks the same. "The buses are late every single day."',
        (("Maria Lopez", "The buses are late every single day."),),
    ),
    goes_on_after_a_retelling=(
        'Maria Lopez says the timetable is of no use to anyone. "The buses are late."',
        (("Maria Lopez", "The buses are late."),),
    ),
)
def test_a_speaker_keeps_the_floor(text: str, expected: tuple[tuple[str, str], ...]) -> None:
    assert_quotes(text, *expected)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('The so-called "big bus" is late.', id="a term"),
        pytest.param('Maria Lopez spoke of "bus deserts" for years.', id="two words"),
        pytest.param('The report, titled "Why the Buses Come Late and What to Do," is free.', id="a title"),
        pytest.param('According to "The Bus Gap," 40 percent of riders wait.', id="a title after according to"),
        pytest.param('Forty percent chose "not at all likely to take a bus soon".', id="an answer"),
        pytest.param('Sixty percent of riders said they "would rather walk than wait for a bus".', id="many people"),
        pytest.param(
            'The survey asked whether it is better to "ban every bus" or "paint them all in red".', id="questions"
        ),
        pytest.param("The boys' bus and the girls' bus were late, said nobody.", id="apostrophes"),
        pytest.param('A 12" wheel and a 14" wheel broke.', id="inches"),
        pytest.param("Buses of the '90s were loud, the drivers' union's too.", id="a decade"),
        pytest.param('Maria Lopez said "The buses are late', id="a mark that is never closed"),
        pytest.param('# Buses are "late every single day," says Maria Lopez', id="a heading"),
        pytest.param("Maria Lopez did not say that buses were late every day.", id="what was not said"),
        pytest.param("It is hard to say that buses are late every day.", id="an infinitive"),
        pytest.param("Maria Lopez was told that buses are late every day.", id="a passive"),
        pytest.param("CIOs say that buses are late every single day.", id="those asked in a survey"),
        pytest.param("Acme announced new buses for the whole of the north.", id="an object and no clause"),
        pytest.param("The survey found that most riders wait for long.", id="a finding"),
        pytest.param("Gallup says 40 percent of riders wait for an hour.", id="an organization's number"),
        pytest.param("Buses ran late on Monday across the whole north.", id="nobody speaks"),
    ],
)
def test_is_no_statement(text: str) -> None:
    assert said(text) == ()


@pytest.mark.parametrize(
    ("text", "name", "role", "affiliation"),
    [
        pytest.param(text, *expected, id=name)
        for name, text, *expected in [
            ("apposition", '"Hm, no," said Maria Lopez, an analyst at Acme.', "Maria Lopez", "analyst", "Acme"),
            (
                "apposition before the verb",
                'Maria Lopez, managing director at Acme Rail, wrote: "No."',
                "Maria Lopez",
                "managing director",
                "Acme Rail",
            ),
            (
                "letters after the name",
                'Maria Lopez, PhD, CAE, CFO at the Acme Fund, told us twice last week: "No."',
                "Maria Lopez",
                "CFO",
                "Acme Fund",
            ),
            ("role before the name", '"No," said Acme analyst Maria Lopez.', "Maria Lopez", "analyst", "Acme"),
            (
                "long role before the name",
                'Acme chief economist Maria Lopez said: "No."',
                "Maria Lopez",
                "chief economist",
                "Acme",
            ),
            (
                "role, comma, name",
                'Acme research analyst, Maria Lopez, said: "No."',
                "Maria Lopez",
                "research analyst",
                "Acme",
            ),
            (
                "employer's role",
                '"No," wrote Maria Lopez, Acme\'s vice president of bus research.',
                "Maria Lopez",
                "vice president of bus research",
                "Acme",
            ),
            (
                "employer's role before the name",
                'Acme\'s chief scientist Maria Lopez said: "No."',
                "Maria Lopez",
                "chief scientist",
                "Acme",
            ),
            ("employer's name", '"No, never," NPR\'s Maria Lopez said.', "Maria Lopez", None, "NPR"),
            (
                "of somewhere",
                '"No," said Maria Lopez of the Ohio Department of Transport.',
                "Maria Lopez",
                None,
                "Ohio Department of Transport",
            ),
            (
                "from somewhere, set off",
                'Dr Maria Lopez, from the University of Leeds, said: "No."',
                "Maria Lopez",
                None,
                "University of Leeds",
            ),
            (
                "two roles",
                'Maria Lopez, founder and CEO of Acme, said: "No."',
                "Maria Lopez",
                "founder and CEO",
                "Acme",
            ),
            (
                "role with its own field",
                '"No," says Maria Lopez, director of bus policy and planning at the Acme Institute.',
                "Maria Lopez",
                "director of bus policy and planning",
                "Acme Institute",
            ),
            (
                "field after a comma",
                '"No," said Maria Lopez, vice president, network research at Acme.',
                "Maria Lopez",
                "vice president",
                "Acme",
            ),
            (
                "employer after a comma",
                '"No," said Maria Lopez, senior economist, Acme Bank.',
                "Maria Lopez",
                "senior economist",
                "Acme Bank",
            ),
            (
                "employer with its sort",
                '"No," said Maria Lopez, an analyst at the research firm Acme.',
                "Maria Lopez",
                "analyst",
                "Acme",
            ),
            (
                "office and name at a comma",
                'The director of the Acme Institute, Maria Lopez, said: "No."',
                "Maria Lopez",
                "director",
                "Acme Institute",
            ),
            (
                "its role",
                'Acme Retail sells buses. Its president, Maria Lopez, said: "No."',
                "Maria Lopez",
                "president",
                "Acme Retail",
            ),
            (
                "the company's role",
                'Acme Retail sells buses. The company\'s finance chief, Maria Lopez, said: "No."',
                "Maria Lopez",
                "finance chief",
                "Acme Retail",
            ),
            (
                "public office",
                '"No," House Majority Leader Maria Lopez said.',
                "Maria Lopez",
                "House Majority Leader",
                None,
            ),
            ("rank", '"No," Capt. Maria Lopez says.', "Maria Lopez", "Capt.", None),
            ("form of address", '"No," Ms. Maria Lopez says.', "Maria Lopez", None, None),
            (
                "given at the first mention",
                'Maria Lopez is here.\n\nMaria Lopez, an analyst at Acme, left.\n\n"No," Lopez said.',
                "Maria Lopez",
                "analyst",
                "Acme",
            ),
            (
                "given only later",
                '"No," Lopez said.\n\nMaria Lopez, an analyst at Acme, left.',
                "Maria Lopez",
                "analyst",
                "Acme",
            ),
            (
                "writing for",
                '"No," notes Maria Lopez, writing in a blog on Acme News.',
                "Maria Lopez",
                None,
                "Acme News",
            ),
            (
                "who leads",
                '"No," said Maria Lopez, who leads Acme.',
                "Maria Lopez",
                None,
                "Acme",
            ),
            (
                "in brackets",
                'Maria Lopez (Acme) said: "No."',
                "Maria Lopez",
                None,
                "Acme",
            ),
            ("an organization has neither", '"No, never," said Gallup.', "Gallup", None, None),
        ]
    ],
)
def test_role_and_affiliation(text: str, name: str, role: str | None, affiliation: str | None) -> None:
    speaker = said(text)[0].speaker
    assert (speaker.name, speaker.role, speaker.affiliation) == (name, role, affiliation)


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("Maria Lopez says that buses are late in winter.", "Maria Lopez", "buses are late in winter."),
        ("Buses are always late in winter, said Maria Lopez.", "Maria Lopez", "Buses are always late in winter"),
        ("Buses are always late in winter, the OECD said.", "OECD", "Buses are always late in winter"),
        ("Maria Lopez warned that buses would be late again.", "Maria Lopez", "buses would be late again."),
        (
            "Maria Lopez told a meeting in Leeds on Friday that buses are late in winter.",
            "Maria Lopez",
            "buses are late in winter.",
        ),
        ("As Maria Lopez points out, buses are late in winter.", "Maria Lopez", "buses are late in winter."),
        (
            "Buses, Maria Lopez argues, are late in winter.",
            "Maria Lopez",
            "Buses, Maria Lopez argues, are late in winter.",
        ),
        (
            "According to Maria Lopez, buses are always late in winter.",
            "Maria Lopez",
            "buses are always late in winter.",
        ),
        ("Gallup notes that buses are late in winter.", "Gallup", "buses are late in winter."),
    ],
)
def test_a_claim_is_retold(text: str, speaker: str, words: str) -> None:
    (found,) = said(text)
    assert (found.kind, found.speaker.name, found.selector.exact) == (StatementKind.PARAPHRASE, speaker, words)


def test_a_participle_retells_beside_a_quotation() -> None:
    quotation, retold = said('"Buses are late," Maria Lopez says, adding that the trains are no better than the buses.')
    assert (quotation.kind, retold.kind) == (StatementKind.QUOTATION, StatementKind.PARAPHRASE)
    assert retold.selector.exact == "the trains are no better than the buses."
    assert retold.speaker == quotation.speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Gartner predicts that by 2027 half of all buses will run on batteries.", "Gartner"),
        ("Gartner forecasts that buses will outsell trams by 2027.", "Gartner"),
        ("IDC says the market for buses will hit $4.5 billion by 2027.", "IDC"),
        ("The market for buses will reach $3 billion by 2030, according to IDC.", "IDC"),
        ("Bus sales are expected to grow by 4 percent a year through 2027, according to Gartner.", "Gartner"),
        ("Analysts at IDC expect spending on buses to reach $40 billion by 2028.", "IDC"),
        ("Acme chief economist Maria Lopez said she did not expect buses to get any cheaper.", "Maria Lopez"),
        ("Buses will be cheaper than trams within a decade, Maria Lopez said.", "Maria Lopez"),
    ],
)
def test_a_forecast(text: str, speaker: str) -> None:
    (found,) = said(text)
    assert (found.kind, found.speaker.name) == (StatementKind.FORECAST, speaker)


def test_what_people_answered_about_themselves_is_no_forecast() -> None:
    assert said("Gallup says 40 percent will buy a bus next year.") == ()


def test_a_statement_points_to_its_study() -> None:
    (found,) = said('A survey of 1,012 adults by Gallup asked about buses. "Buses matter to the old," the report said.')
    assert found.study == 0


def test_nearer_words_are_surer() -> None:
    first, second = said('"The buses are late," Maria Lopez said. "Nobody counts them."')
    assert first.confidence > second.confidence


def test_people_and_organizations_are_told_apart() -> None:
    kinds = [
        found.speaker.kind for found in said('"Buses are late," said Maria Lopez.\n\n"Buses are fine," says Gallup.')
    ]
    assert kinds == [AgentKind.PERSON, AgentKind.ORGANIZATION]


@pytest.mark.parametrize(
    "piece", ['"', "'", ' "a', "\u201c", "said ", "Maria Lopez ", '"Hm," Maria Lopez said. ', "1,", ", "]
)
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    def seconds(size: int) -> float:
        analysis = analyse(document("x" + piece * size))
        for sentence in analysis.sentences:
            names(sentence)
        cited = studies(analyse(document("Nothing.")))
        start = process_time()
        statements(analysis, cited)
        return process_time() - start

    seconds(10)
    assert seconds(4000) < 40 * max(seconds(400), 0.002)


_PIECES = st.sampled_from(
    [
        '"',
        "“",
        "”",
        "'",
        "‘",
        "’",
        " ",
        "\n\n",
        ". ",
        ", ",
        "Maria Lopez ",
        "said ",
        "says ",
        "that ",
        "according to ",
        "she ",
        "buses ",
        "Acme's ",
        "analyst ",
        "(",
        ")",
        "— ",
        "@lopez",
        "[x](http://a.b)",
        "40 percent ",
        "will ",
        ":",
        "who ",
        "of ",
        "the report ",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, max_size=60).map("".join))
def test_every_statement_stands_in_the_text(text: str) -> None:
    found = said(text)
    assert list(found) == sorted(found, key=lambda statement: statement.selector.start)
    for statement in found:
        selector = statement.selector
        assert selector.exact
        assert text[selector.start : selector.end] == selector.exact
        assert statement.speaker.name
        assert 0 < statement.confidence <= 1


@table(
    title_of_ranks=('"It is over," said Det Insp Anna Bell.', (("Anna Bell", ""),)),
    hyphen_in_the_name=('"It is over," said Acme Corp. vice president Lin Mei-hua.', (("Lin Mei-hua", "Acme Corp."),)),
    prefix_of_a_role=(
        'Co-author Ned Hill of the county water board said: "It is over."',
        (("Ned Hill", "county water board"),),
    ),
    owner_of_a_role_with_of=(
        '"It is over," Acme Corp.\'s head of sourcing, Petra Bell, told us.',
        (("Petra Bell", "Acme Corp."),),
    ),
    leads_for=(
        '"It is over," said Anna Bell, who leads for the Harbour Board on dredging.',
        (("Anna Bell", "Harbour Board"),),
    ),
    after_the_owner=(
        '"It is over," said Anna Bell, of the Tide Institute, the lead author.',
        (("Anna Bell", "Tide Institute"),),
    ),
    office_with_capitals=(
        'The General Secretary of the Union of Head Porters, Anna Bell, said: "It is over now."',
        (("Anna Bell", "Union of Head Porters"),),
    ),
    council_that_is_not_named=(
        'Boats met the Tide Institute standard. "It is over," said Anna Bell, the council\'s director of ports.',
        (("Anna Bell", "council"),),
    ),
    dash_and_name=('Claim: "All of our boats were lost because of it." — Anna Bell, Feb. 11', (("Anna Bell", ""),)),
    head_of_the_company=(
        "Acme Corp. sold more. Acme Corp. opened a yard. Boats came late.\n\n"
        'Chief executive Anna Bell said: "It is over now."',
        (("Anna Bell", "Acme Corp."),),
    ),
    confesses=('"I expected half to leave," confesses Anna Bell.', (("Anna Bell", ""),)),
)
def test_the_employer_is_read_from_what_stands_around_the_name(
    text: str, expected: tuple[tuple[str, str], ...]
) -> None:
    found = [one.speaker for one in said(text) if one.kind is StatementKind.QUOTATION]
    assert [(agent.name, agent.affiliation or "") for agent in found] == list(expected)


@table(
    given_name_of_another_language=(
        '"We are late," said Ngozi Adebayo-Clarke, head of forecasting at the Tide Board.',
        (("Ngozi Adebayo-Clarke", "Tide Board"),),
    ),
    particles=('"We are late," Ludovic van der Meer, of Acme, said.', (("Ludovic van der Meer", "Acme"),)),
    initials=('"We are late," said J.P. Dubois, of the consultancy Faro.', (("J.P. Dubois", "Faro"),)),
    word_of_grammar=('"We are late," confesses lead author Will Strand.', (("Will Strand", ""),)),
    double_surname_after_a_title=('It was Dr Ivo Calder-Finch. "We are late," he said.', (("Ivo Calder-Finch", ""),)),
    councillor=(
        'It was up to Tideham Borough Council. "We are late," Cllr Joan Whitby told us.',
        (("Joan Whitby", "Tideham Borough Council"),),
    ),
    common_noun_for_a_body_named_before=(
        'The Fairlight Trust paid, and Gallup asked. "We are late," said Ann Sood, the trust\'s head of research.',
        (("Ann Sood", "Fairlight Trust"),),
    ),
    office_without_owner=(
        'Acme Corp. sold more. Acme Corp. bought boats. "We are late," said Ann Sood, head of research.',
        (("Ann Sood", "Acme Corp."),),
    ),
    one_of_many=('Acme Corp. sold boats. "We are late," said Ann Sood, an economist.', (("Ann Sood", ""),)),
    professor_without_university=(
        'It is a study by Leeds University. "We are late," said Ann Sood, associate professor of tides.',
        (("Ann Sood", "Leeds University"),),
    ),
    field_with_a_capital=('"We are late," said Ann Sood, VP of Marketing at Acme.', (("Ann Sood", "Acme"),)),
    is_head=('Ann Sood is chief executive of Acme. "We are late," she says.', (("Ann Sood", "Acme"),)),
    whose_firm=('"We are late," said Ann Sood, whose firm, Boatly, insures yachts.', (("Ann Sood", "Boatly"),)),
    took_over_as=('"We are late," said Ann Sood, who took over as head of Acme in May.', (("Ann Sood", "Acme"),)),
)
def test_a_speaker_s_name_and_employer(text: str, expected: tuple[tuple[str, str], ...]) -> None:
    found = [one.speaker for one in said(text) if one.kind is StatementKind.QUOTATION]
    assert [(agent.name, agent.affiliation or "") for agent in found] == list(expected)


@table(
    she_of_a_man_and_a_woman=(
        'Ann Sood met Peter Hill, who runs a depot. "The buses are late," she said.',
        (("Ann Sood", "The buses are late,"),),
    ),
    her_title=(
        'We met Ms Sood and then Peter Hill. "The buses are late," she said.',
        (("Sood", "The buses are late,"),),
    ),
    body_by_its_noun=(
        'The Bank of Norland met Gallup. Acme left. "The buses are late," the bank said.',
        (("Bank of Norland", "The buses are late,"),),
    ),
    public_body_without_a_name=(
        'Acme sells buses. "The buses are late," the customs office said.',
        (("customs office", "The buses are late,"),),
    ),
    minister_without_a_name=(
        'Ann Sood, an economist, left. "The buses are late," the minister said.',
        (("minister", "The buses are late,"),),
    ),
    spokesperson_of_the_body_in_mind=(
        'Acme Retail sells buses. "The buses are late," a spokesperson said.',
        (("Acme Retail", "The buses are late,"),),
    ),
    somebody_from_somewhere=(
        '"The buses are late," one tenant in Hull said.',
        (("tenant in Hull", "The buses are late,"),),
    ),
    figures_inside_what_is_said=(
        'The minister, Ann Sood, said the figures showed "a country without any buses".',
        (("Ann Sood", "a country without any buses"),),
    ),
    long_relative_clause=(
        "The Reserve Council, which has lifted its rate seven times since January, to 3.25%, said in its minutes "
        'that "the case for it is weaker".',
        (("Reserve Council", "the case for it is weaker"),),
    ),
    a_title_as_subject=('Acme asked Ann Sood. She agreed. "Buses," by contrast, drew a crowd.', ()),
)
def test_who_is_meant(text: str, expected: tuple[tuple[str, str], ...]) -> None:
    assert_quotes(text, *expected)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("IDC sees the market for drones reaching $40 billion by 2029.", "IDC"),
        ("Oil demand is forecast by the OECD to peak before 2030.", "OECD"),
        ("Gartner's forecast is that half of all shops will be closed by 2031.", "Gartner"),
        ("Gartner reckons spending will climb to $90 billion in 2026.", "Gartner"),
        ("Sales could double by 2030, Ann Sood said.", "Ann Sood"),
        ("Ann Sood is here. Sales, she said, would double by 2030.", "Ann Sood"),
        ("Ann Sood is here. She thinks the share, now 27%, will double by 2030.", "Ann Sood"),
        ("IDC cut its forecast for drones: it now expects sales to fall 4 percent this year.", "IDC"),
        ("Acme Foods kept its guidance for profit at between 12 and 14 million.", "Acme Foods"),
        ("Officials warned that the harbour would be full by the summer.", "Officials"),
        ("Acme Foods opened a shop. Acme Foods grew. We expect sales to double next year.", "Acme Foods"),
    ],
)
def test_a_forecast_in_other_words(text: str, speaker: str) -> None:
    found = said(text)
    assert [(one.kind, one.speaker.name) for one in found] == [(StatementKind.FORECAST, speaker)]


_INTERVIEW = """Ann Sood runs Acme.

Farm World: Why are the buses late?

Ann Sood: Nobody counts them at night. (Laughs.) We should count them all.

{prompt}

{answer}"""


@pytest.mark.parametrize(
    ("prompt", "answer", "words"),
    [
        ("And who should pay for it?", "The city should pay for all of it.", ["The city should pay for all of it."]),
        ("So you want to be paid.", "The city should pay for all of it.", ["The city should pay for all of it."]),
        ("Farm World: Who should pay?", "Ann Sood: The city should pay for it.", ["The city should pay for it."]),
        ("This interview has been edited.", "She lives in Leeds with her dog.", []),
        ("Photo: Bus World", "She lives in Leeds with her dog.", []),
    ],
    ids=["a question", "a remark", "labels throughout", "the note at the end", "another label"],
)
def test_answers_in_an_interview(prompt: str, answer: str, words: list[str]) -> None:
    found = said(_INTERVIEW.format(prompt=prompt, answer=answer))
    assert [one.selector.exact for one in found] == [
        "Nobody counts them at night.",
        "We should count them all.",
        *words,
    ]
    assert {one.speaker.name for one in found} == {"Ann Sood"}
