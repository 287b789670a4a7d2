# ruff: noqa: E501 - a row of a table holds a whole sentence
from __future__ import annotations

import doctest
from pathlib import Path

import pytest

from test_analyse_sentences import document
from whence.analyse import Sentence, Token, analyse
from whence.analyse.phrases import (
    Clause,
    Phrase,
    clause_at,
    clauses,
    full_noun_phrase,
    lemma,
    noun_phrase_at,
    noun_phrases,
    verb_groups,
)


def sentence(text: str) -> Sentence:
    (found,) = analyse(document(text)).sentences
    return found


def words(whole: Sentence, start: int, end: int) -> str:
    return whole.plain[whole.tokens[start].start : whole.tokens[end - 1].end]


def index(whole: Sentence, word: str) -> int:
    return next(at for at, token in enumerate(whole.tokens) if token.text == word)


def named(whole: Sentence, phrase: Phrase | None) -> str:
    return words(whole, phrase.start, phrase.end) if phrase else ""


def shown(whole: Sentence, clause: Clause) -> str:
    return f"{clause.kind}: {words(whole, clause.start, clause.end)} <{named(whole, clause.subject)}>"


NOUN_PHRASES = {
    "More than 1,100 senior marketing and IT executiv": (
        "More than 1,100 senior marketing and IT executives took part in the survey.",
        ["More than 1,100 senior marketing and IT executives", "part", "the survey"],
    ),
    "Up to 40% of those aged 65 and over live alone": (
        "Up to 40% of those aged 65 and over live alone.",
        ["Up to 40%", "those aged 65 and over"],
    ),
    "At least nine out of 10 large and small firms us": (
        "At least nine out of 10 large and small firms use email.",
        ["At least nine out of 10 large and small firms", "email"],
    ),
    "The agency's latest report on wages puts the gap": (
        "The agency's latest report on wages puts the gap at 12 percentage points.",
        ["The agency's latest report", "wages", "the gap", "12 percentage points"],
    ),
    "About one in every five children under 12 owns a": (
        "About one in every five children under 12 owns a phone.",
        ["About one in every five children", "12", "a phone"],
    ),
    "Of the 40% who rent, half said they could not af": (
        "Of the 40% who rent, half said they could not afford to buy.",
        ["the 40%", "half", "they"],
    ),
    "The firm predicts that by 2027 one in three cars": (
        "The firm predicts that by 2027 one in three cars will be electric.",
        ["The firm", "2027", "one in three cars"],
    ),
    "Nearly two-thirds of managers, 65%, plan to hire": (
        "Nearly two-thirds of managers, 65%, plan to hire, compared with 50% a year ago.",
        ["Nearly two-thirds", "managers", "65%", "50%", "a year"],
    ),
    "Eighty-three percent of doctors think the system": (
        "Eighty-three percent of doctors think the system works, while only 40 percent of patients do.",
        ["Eighty-three percent", "doctors", "the system", "only 40 percent", "patients"],
    ),
    "Fewer than half (46%) of the respondents believe": (
        "Fewer than half (46%) of the respondents believe the economy is improving.",
        ["Fewer than half", "46%", "the respondents", "the economy"],
    ),
    "Half the students surveyed said they drink, and ": (
        "Half the students surveyed said they drink, and a quarter of them smoke.",
        ["Half the students", "they", "a quarter", "them"],
    ),
    "The median age of buyers rose to 36, the highest": (
        "The median age of buyers rose to 36, the highest on record.",
        ["The median age", "buyers", "36", "the highest", "record"],
    ),
    "Overall, 12 of the 50 states raised taxes": (
        "Overall, 12 of the 50 states raised taxes.",
        ["12", "the 50 states", "taxes"],
    ),
    "By 2027, the market will be worth $12 billion, a": (
        "By 2027, the market will be worth $12 billion, according to analysts at Northfield.",
        ["2027", "the market", "$12 billion", "analysts", "Northfield"],
    ),
    "Spending on cloud services will grow by 18% to $": (
        "Spending on cloud services will grow by 18% to $200 billion next year, Orion Partners said on Monday.",
        ["Spending", "cloud services", "18%", "$200 billion", "next year", "Orion Partners", "Monday"],
    ),
    "Among women aged 30 to 44, support has fallen by": (
        "Among women aged 30 to 44, support has fallen by 12 points since last year.",
        ["women", "30", "44", "support", "12 points", "last year"],
    ),
    "Only one in four shoppers trusts online reviews": (
        "Only one in four shoppers trusts online reviews.",
        ["Only one in four shoppers", "online reviews"],
    ),
    "The share of adults who own a smartphone has gro": (
        "The share of adults who own a smartphone has grown from 35% in 2011 to 81% today.",
        ["The share", "adults", "a smartphone", "35%", "2011", "81%", "today"],
    ),
    "About 60 percent of the 1,100 marketing and IT e": (
        "About 60 percent of the 1,100 marketing and IT executives surveyed agree that technology is important.",
        ["About 60 percent", "the 1,100 marketing and IT executives", "technology"],
    ),
    "Nearly a third of parents limit screen time, the": (
        "Nearly a third of parents limit screen time, the survey found.",
        ["Nearly a third", "parents", "screen time", "the survey"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), NOUN_PHRASES.values(), ids=NOUN_PHRASES.keys())
def test_noun_phrases(text: str, expected: list[str]) -> None:
    whole = sentence(text)
    assert [named(whole, phrase) for phrase in noun_phrases(whole)] == expected


FULL_NOUN_PHRASES = {
    "The poll of 1,012 adults aged 18 and older was c": (
        "The poll of 1,012 adults aged 18 and older was conducted by Northfield Research in March.",
        [
            "The poll of 1,012 adults aged 18 and older",
            "1,012 adults aged 18 and older",
            "18 and older",
            "Northfield Research",
            "March",
        ],
    ),
    "Companies that use robots report fewer injuries ": (
        "Companies that use robots report fewer injuries than those that don't.",
        ["Companies that use robots", "robots", "fewer injuries", "those that don't"],
    ),
    "Nurses who were asked about pay said it had not ": (
        "Nurses who were asked about pay said it had not kept up with prices.",
        ["Nurses who were asked about pay", "pay", "it", "prices"],
    ),
    "The plan, which was approved in 2018, has been w": (
        "The plan, which was approved in 2018, has been widely criticized.",
        ["The plan", "2018"],
    ),
    "Some 55% of men and 48% of women agree.": (
        "Some 55% of men and 48% of women agree.",
        ["Some 55% of men and 48% of women", "men", "48% of women", "women"],
    ),
    "Most of the workers surveyed do not trust their ": (
        "Most of the workers surveyed do not trust their managers.",
        ["Most of the workers surveyed", "the workers surveyed", "their managers"],
    ),
    "He said the number of people who had lost their ": (
        "He said the number of people who had lost their jobs was three times as high as a year earlier.",
        [
            "He",
            "the number of people who had lost their jobs",
            "people who had lost their jobs",
            "their jobs",
            "three times",
            "a year",
        ],
    ),
    "Use of the drug among teenagers has nearly tripl": (
        "Use of the drug among teenagers has nearly tripled since 2011, according to the agency, which began to track it in 1999.",
        [
            "Use of the drug among teenagers",
            "the drug among teenagers",
            "teenagers",
            "2011",
            "the agency",
            "it",
            "1999",
        ],
    ),
    "Fewer than half (46%) of the respondents believe": (
        "Fewer than half (46%) of the respondents believe the economy is improving.",
        ["Fewer than half (46%) of the respondents", "46%", "the respondents", "the economy"],
    ),
    "About 60 percent of the 1,100 marketing and IT e": (
        "About 60 percent of the 1,100 marketing and IT executives surveyed agree that technology is important.",
        [
            "About 60 percent of the 1,100 marketing and IT executives surveyed",
            "the 1,100 marketing and IT executives surveyed",
            "technology",
        ],
    ),
    "Executives surveyed by Gartner said CIOs and CMO": (
        "Executives surveyed by Gartner said CIOs and CMOs disagree on spending.",
        ["Executives surveyed by Gartner", "Gartner", "CIOs and CMOs", "CMOs", "spending"],
    ),
    "The share of adults who own a smartphone has gro": (
        "The share of adults who own a smartphone has grown from 35% in 2011 to 81% today.",
        [
            "The share of adults who own a smartphone",
            "adults who own a smartphone",
            "a smartphone",
            "35%",
            "2011",
            "81%",
            "today",
        ],
    ),
    "Half of all households own a pet, and pet owners": (
        "Half of all households own a pet, and pet owners spend $1,200 a year.",
        ["Half of all households", "all households", "a pet", "pet owners", "$1,200", "a year"],
    ),
    "Researchers at Duke University polled 2,300 nurs": (
        "Researchers at Duke University polled 2,300 nurses and found that 68% feel stressed.",
        ["Researchers at Duke University", "Duke University", "2,300 nurses", "68%"],
    ),
    "The agency's latest report on wages puts the gap": (
        "The agency's latest report on wages puts the gap at 12 percentage points.",
        ["The agency's latest report on wages", "wages", "the gap at 12 percentage points", "12 percentage points"],
    ),
    "Of the 40% who rent, half said they could not af": (
        "Of the 40% who rent, half said they could not afford to buy.",
        ["the 40% who rent", "half", "they"],
    ),
    "A majority of voters oppose the tax, the survey ": (
        "A majority of voters oppose the tax, the survey by the Oakley Institute found.",
        ["A majority of voters", "voters", "the tax", "the survey", "the Oakley Institute"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), FULL_NOUN_PHRASES.values(), ids=FULL_NOUN_PHRASES.keys())
def test_full_noun_phrases(text: str, expected: list[str]) -> None:
    """The noun phrase at each base phrase's head, with all that is attached."""
    whole = sentence(text)
    full = [words(whole, *full_noun_phrase(whole, phrase.head)) for phrase in noun_phrases(whole)]
    assert full == expected


def test_attachments_are_options() -> None:
    whole = sentence("Managers of banks in Oslo who smoke and nurses agree.")
    at = index(whole, "Managers")
    assert words(whole, *full_noun_phrase(whole, at, prepositions=frozenset(), relative=False)) == "Managers of banks"
    assert words(whole, *full_noun_phrase(whole, at, relative=False)) == "Managers of banks in Oslo"
    assert words(whole, *full_noun_phrase(whole, at)).startswith("Managers of banks in Oslo who smoke")
    assert words(whole, *full_noun_phrase(whole, index(whole, "agree"))) == "agree"
    assert noun_phrase_at(whole, index(whole, "agree")) is None


VERB_GROUPS = {
    "Smith, a professor of economics at Yale, said pr": (
        "Smith, a professor of economics at Yale, said prices had not been raised since 2012.",
        ["said (finite; say)", "had not been raised (finite, passive, negated; raise)"],
    ),
    "The plan, which was approved in 2018, has been w": (
        "The plan, which was approved in 2018, has been widely criticized.",
        ["was approved (finite, passive; approve)", "has been widely criticized (finite, passive; criticize)"],
    ),
    "They want to be asked before their data is share": (
        "They want to be asked before their data is shared.",
        ["want (finite; want)", "to be asked (infinitive, passive; ask)", "is shared (finite, passive; share)"],
    ),
    "Most of the workers surveyed do not trust their ": (
        "Most of the workers surveyed do not trust their managers.",
        ["surveyed (participle, passive; survey)", "do not trust (finite, negated; trust)"],
    ),
    "The rate, now at 5.4%, hasn't been lower since 1": (
        "The rate, now at 5.4%, hasn't been lower since 1990.",
        ["hasn't been (finite, negated; be)"],
    ),
    "Of the 40% who rent, half said they could not af": (
        "Of the 40% who rent, half said they could not afford to buy.",
        [
            "rent (finite; rent)",
            "said (finite; say)",
            "could not afford (finite, negated; afford)",
            "to buy (infinitive; buy)",
        ],
    ),
    '"Half of the nurses we asked had never been trai': (
        '"Half of the nurses we asked had never been trained."',
        ["asked (finite; ask)", "had never been trained (finite, passive, negated; train)"],
    ),
    "Does the government spend too much?": (
        "Does the government spend too much?",
        ["Does (finite; do)", "spend (finite; spend)"],
    ),
    "The report was written by Lee and published by t": (
        "The report was written by Lee and published by the institute.",
        ["was written (finite, passive; write)", "published (participle, passive; publish)"],
    ),
    "The bank, based in Oslo, expects rates to stay w": (
        "The bank, based in Oslo, expects rates to stay where they are.",
        [
            "based (participle, passive; base)",
            "expects (finite; expect)",
            "to stay (infinitive; stay)",
            "are (finite; be)",
        ],
    ),
    "Use of the drug among teenagers has nearly tripl": (
        "Use of the drug among teenagers has nearly tripled since 2011, according to the agency, which began to track it in 1999.",
        [
            "has nearly tripled (finite; triple)",
            "according (participle; accord)",
            "began (finite; begin)",
            "to track (infinitive; track)",
        ],
    ),
    "In the survey, carried out among 2,300 parents b": (
        "In the survey, carried out among 2,300 parents by the charity, 70% said children spend too much time online.",
        ["carried (participle, passive; carry)", "said (finite; say)", "spend (finite; spend)"],
    ),
    "Nurses who were asked about pay said it had not ": (
        "Nurses who were asked about pay said it had not kept up with prices.",
        ["were asked (finite, passive; ask)", "said (finite; say)", "had not kept (finite, negated; keep)"],
    ),
    "Companies that use robots report fewer injuries ": (
        "Companies that use robots report fewer injuries than those that don't.",
        ["use (finite; use)", "report (finite; report)", "don't (finite, negated; do)"],
    ),
    "Sales rose 5 percent in March and fell 3 percent": (
        "Sales rose 5 percent in March and fell 3 percent in April.",
        ["rose (finite; rise)", "fell (finite; fall)"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), VERB_GROUPS.values(), ids=VERB_GROUPS.keys())
def test_verb_groups(text: str, expected: list[str]) -> None:
    whole = sentence(text)
    found = []
    for group in verb_groups(whole):
        traits = f"{group.form}{', passive' if group.passive else ''}{', negated' if group.negated else ''}"
        found.append(f"{words(whole, group.start, group.end)} ({traits}; {group.lemma})")
    assert found == expected


CLAUSES = {
    "a relative clause inside, a content clause without that": (
        "Adults who smoke say they want to quit.",
        [
            "main: Adults who smoke say they want to quit <Adults>",
            "relative: who smoke <Adults>",
            "content: they want to quit <they>",
        ],
    ),
    "a content clause, then a coordinate one with a subject of its own": (
        "Nearly seven in ten managers believe that cloud services save money, and 83 percent of them plan to buy more.",
        [
            "main: Nearly seven in ten managers believe that cloud services save money <Nearly seven in ten managers>",
            "coordinate: and 83 percent of them plan to buy more <83 percent>",
        ],
    ),
    "according to, before the clause": (
        "According to a poll of 1,200 voters by Northfield Research, 54% support the bill.",
        [
            "main: According to a poll of 1,200 voters by Northfield Research, 54% support the bill <54%>",
            "report: According to a poll of 1,200 voters by Northfield Research <a poll>",
        ],
    ),
    "quoted words, then the speaker behind the verb": (
        '"Budgets are tight," said Maria Keller, chief analyst at Orion Partners.',
        [
            'main: "Budgets are tight <Budgets>',
            "report: said Maria Keller, chief analyst at Orion Partners <Maria Keller>",
        ],
    ),
    "a shared subject": (
        "Sales rose 5 percent in March and fell 3 percent in April.",
        ["main: Sales rose 5 percent in March <Sales>", "coordinate: and fell 3 percent in April <Sales>"],
    ),
    "while, before the clause": (
        "While 40% of nurses use tablets, only 12% of doctors do.",
        [
            "main: While 40% of nurses use tablets, only 12% of doctors do <only 12%>",
            "adverbial: While 40% of nurses use tablets <40%>",
        ],
    ),
    "a relative clause between commas": (
        "The survey, which was conducted in May among 900 parents, found that two-thirds of those with children under 12 limit screen time.",
        [
            "main: The survey, which was conducted in May among 900 parents, found that two-thirds of those with children under 12 limit screen time <The survey>",
            "relative: which was conducted in May among 900 parents <The survey>",
            "content: that two-thirds of those with children under 12 limit screen time <two-thirds>",
        ],
    ),
    "a participle is no verb of the clause; two subjects of what is said": (
        "Executives surveyed by Gartner said CIOs and CMOs disagree on spending.",
        [
            "main: Executives surveyed by Gartner said CIOs and CMOs disagree on spending <Executives>",
            "content: CIOs and CMOs disagree on spending <CIOs and CMOs>",
        ],
    ),
    "that after a noun; while behind a comma; that left out": (
        "More than half of companies that moved to the cloud have reported lower costs, while 20 percent said they spent more.",
        [
            "main: More than half of companies that moved to the cloud have reported lower costs, while 20 percent said they spent more <More than half>",
            "relative: that moved to the cloud <companies>",
            "adverbial: while 20 percent said they spent more <20 percent>",
            "content: they spent more <they>",
        ],
    ),
    "an apposition between subject and verb": (
        "Smith, a professor of economics at Yale, said prices had not been raised since 2012.",
        [
            "main: Smith, a professor of economics at Yale, said prices had not been raised since 2012 <Smith>",
            "content: prices had not been raised since 2012 <prices>",
        ],
    ),
    "a pronoun behind a noun begins a relative clause": (
        "The tools they use are old.",
        ["main: The tools they use are old <The tools>", "relative: they use <they>"],
    ),
    "that behind a verb": (
        "About 60 percent of the 1,100 marketing and IT executives surveyed agree that technology is important.",
        [
            "main: About 60 percent of the 1,100 marketing and IT executives surveyed agree that technology is important <About 60 percent>",
            "content: that technology is important <technology>",
        ],
    ),
    "that left out behind estimates": (
        "The agency estimates exports will reach $3.5 billion by 2025, up from $2.1 billion in 2019.",
        [
            "main: The agency estimates exports will reach $3.5 billion by 2025, up from $2.1 billion in 2019 <The agency>",
            "content: exports will reach $3.5 billion by 2025, up from $2.1 billion in 2019 <exports>",
        ],
    ),
    "a base that is clause-final": (
        "Of those who were asked, 45 percent did not know who their mayor was.",
        [
            "main: Of those who were asked, 45 percent did not know who their mayor was <45 percent>",
            "relative: who were asked <those>",
            "content: who their mayor was <their mayor>",
        ],
    ),
    "an age is no subject": (
        "The proportion of people aged 65 and over rose from 12 to 15 percent.",
        ["main: The proportion of people aged 65 and over rose from 12 to 15 percent <The proportion>"],
    ),
    "two content clauses": (
        "Analysts expect that prices will rise and that demand will fall.",
        [
            "main: Analysts expect that prices will rise and that demand will fall <Analysts>",
            "content: that prices will rise <prices>",
            "coordinate: and that demand will fall <that demand>",
        ],
    ),
    "a share is the subject of a verb that could be a noun": (
        "According to a poll of 1,200 voters, 54% support the bill and 61 percent trust the court.",
        [
            "main: According to a poll of 1,200 voters, 54% support the bill <54%>",
            "report: According to a poll of 1,200 voters <a poll>",
            "coordinate: and 61 percent trust the court <61 percent>",
        ],
    ),
    "verbs that could be nouns, twice": (
        "Just 12% rate the economy as good, while 30% plan to cut spending and 9% face layoffs.",
        [
            "main: Just 12% rate the economy as good, while 30% plan to cut spending and 9% face layoffs <Just 12%>",
            "adverbial: while 30% plan to cut spending <30%>",
            "coordinate: and 9% face layoffs <9%>",
        ],
    ),
    "half as a subject": (
        "Two in five workers report burnout, and half use chatbots daily.",
        [
            "main: Two in five workers report burnout <Two in five workers>",
            "coordinate: and half use chatbots daily <half>",
        ],
    ),
    "the survey found, at the end": (
        "Nearly a third of parents limit screen time, the survey found.",
        ["main: Nearly a third of parents limit screen time <Nearly a third>", "report: the survey found <the survey>"],
    ),
    "figures show, at the end": (
        "Retail sales fell 2.1% in July, the biggest drop since 2009, official figures show.",
        [
            "main: Retail sales fell 2.1% in July, the biggest drop since 2009 <Retail sales>",
            "report: official figures show <official figures>",
        ],
    ),
    "polled as a verb": (
        "Researchers at Duke University polled 2,300 nurses and found that 68% feel stressed.",
        [
            "main: Researchers at Duke University polled 2,300 nurses <Researchers>",
            "coordinate: and found that 68% feel stressed <Researchers>",
            "content: that 68% feel stressed <68%>",
        ],
    ),
    "polled as a participle": (
        "Those polled cited cost as the top barrier.",
        ["main: Those polled cited cost as the top barrier <Those>"],
    ),
    "a heading reports": (
        "Survey Finds Most Teens Sleep Less Than Seven Hours",
        [
            "main: Survey Finds Most Teens Sleep Less Than Seven Hours <Survey>",
            "content: Most Teens Sleep Less Than Seven Hours <Teens>",
        ],
    ),
    "a heading with its source at the end": (
        "Most Workers Want More Remote Days, Poll Shows",
        ["main: Most Workers Want More Remote Days <Most Workers>", "report: Poll Shows <Poll>"],
    ),
    "a semicolon": (
        "Of the firms that responded, 44 percent outsource payroll; 23 percent expect to do so by 2026.",
        [
            "main: Of the firms that responded, 44 percent outsource payroll <44 percent>",
            "relative: that responded <the firms>",
            "main: 23 percent expect to do so by 2026 <23 percent>",
        ],
    ),
    "two clauses with objects": (
        "Half of all households own a pet, and pet owners spend $1,200 a year.",
        [
            "main: Half of all households own a pet <Half>",
            "coordinate: and pet owners spend $1,200 a year <pet owners>",
        ],
    ),
    "a name estimates, at the end": (
        "The average cost per breach reached $4.2 million, IBM estimates.",
        ["main: The average cost per breach reached $4.2 million <The average cost>", "report: IBM estimates <IBM>"],
    ),
    "surveyed in, then cited": (
        "Consumers surveyed in June cited price as their main worry, and 9% of them named quality.",
        [
            "main: Consumers surveyed in June cited price as their main worry <Consumers>",
            "coordinate: and 9% of them named quality <9%>",
        ],
    ),
    "a parenthesis of commas, and a tense that could be a participle": (
        "Some 2.3 million people, or 7% of the workforce, worked from home in 2019, compared with 5.4% in 2011.",
        [
            "main: Some 2.3 million people, or 7% of the workforce, worked from home in 2019, compared with 5.4% in 2011 <Some 2.3 million people>"
        ],
    ),
    "a relative clause in the subject": (
        "The share of adults who own a smartphone has grown from 35% in 2011 to 81% today.",
        [
            "main: The share of adults who own a smartphone has grown from 35% in 2011 to 81% today <The share>",
            "relative: who own a smartphone <adults>",
        ],
    ),
    "a relative clause behind the speaker": (
        '"We were surprised," says Elena Ortiz, who led the study.',
        [
            'main: "We were surprised <We>',
            "report: says Elena Ortiz, who led the study <Elena Ortiz>",
            "relative: who led the study <Elena Ortiz>",
        ],
    ),
    "a pronoun's relative clause in the subject": (
        '"Half of the nurses we asked had never been trained."',
        ['main: "Half of the nurses we asked had never been trained <Half>', "relative: we asked <we>"],
    ),
    "a parenthesis between subject and verb": (
        "Fewer than one in five (18%) trust the government to do what is right.",
        [
            "main: Fewer than one in five (18%) trust the government to do what is right <Fewer than one in five>",
            "content: what is right <what>",
        ],
    ),
    "according to, behind the clause": (
        "By 2027, the market will be worth $12 billion, according to analysts at Northfield.",
        [
            "main: By 2027, the market will be worth $12 billion, according to analysts at Northfield <the market>",
            "report: according to analysts at Northfield <analysts>",
        ],
    ),
    "a lead-in with among": (
        "Among women aged 30 to 44, support has fallen by 12 points since last year.",
        ["main: Among women aged 30 to 44, support has fallen by 12 points since last year <support>"],
    ),
    "a lead-in with asked": (
        "Asked whether they would move, 31% of renters said yes.",
        [
            "main: Asked whether they would move, 31% of renters said yes <31%>",
            "content: whether they would move <they>",
        ],
    ),
    "whose": (
        "The institute, whose annual survey of 5,000 firms is in its tenth year, expects growth to slow.",
        [
            "main: The institute, whose annual survey of 5,000 firms is in its tenth year, expects growth to slow <The institute>",
            "relative: whose annual survey of 5,000 firms is in its tenth year <whose annual survey>",
        ],
    ),
    "a verb that could be an adverb": (
        "Fully 61% of Democrats, but only 22% of Republicans, back the plan.",
        ["main: Fully 61% of Democrats, but only 22% of Republicans, back the plan <Fully 61%>"],
    ),
    "a compared group": (
        "Companies that use robots report fewer injuries than those that don't.",
        [
            "main: Companies that use robots report fewer injuries than those that don't <Companies>",
            "relative: that use robots <Companies>",
            "relative: that don't <those>",
        ],
    ),
    "two that-clauses": (
        "Researchers found that 30% of teens sleep less than seven hours and that most feel tired.",
        [
            "main: Researchers found that 30% of teens sleep less than seven hours and that most feel tired <Researchers>",
            "content: that 30% of teens sleep less than seven hours <30%>",
            "content: that most feel tired <most>",
        ],
    ),
    "although and because": (
        "Although sales fell, profits rose 4% because costs were cut.",
        [
            "main: Although sales fell, profits rose 4% because costs were cut <profits>",
            "adverbial: Although sales fell <sales>",
            "adverbial: because costs were cut <costs>",
        ],
    ),
    "a year before a ratio": (
        "The firm predicts that by 2027 one in three cars will be electric.",
        [
            "main: The firm predicts that by 2027 one in three cars will be electric <The firm>",
            "content: that by 2027 one in three cars will be electric <one in three cars>",
        ],
    ),
    "an apposition behind the speaker": (
        '"It is not enough," Ana Ruiz, a nurse at Mercy Hospital, told reporters.',
        ['main: "It is not enough <It>', "report: Ana Ruiz, a nurse at Mercy Hospital, told reporters <Ana Ruiz>"],
    ),
    "up from, then and with a subject": (
        "The study shows a sharp rise in debt, up from 20 percent in 2010, and experts worry that it will grow.",
        [
            "main: The study shows a sharp rise in debt, up from 20 percent in 2010 <The study>",
            "coordinate: and experts worry that it will grow <experts>",
            "content: that it will grow <it>",
        ],
    ),
    "joined shares as one subject": (
        "Some 55% of men and 48% of women agree.",
        ["main: Some 55% of men and 48% of women agree <Some 55% of men and 48%>"],
    ),
    "a restated share between commas": (
        "Nearly two-thirds of managers, 65%, plan to hire, compared with 50% a year ago.",
        ["main: Nearly two-thirds of managers, 65%, plan to hire, compared with 50% a year ago <Nearly two-thirds>"],
    ),
    "surveyed behind its noun, then do not": (
        "Most of the workers surveyed do not trust their managers.",
        ["main: Most of the workers surveyed do not trust their managers <Most>"],
    ),
    "a gerund as subject, the source at the end": (
        "Spending on cloud services will grow by 18% to $200 billion next year, Orion Partners said on Monday.",
        [
            "main: Spending on cloud services will grow by 18% to $200 billion next year <Spending>",
            "report: Orion Partners said on Monday <Orion Partners>",
        ],
    ),
    "carried out among, between commas": (
        "In the survey, carried out among 2,300 parents by the charity, 70% said children spend too much time online.",
        [
            "main: In the survey, carried out among 2,300 parents by the charity, 70% said children spend too much time online <70%>",
            "content: children spend too much time online <children>",
        ],
    ),
    "before as a conjunction": (
        "They want to be asked before their data is shared.",
        [
            "main: They want to be asked before their data is shared <They>",
            "adverbial: before their data is shared <their data>",
        ],
    ),
    "a relative clause in the subject of what is said": (
        "He said the number of people who had lost their jobs was three times as high as a year earlier.",
        [
            "main: He said the number of people who had lost their jobs was three times as high as a year earlier <He>",
            "content: the number of people who had lost their jobs was three times as high as a year earlier <the number>",
            "relative: who had lost their jobs <people>",
        ],
    ),
    "in which": (
        "There are 14 million households in which nobody works.",
        [
            "main: There are 14 million households in which nobody works <There>",
            "relative: in which nobody works <nobody>",
        ],
    ),
    "a question": (
        "Does the government spend too much?",
        ["main: Does the government spend too much <the government>"],
    ),
    "half the students, a quarter of them": (
        "Half the students surveyed said they drink, and a quarter of them smoke.",
        [
            "main: Half the students surveyed said they drink, and a quarter of them smoke <Half the students>",
            "content: they drink <they>",
            "coordinate: and a quarter of them smoke <a quarter>",
        ],
    ),
    "a source of several words at the end": (
        "A majority of voters oppose the tax, the survey by the Oakley Institute found.",
        [
            "main: A majority of voters oppose the tax <A majority>",
            "report: the survey by the Oakley Institute found <the survey>",
        ],
    ),
}


@pytest.mark.parametrize(("text", "expected"), CLAUSES.values(), ids=CLAUSES.keys())
def test_clauses(text: str, expected: list[str]) -> None:
    """Each clause as "kind: words <subject>"."""
    whole = sentence(text)
    assert [shown(whole, clause) for clause in clauses(whole)] == expected


def test_the_clause_of_a_token_is_the_innermost() -> None:
    whole = sentence("Adults who smoke say they want to quit.")
    kinds = {word: clause_at(whole, index(whole, word)) for word in ("Adults", "smoke", "say", "quit")}
    assert {word: str(clause.kind) for word, clause in kinds.items() if clause} == {
        "Adults": "main",
        "smoke": "relative",
        "say": "main",
        "quit": "content",
    }
    assert clause_at(sentence("A long way from home"), 0) is None


def test_clauses_nest() -> None:
    whole = sentence("He said the number of people who had lost their jobs was three times as high.")
    found = clauses(whole)
    assert [clause.parent for clause in found] == [-1, 0, 1]
    assert words(whole, *found[1].predicate) == "was three times as high"


LEMMAS = {
    "surveys/NNS": "survey",
    "parties/NNS": "party",
    "women/NNS": "woman",
    "analyses/NNS": "analysis",
    "lives/NNS": "life",
    "lives/VBZ": "live",
    "classes/NNS": "class",
    "taxes/NNS": "tax",
    "houses/NNS": "house",
    "rates/NNS": "rate",
    "says/VBZ": "say",
    "does/VBZ": "do",
    "used/VBD": "use",
    "based/VBN": "base",
    "planned/VBD": "plan",
    "called/VBN": "call",
    "agreed/VBD": "agree",
    "studied/VBD": "study",
    "compared/VBN": "compare",
    "rose/VBD": "rise",
    "found/VBD": "find",
    "polling/VBG": "poll",
    "making/VBG": "make",
    "running/VBG": "run",
    "using/VBG": "use",
    "lying/VBG": "lie",
    "'s/VBZ": "be",
    "n't/RB": "not",
    "news/NN": "news",
    "Adults/NNS": "adult",
    "blorked/VBD": "blork",
}


@pytest.mark.parametrize(("tagged", "expected"), LEMMAS.items(), ids=LEMMAS.keys())
def test_lemma(tagged: str, expected: str) -> None:
    text, tag = tagged.rsplit("/", 1)
    assert lemma(Token(text, text.lower(), 0, len(text), tag)) == expected


def test_the_documentation_shows_what_is_printed() -> None:
    page = Path(__file__).parents[1] / "docs" / "analysis.md"
    failed, tried = doctest.testfile(str(page), module_relative=False)
    assert tried
    assert not failed
