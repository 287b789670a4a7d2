"""What is said of whom: populations, measures, periods and quotes of the numbers an article reports."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.analyse import analyse
from whence.extract.claims import claims
from whence.extract.claims.drafts import Draft
from whence.extract.studies import Studies, studies
from whence.model import (
    Agent,
    AgentKind,
    Block,
    BlockKind,
    Change,
    Document,
    Metadata,
    Sample,
    Statement,
    StatementKind,
    StatisticalClaim,
    StudyMention,
)
from whence.text import select

Expected = tuple[float, str | None, str]
"""Value, population and measure of a claim."""
Table = dict[str, tuple[str, list[Expected]]]


def document(text: str) -> Document:
    """One block a line: "# " opens a heading, "- " a list item, anything else is a paragraph."""
    blocks, start = [], 0
    for line in text.split("\n"):
        kind = {"# ": BlockKind.HEADING, "- ": BlockKind.ITEM}.get(line[:2], BlockKind.PARAGRAPH)
        if line.strip():
            first = start + (0 if kind is BlockKind.PARAGRAPH else 2)
            blocks.append(Block(kind, first, start + len(line), 1 if kind is not BlockKind.PARAGRAPH else 0))
        start += len(line) + 1
    return Document("note.txt", "note.txt", text, tuple(blocks), (), Metadata(), "0")


def as_ruled(drafts: Sequence[Draft], _asked: Iterable[str]) -> Sequence[Draft]:
    """The drafts with the populations that the rules found."""
    return drafts


def found(text: str) -> tuple[StatisticalClaim, ...]:
    """The claims as the rules read them, before the choice of populations."""
    analysis = analyse(document(text))
    return claims(analysis, Studies((), (), analysis), (), settle=as_ruled)


def line_of(claim: StatisticalClaim) -> str:
    """A claim as the documentation prints it: value and unit, population, measure."""
    unit = claim.quantity.unit.partition(":")[2].replace("PERCENT", "%")
    return f"{claim.quantity.value:f} {unit} | {claim.population or '?'} | {claim.measure}"


def assert_claims(text: str, expected: list[Expected]) -> None:
    got = [(float(claim.quantity.value), claim.population, claim.measure) for claim in found(text)]
    assert got == expected


PARTITIVE: Table = {
    "a share of a population and its predicate": (
        "71% of nurses see the need for shorter shifts.",
        [(71, "nurses", "see the need for shorter shifts")],
    ),
    "almost all, with the figure between dashes": (
        "Almost all - 93 percent - of the bakers asked said so, and a quarter (25 percent) said they had left.",
        [(93, "the bakers asked", "said so"), (25, "the bakers asked", "said they had left")],
    ),
    "nine out of ten, with the figure in brackets": (
        "Nine out of ten (87 percent) of bakers have put it on their list.",
        [(87, "bakers", "have put it on their list")],
    ),
    "a share in words": (
        "Two-thirds of librarians work on Saturdays.",
        [(66.7, "librarians", "work on Saturdays")],
    ),
    "a count in a count": (
        "Three in five farmers sell eggs at the gate.",
        [(60, "farmers", "sell eggs at the gate")],
    ),
    "half of a sample": (
        "Half of the 1,012 adults surveyed walk to work.",
        [(50, "the 1,012 adults surveyed", "walk to work")],
    ),
    "a hedge before the share": (
        "Only about 40 percent of bakers use rye flour.",
        [(40, "bakers", "use rye flour")],
    ),
    "each of is no population": (
        "Almost half of each of the two teams missed the meeting.",
        [(50, "the two teams", "missed the meeting")],
    ),
    "people of an age": (
        "23% of people aged between 20 and 29 have never bought a newspaper.",
        [(23, "people aged between 20 and 29", "have never bought a newspaper")],
    ),
    "an age range": (
        "Barely 8% of 15 to 17 year olds own a car.",
        [(8, "15 to 17 year olds", "own a car")],
    ),
    "a plural of an age": (
        "62% of over-75s said they lived alone.",
        [(62, "over-75s", "said they lived alone")],
    ),
    "a relative clause that narrows the population": (
        "70% of adults who own a boat said they would sell it.",
        [(70, "adults who own a boat", "said they would sell it")],
    ),
    "a relative clause that is the answer": (
        "That compares with 37% of teachers who say they trust the mayor.",
        [(37, "teachers", "say they trust the mayor")],
    ),
    "a reduced relative": (
        "Half of those using the gym on Sundays also said they swim.",
        [(50, "those using the gym on Sundays", "said they swim")],
    ),
    "a participle that only says they were asked": (
        "A fifth of potters surveyed said they would move abroad.",
        [(20, "potters surveyed", "said they would move abroad")],
    ),
    "a survey is no part of the population": (
        "38% of Canadians in the 2016 survey said the law should stay.",
        [(38, "Canadians", "said the law should stay")],
    ),
    "a gerund for the answer": (
        "The mood was gloomy, with 59% of those polled reporting losses.",
        [(59, "those polled", "reporting losses")],
    ),
    "two coordinated populations": (
        "More than 45 percent of teachers and parents believe the bus is late too often.",
        [(45, "teachers and parents", "believe the bus is late too often")],
    ),
    "whole that is the object": (
        "Bicycles carried 18.5% of all commuters.",
        [(18.5, "all commuters", "Bicycles carried")],
    ),
    "accounting for a part": (
        "Old heaters were to blame most often, accounting for one-quarter of fires.",
        [(25, "fires", "Old heaters were to blame most often, accounting")],
    ),
    "what a report says of them": (
        "A paper by the union suggests 53% of carers never take a holiday.",
        [(53, "carers", "never take a holiday")],
    ),
    "an attribution in between": (
        "83% of pilots, according to the union, want later starts.",
        [(83, "pilots", "want later starts")],
    ),
    "that after a saying verb": (
        "The union said that 12 percent of drivers had quit.",
        [(12, "drivers", "had quit")],
    ),
    "an attribution at the end": (
        "44% of renters moved last spring, according to the council.",
        [(44, "renters", "moved last spring")],
    ),
    "a saying verb at the end": (
        "44% of renters moved within a year, the housing office said.",
        [(44, "renters", "moved within a year")],
    ),
    "who said it follows the closing quotation mark": (
        '"Nearly 60% of cooks plan to leave," said Ana Poe, head of the guild.',
        [(60, "cooks", "plan to leave")],
    ),
    "a pronoun follows the closing quotation mark": (
        '"Nearly 60% of cooks plan to leave," she said.',
        [(60, "cooks", "plan to leave")],
    ),
    "whom somebody told, and when": (
        '"Nearly 60% of cooks plan to leave the trade," Ana Poe told reporters yesterday.',
        [(60, "cooks", "plan to leave the trade")],
    ),
    "when somebody said it": (
        "12% of kiosks closed early, the council said today.",
        [(12, "kiosks", "closed early")],
    ),
    "a hedge before a share in words": (
        "Fewer than half of potters were at ease.",
        [(50, "potters", "were at ease")],
    ),
}

SHARED: Table = {
    "followed by: what was said before holds for each": (
        "56% of firms said rent was their main worry, followed by wages (23%) and tax (11%).",
        [
            (56, "firms", "said rent was their main worry"),
            (23, "firms", "said rent was their main worry followed by wages"),
            (11, "firms", "said rent was their main worry tax"),
        ],
    ),
    "the object left out": (
        "37 percent of voters rated it as good, 41 percent as fair.",
        [(37, "voters", "rated it as good"), (41, "voters", "rated it as fair")],
    ),
    "the subject left out after but": (
        "Women make up 47% of the staff but hold only 29% of senior posts.",
        [(47, "the staff", "Women make up"), (29, "senior posts", "Women hold")],
    ),
    "only another time": (
        "64% of Britons say they eat at home, compared with 51% in January.",
        [(64, "Britons", "say they eat at home"), (51, "Britons", "say they eat at home")],
    ),
    "only another place": (
        "In Germany, 71 percent of tenants agree; in France, 58 percent.",
        [(71, "tenants", "agree"), (58, "tenants", "agree in France")],
    ),
    "what they are likely to do stands at the end": (
        "Women (70%) were more likely than men (57%) to have been robbed.",
        [
            (70, "Women", "were more likely to have been robbed"),
            (57, "men", "were more likely to have been robbed"),
        ],
    ),
    "compared to: one measure for two": (
        "72% of pilots want the plan, compared to 48% of stewards.",
        [(72, "pilots", "want the plan"), (48, "stewards", "want the plan")],
    ),
    "and: one measure for two": (
        "31 percent of hikers and 44 percent of sailors believe that maps need more colour.",
        [
            (31, "hikers", "believe that maps need more colour"),
            (44, "sailors", "believe that maps need more colour"),
        ],
    ),
    "between dashes": (
        "The union found 12% of drivers -- and 35% of cyclists and 27% of walkers -- said they had seen a crash.",
        [
            (12, "drivers", "said they had seen a crash"),
            (35, "cyclists", "said they had seen a crash"),
            (27, "walkers", "said they had seen a crash"),
        ],
    ),
    "feel the same": (
        "Sixty-four percent of pilots want later starts, but only 39 percent of stewards feel the same.",
        [(64, "pilots", "want later starts"), (39, "stewards", "want later starts")],
    ),
    "said the same in the next sentence": (
        "45 percent of bakers trust the inspectors. Just 19 percent of butchers said the same thing.",
        [(45, "bakers", "trust the inspectors"), (19, "butchers", "trust the inspectors")],
    ),
    "more likely than, with two numbers in brackets": (
        "Women are far more likely than men to cycle to school (53% vs. 31%).",
        [(53, "Women", "cycle to school"), (31, "men", "cycle to school")],
    ),
    "a gapped list": (
        "Skaters from Oslo scored 88, Bergen 81 and Narvik 67.",
        [
            (88, "Skaters from Oslo", "scored"),
            (81, "Bergen", "scored"),
            (67, "Narvik", "scored"),
        ],
    ),
    "versus with a verb of its own": (
        "58% of shops are using a card reader, versus only 6% taking cheques.",
        [(58, "shops", "are using a card reader"), (6, "shops", "taking cheques")],
    ),
}

ELIDED: Table = {
    "the paragraph before": (
        "57% of hotels have a pool.\nAnother 12% are planning one.",
        [(57, "hotels", "have a pool"), (12, "hotels", "are planning one")],
    ),
    "overall: not the group just named": (
        "Half of adults voted, and half of adults stayed in.\nOf the women asked, 20% voted twice.\n"
        "Overall, 63% liked the hall.",
        [
            (50, "adults", "voted"),
            (50, "adults", "stayed in"),
            (20, "the women asked", "voted twice"),
            (63, "adults", "liked the hall"),
        ],
    ),
    "the subject of what a report finds": (
        "A new report finds that companies are slow to adapt. Only 22 percent have a plan.",
        [(22, "companies", "have a plan")],
    ),
    "cases of which something is true": (
        "Speeding was a factor in 37 percent of crashes. Alcohol was involved in 28 percent.",
        [(37, "crashes", "Speeding was a factor"), (28, "crashes", "Alcohol was involved")],
    ),
    "a heading that asks": (
        "# What owners want\n- Lower fees: 58 percent\n- Faster payouts: 31 percent",
        [(58, "owners", "Lower fees"), (31, "owners", "Faster payouts")],
    ),
    "the subject left out after a semicolon": (
        "Thirty percent of voters wanted the mayor; 24 percent wanted the bishop.",
        [(30, "voters", "wanted the mayor"), (24, "voters", "wanted the bishop")],
    ),
    "the subject left out after while": (
        "9% of firms rent their vans, while 34% have bought them.",
        [(9, "firms", "rent their vans"), (34, "firms", "have bought them")],
    ),
    "the subject left out in the next sentence": (
        "57% of hotels have a pool. Another 12% are planning one.",
        [(57, "hotels", "have a pool"), (12, "hotels", "are planning one")],
    ),
    "of them": (
        "12% of clerks got a new desk. 83 percent of them were glad.",
        [(12, "clerks", "got a new desk"), (83, "clerks", "were glad")],
    ),
    "among, in front": (
        "Among the over-40s, 26% said they swim in the sea.",
        [(26, "the over-40s", "said they swim in the sea")],
    ),
    "of the rest, half": (
        "Of the other 35 percent, half rent a garage.",
        [(50, "the other 35 percent", "rent a garage")],
    ),
    "with and a gerund": (
        "Residents disagree, with 46% saying the bridge should close.",
        [(46, "Residents", "saying the bridge should close")],
    ),
    "for a third": (
        "47% of parents worry about traffic. The cost was important for a third.",
        [(47, "parents", "worry about traffic"), (33.3, "parents", "The cost was important")],
    ),
    "a heading that tells who speaks": (
        "# Why we cycle, according to students\nIt is cheaper: 45%\nIt is faster: 27%",
        [(45, "students", "It is cheaper"), (27, "students", "It is faster")],
    ),
    "the topic of the sentence before": (
        "60% of adults read fiction. Teenagers, however, prefer comics. 41 percent named a comic as their favourite.",
        [(60, "adults", "read fiction"), (41, "Teenagers", "named a comic as their favourite")],
    ),
    "the people of the survey": (
        "The agency surveyed 400 beekeepers in May. Some 38% had lost a hive.",
        [(38, "beekeepers", "had lost a hive")],
    ),
    "those respondents": (
        "Gardeners read several papers. Nine percent of those respondents named the Herald.",
        [(9, "Gardeners", "named the Herald")],
    ),
}

LEVELS: Table = {
    "a unit is nobody": (
        "Goalkeepers guessed right 62 percent of the time.",
        [(62, "Goalkeepers", "guessed right of the time")],
    ),
    "a currency is nobody": (
        "A new tram costs 40 million crowns.",
        [(40_000_000, "A new tram", "costs crowns")],
    ),
    "with what happened meanwhile": (
        "The fair was its busiest since 1990, with queues 20% longer than in 2012.",
        [(20, "queues", "longer than in 2012")],
    ),
    "who put a figure on something is not of whom it is": (
        "A report by Kell Labs, published in May, put the three breweries' share of sales at 64%.",
        [(64, "the three breweries", "A report by Kell Labs, published in May, put share of sales")],
    ),
    "who sees something coming is not of whom it is": (
        "Kell Labs sees the market growing to $9 billion by 2030.",
        [(9_000_000_000, "the market", "growing by 2030")],
    ),
    "a phrase in front without a comma": (
        "For the year as a whole the surplus was $4 billion.",
        [(4_000_000_000, "the surplus", "For the year as a whole was")],
    ),
    "a date in front without a comma": (
        "Compared with May 2011 rents were up by 7 percent.",
        [(7, "rents", "May 2011 were up")],
    ),
    "a clause inside an aside to the subject": (
        "Imports, which had soared when shops built up stocks, fell 3 percent.",
        [(3, "Imports", "which had soared when shops built up stocks, fell")],
    ),
    "an apposition to the subject": (
        "The harbour, the largest in the north, handled 40 million tonnes.",
        [(40_000_000, "The harbour", "the largest in the north, handled")],
    ),
    "a part of what is theirs": (
        "Tenants spend 40% of their income on rent.",
        [(40, "Tenants", "spend of their income on rent")],
    ),
    "an apposition that is a part of the whole": (
        "Fifty farms, 6% of the total, grow rye.",
        [(50, "farms", "6% of the total, grow rye"), (6, "farms", "grow rye")],
    ),
    "a number of a year is the same at another time": (
        "Rent arrears stood at 5.1% in April, above the 4.5% of 2019.",
        [(5.1, "Rent arrears", "stood in April"), (4.5, "Rent arrears", "stood in April")],
    ),
    "the typical one": (
        "The average clerk gets 121 letters a day.",
        [(121, "The average clerk", "gets letters a day")],
    ),
    "those who do more of something": (
        "Walkers had 18% fewer colds.",
        [(18, "Walkers", "had fewer colds")],
    ),
    "a noun with a preposition in it": (
        "Half of business-to-business payments are late.",
        [(50, "business-to-business payments", "are late")],
    ),
    "ages with a hyphen in a list": (
        "Men under 30 are likeliest to ride (38%), followed by those aged 35 to 54 (26%) and over-65s (9%).",
        [
            (38, "Men under 30", "are likeliest to ride"),
            (26, "those aged 35 to 54", "are likeliest to ride"),
            (9, "over-65s", "are likeliest to ride"),
        ],
    ),
    "the verb after an aside with a number of its own": (
        "Car loans, which make up 71% of the total, grew by 7.2% in May.",
        [(71, "the total", "Car loans, which make up"), (7.2, "Car loans", "grew in May")],
    ),
    "a number in an aside, and the verb after it": (
        "Ms Fenn, who owns 40% of the mill, voted against.",
        [(40, "the mill", "Ms Fenn, who owns")],
    ),
    "where the extreme is, there the number is": (
        "Support is highest among farmers, at 81%.",
        [(81, "farmers", "Support is highest")],
    ),
    "a time of the extreme is nobody": (
        "The rate was highest in May, at 12%.",
        [(12, None, "The rate was highest in May")],
    ),
    "adverts are things": (
        "Online adverts cost 40% more than posters.",
        [(40, "Online adverts", "cost more than posters")],
    ),
    "a forecast is of what it foretells": (
        "The guild raised its estimate of the harvest by 3% to 40m tonnes.",
        [
            (3, "the harvest", "The guild raised its estimate"),
            (40_000_000, "the harvest", "The guild raised its estimate"),
        ],
    ),
    "what somebody expects to exceed a number": (
        "The council expected completions to exceed 15,000 this year.",
        [(15_000, "completions", "exceed 15,000 this year")],
    ),
    "a part of those named in front": (
        "Of the 40 largest towns, 33 gained residents.",
        [(33, "the 40 largest towns", "gained residents")],
    ),
    "which compares the number before": (
        "Some 41% of adults read a poem in 2018, which is 4 points more than the year before.",
        [(41, "adults", "read a poem in 2018"), (4, "adults", "is more than the year before")],
    ),
    "a group and what the number was": (
        "Among young drivers it was 47 per cent.",
        [(47, "young drivers", "it was")],
    ),
    "the figure for others": (
        "Of the pupils tested, 76 percent swim; the figure for boys was 81 percent.",
        [(76, "the pupils tested", "swim"), (81, "boys", "swim")],
    ),
    "a verb that is the number": (
        "Tram fares tripled between 1990 and 2005.",
        [(3, "Tram fares", "tripled between 1990 and 2005")],
    ),
    "a clause that says something else": (
        "63 percent of cafes now sell lunch, and the usual guest is a student.",
        [(63, "cafes", "sell lunch")],
    ),
    "the share of those who": (
        "The share of voters who say they trust him fell to 14 percent.",
        [(14, "voters", "The share who say they trust him fell")],
    ),
    "what a relative clause says of a thing": (
        "Ahead is Norway, which spends $9,400 per pupil.",
        [(9400, "Norway", "spends per pupil")],
    ),
    "what somebody expects": (
        "By 2025, Acme expects the market for lamps to reach $3.2 billion.",
        [(3200000000, "the market for lamps", "reach")],
    ),
    "the average cost of a thing": (
        "The average price of a tram was $3.6 million.",
        [(3600000, "a tram", "The average price was")],
    ),
    "spending on a thing": (
        "Spending on school meals reached $10bn.",
        [(10000000000, "Spending on school meals", "reached")],
    ),
    "a measure for a group": (
        "The usual nesting time for swans is 5.2 weeks; for ducks, it's 3.9 weeks.",
        [(5.2, "swans", "The usual nesting time is"), (3.9, "ducks", "The usual nesting time is")],
    ),
    "an owner": (
        "Londoners' trust in the buses stood at 62 percent.",
        [(62, "Londoners", "trust in the buses stood")],
    ),
    "a rating of somebody by people who are not named": (
        "52% of men trust the mayor. The mayor's 60% approval rating is a record.",
        [(52, "men", "trust the mayor"), (60, "men", "The mayor's approval rating is a record")],
    ),
    "a clause of its own after when": (
        "The last slump came in the spring, when exports fell 2.4%.",
        [(2.4, "exports", "fell")],
    ),
    "that number": (
        "21% of trains ran late. For trains to the coast, the figure rose to 33 percent.",
        [(21, "trains", "ran late"), (33, "trains to the coast", "ran late")],
    ),
    "a rate of a base": (
        "The river took 1.3 lives per 100,000 visitors.",
        [(1.3, "visitors", "The river took")],
    ),
}

COUNTS: Table = {
    "people who did something": (
        "14 million Americans watched the final.",
        [(14000000, "Americans", "watched the final")],
    ),
    "there are": (
        "There are 3.2 million cats in the city that live on the street.",
        [(3200000, "cats in the city", "live on the street")],
    ),
    "found by somebody": (
        "The botanists found 87 different beetles.",
        [(87, "different beetles", "found")],
    ),
    "things that people have": (
        "Students have, on average, 4 paid subscriptions each.",
        [(4, "Students", "have, on average paid subscriptions each")],
    ),
    "some of a number": (
        "Critics said they like 5 of the 11 films.",
        [(5, "Critics", "said they like films")],
    ),
    "fewer": (
        "In 2009, 1.4 million fewer households were in debt.",
        [(1400000, "households", "were in debt")],
    ),
}

CHANGES: Table = {
    "a subject that rose": (
        "Retail sales rose 12 percent in March.",
        [(12, "Retail sales", "rose in March")],
    ),
    "a level with its earlier level": (
        "47% of inns had trouble finding cooks, up from 39% a year earlier.",
        [(47, "inns", "had trouble finding cooks"), (39, "inns", "had trouble finding cooks")],
    ),
    "this number is up from": (
        "68% of clubs have a website. This number is up from 52% last year.",
        [(68, "clubs", "have a website"), (52, "clubs", "have a website")],
    ),
    "from one level to another": (
        "The jobless rate fell from 7.1 percent to 6.2 percent.",
        [(7.1, "The jobless rate", "fell"), (6.2, "The jobless rate", "fell")],
    ),
    "a noun of change": (
        "52 percent of mills bought new looms, a two-point increase.",
        [(52, "mills", "bought new looms"), (2, "mills", "bought new looms increase")],
    ),
    "brackets after two subjects": (
        "Butter (4 percent) and rice (7 percent) rose most of all.",
        [(4, "Butter", "rose most of all"), (7, "rice", "rose most of all")],
    ),
}

BRACKETS: Table = {
    "a population and its predicate": (
        "Nearly all fishermen (96%) approve of the new pier.",
        [(96, "fishermen", "approve of the new pier")],
    ),
    "words made exact": (
        "Just over a third (34%) of tenants had no heating.",
        [(34, "tenants", "had no heating")],
    ),
    "words made exact after the population": (
        "Roughly half of tenants (52%) said the lift was broken.",
        [(52, "tenants", "said the lift was broken")],
    ),
    "answers": (
        "48% of managers plan to hire. The drivers are better tools (24%), more time (18%) and cheaper desks (9%).",
        [
            (48, "managers", "plan to hire"),
            (24, "managers", "The drivers are better tools"),
            (18, "managers", "The drivers are more time"),
            (9, "managers", "The drivers are cheaper desks"),
        ],
    ),
    "parts of a whole": (
        "The usual pets were hamsters (41 percent), then canaries (22 percent) and lizards (5 percent).",
        [
            (41, "The usual pets", "were hamsters"),
            (22, "The usual pets", "were canaries"),
            (5, "The usual pets", "were lizards"),
        ],
    ),
    "two populations": (
        "Equal shares of women (43%) and men (42%) want the tower.",
        [(43, "women", "want the tower"), (42, "men", "want the tower")],
    ),
}

LABELS: Table = {
    "labels and colons": (
        "80% of clerks drink tea.\nToo noisy: 34%\nToo dark: 31%",
        [(80, "clerks", "drink tea"), (34, "clerks", "Too noisy"), (31, "clerks", "Too dark")],
    ),
    "a label over labels": (
        "- Slow sites - A worry now: 16 percent of visitors. A worry soon: 28 percent.",
        [
            (16, "visitors", "Slow sites - A worry now"),
            (28, "visitors", "Slow sites - A worry soon"),
        ],
    ),
    "cells of a row": (
        "Do you like the work of the following? Like Dislike Unsure % % % Librarians 75 20 5 Bus drivers 50 44 6",
        [
            (75, None, "Like Librarians"),
            (20, None, "Dislike Librarians"),
            (5, None, "Unsure Librarians"),
            (50, None, "Like Bus drivers"),
            (44, None, "Dislike Bus drivers"),
            (6, None, "Unsure Bus drivers"),
        ],
    ),
}


def rows(table: Table) -> list[ParameterSet]:
    return [pytest.param(text, expected, id=name) for name, (text, expected) in table.items()]


GROUPS: Table = {
    "who has a share is no population: it is of those told before": (
        "Riders accounted for 36% of those killed. Walkers made up another 15%.",
        [(36, "those killed", "Riders accounted"), (15, "those killed", "Walkers made up")],
    ),
    "a verb that a second part leaves out": (
        "Bad weather was blamed in 31 per cent of cases. Engines accounted for one in five and fog for 17 per cent.",
        [
            (31, "cases", "Bad weather was blamed"),
            (20, "cases", "Engines accounted"),
            (17, "cases", "fog accounted"),
        ],
    ),
    "an answer in its place": (
        "46 per cent of sailors chose rent. Fuel came second, on 19 per cent.",
        [(46, "sailors", "chose rent"), (19, "sailors", "Fuel came second, on")],
    ),
    "half of those": (
        "40% of adults sing at work. Of those, half dance.",
        [(40, "adults", "sing at work"), (50, "adults who sing at work", "dance")],
    ),
    "half of those, things": (
        "40% of trams run late. Of those, half are cancelled.",
        [(40, "trams", "run late"), (50, "trams that run late", "are cancelled")],
    ),
    "of whom": (
        "36 per cent of cooks want to leave, of whom half intend to retire.",
        [(36, "cooks", "want to leave"), (50, "cooks who want to leave", "intend to retire")],
    ),
    "them is all of whom it is a share": (
        "64% of cooks sing at work. More than half of them dance.",
        [(64, "cooks", "sing at work"), (50, "cooks", "dance")],
    ),
    "in front of what the figure was": (
        "1% of boat loans were past due. For consumer credit the ratio was 4.7%.",
        [(1, "boat loans", "were past due"), (4.7, "consumer credit", "were past due")],
    ),
    "an age before a new subject": (
        "Half of adults trust the press, while among those under 30 the share is 31 percent.",
        [(50, "adults", "trust the press"), (31, "those under 30", "trust the press")],
    ),
    "asked of its members": (
        "In a survey of 1,407 of its members, the Guild found 29 per cent would help, while 63 per cent would refuse.",
        [(29, "its members", "would help"), (63, "its members", "would refuse")],
    ),
    "asked of people who had done something": (
        "The council surveyed 640 people who had moved to the county since 2015. Some 57 percent said they came for "
        "work.",
        [(57, "people who had moved to the county since 2015", "said they came for work")],
    ),
    "in somebody's survey": (
        "28 percent of shoppers in the federation's spring survey said they would borrow.",
        [(28, "shoppers", "said they would borrow")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), rows(PARTITIVE))
def test_a_share_of_a_population(text: str, expected: list[Expected]) -> None:
    assert_claims(text, expected)


@pytest.mark.parametrize(("text", "expected"), rows(GROUPS))
def test_a_share_of_a_group_told_before_or_in_front(text: str, expected: list[Expected]) -> None:
    assert_claims(text, expected)


@pytest.mark.parametrize(("text", "expected"), rows(SHARED))
def test_what_a_sentence_says_once_holds_for_all_its_numbers(text: str, expected: list[Expected]) -> None:
    assert_claims(text, expected)


@pytest.mark.parametrize(("text", "expected"), rows(ELIDED))
def test_a_population_left_out_is_found_in_the_context(text: str, expected: list[Expected]) -> None:
    assert_claims(text, expected)


@pytest.mark.parametrize(("text", "expected"), rows(LEVELS))
def test_a_level_of_something_measured(text: str, expected: list[Expected]) -> None:
    assert_claims(text, expected)


@pytest.mark.parametrize(("text", "expected"), rows(COUNTS))
def test_a_count(text: str, expected: list[Expected]) -> None:
    assert_claims(text, expected)


@pytest.mark.parametrize(("text", "expected"), rows(CHANGES))
def test_a_change_and_the_levels_it_leads_from_and_to(text: str, expected: list[Expected]) -> None:
    assert_claims(text, expected)


@pytest.mark.parametrize(("text", "expected"), rows(BRACKETS))
def test_a_number_in_brackets(text: str, expected: list[Expected]) -> None:
    assert_claims(text, expected)


@pytest.mark.parametrize(("text", "expected"), rows(LABELS))
def test_labels_and_rows(text: str, expected: list[Expected]) -> None:
    assert_claims(text, expected)


def examples() -> Iterator[ParameterSet]:
    """The texts of the code blocks of docs/claims.md, each with the claims printed under it."""
    page = (Path(__file__).parents[1] / "docs" / "claims.md").read_text("utf-8")
    for block in page.split("```")[1::2]:
        for entry in re.split(r"\n(?! {4}=>)", block.strip()):
            text, *lines = entry.split("\n    => ")
            yield pytest.param(text, lines, id=text)


@pytest.mark.parametrize(("text", "lines"), list(examples()))
def test_the_documentation_tells_what_is_found(text: str, lines: list[str]) -> None:
    analysis = analyse(document(text))
    assert [line_of(claim) for claim in claims(analysis, Studies((), (), analysis), ())] == lines


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        pytest.param("Sales rose 12% in 2012.", ["2012"], id="a year after the number"),
        pytest.param("In 2014, 40% of mills closed.", ["2014"], id="a year in front"),
        pytest.param("47% of inns were full, up from 39% a year earlier.", [None, "a year earlier"], id="earlier"),
        pytest.param(
            "The rate fell from 8.4 percent in 2006 to 7.9 percent in 2008.", ["2006", "2008"], id="each its own year"
        ),
        pytest.param("Thefts fell 9% in the first half of 2011.", ["the first half of 2011"], id="a half year"),
        pytest.param("33% of clubs closed last year.", ["last year"], id="last year, as worded"),
        pytest.param("Kell Labs sold 30 million lamps in July-September.", ["July-September"], id="months, hyphened"),
        pytest.param("The market will hit $4 billion by 2022.", ["2022"], id="the year of a forecast"),
        pytest.param("48% of firms hired.", [None], id="no period"),
        pytest.param("18% of homes built in 1950s style leak.", ["1950s"], id="a decade"),
        pytest.param(
            "Output rose 3% in the second quarter from a year earlier.", ["the second quarter"], id="not base"
        ),
        pytest.param(
            "Imports fell by 9% in the year to October, the biggest drop since 2009.",
            ["the year to October"],
            id="the year of a record is not the number's",
        ),
        pytest.param("Orders were up 4% on a year before.", [None], id="only the base of a change has a time"),
        pytest.param(
            "Thefts fell by 8% in the 12 months to March, and arson by 5%.",
            ["the 12 months to March", "the 12 months to March"],
            id="a time told once for two",
        ),
        pytest.param(
            "Between 2010 and 2020 the share of renters rose from 12% to 19%.",
            ["2010", "2020"],
            id="the ends of a span",
        ),
        pytest.param("The bank expects prices to grow by 3% to 4% in 2025.", ["2025", "2025"], id="a range"),
        pytest.param("Last winter 70,000 people caught it, of whom 900 died.", ["Last winter"] * 2, id="in front"),
        pytest.param("Year to date, exports stand at $4 billion.", ["Year to date"], id="year to date"),
        pytest.param("Rents have gone up by a fifth since Christmas.", ["since Christmas"], id="since a day"),
        pytest.param("You may see prices climb 4%.", [None], id="may is no month"),
        pytest.param(
            "Losses, which were less than two years ago (30%), grew.", ["two years ago"], id="beside brackets"
        ),
    ],
)
def test_the_period_is_the_one_the_text_gives_for_the_number(text: str, periods: list[str | None]) -> None:
    assert [claim.period for claim in found(text)] == periods


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        pytest.param("Sales rose 12 percent.", [Change.INCREASE], id="rose"),
        pytest.param("Sales fell by 12 percent.", [Change.DECREASE], id="fell by"),
        pytest.param("Sales reached 12 percent of output.", [None], id="a level"),
        pytest.param("The share fell from 14 percent to 13 percent.", [None, None], id="both ends are levels"),
    ],
)
def test_a_number_that_is_itself_a_change_says_in_which_direction(text: str, changes: list[Change | None]) -> None:
    assert [claim.change for claim in found(text)] == changes


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            "The guild cut its rate of growth from the 5.9% estimated in May to 3.2%.",
            ["The guild cut its rate of growth from the 5.9% estimated in May to 3.2%"] * 2,
        ),
        pytest.param(
            "The union said that 12 percent of drivers had quit.", ["12 percent of drivers had quit"], id="the clause"
        ),
        pytest.param(
            "In its spring paper, the guild said 12 percent of tailors had quit.",
            ["12 percent of tailors had quit"],
            id="without what stands in front of it",
        ),
        pytest.param(
            "Among women, 12 percent had quit.", ["Among women, 12 percent had quit"], id="from the group in front"
        ),
        pytest.param(
            "6% of firms rent vans, while 21% of shops bought one.",
            ["6% of firms rent vans", "21% of shops bought one"],
            id="two clauses",
        ),
        pytest.param(
            "72% of pilots want it, compared to 48% of stewards.",
            ["72% of pilots want it", "72% of pilots want it, compared to 48% of stewards."],
            id="the sentence, where the measure stands in another clause",
        ),
    ],
)
def test_the_quote_is_the_shortest_clause_that_says_it_all(text: str, quotes: list[str]) -> None:
    assert [claim.selector.exact for claim in found(text)] == quotes


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("# Half of clerks sleep badly\nHalf of clerks sleep badly, we found.", [50], id="a heading"),
        pytest.param("40% of clerks sleep badly.\nSo 40% of clerks sleep badly.", [40], id="said twice"),
        pytest.param("40% of clerks sleep badly.\n40% of clerks work late.", [40, 40], id="another measure"),
        pytest.param("40% of clerks sleep badly.\n40% of nurses sleep badly.", [40, 40], id="another population"),
    ],
)
def test_a_number_told_twice_is_one_claim(text: str, values: list[float]) -> None:
    assert [float(claim.quantity.value) for claim in found(text)] == values


def test_the_telling_outside_a_heading_is_kept() -> None:
    (claim,) = found("# Half of clerks sleep badly\nHalf of clerks sleep badly these days.")
    assert claim.selector.exact == "Half of clerks sleep badly these days"


def test_a_number_in_somebodys_statement_has_the_speaker() -> None:
    text = "“Half of clerks sleep badly,” said Ann Bo. A third of clerks drive."
    speaker = Agent("Ann Bo", AgentKind.PERSON)
    statement = Statement(StatementKind.QUOTATION, select(text, 1, 26), speaker)
    analysis = analyse(document(text))
    got = claims(analysis, Studies((), (), analysis), [statement])
    assert [claim.speaker for claim in got] == [speaker, None]


def test_a_number_has_the_study_it_came_from() -> None:
    analysis = analyse(document("Half of clerks sleep badly, according to a survey by the Lund Institute."))
    found_studies = studies(analysis)
    (claim,) = claims(analysis, found_studies, ())
    assert claim.study is not None
    assert found_studies.mentions[claim.study].organizations == ("Lund Institute",)


def test_who_was_asked_in_a_study_may_be_the_population_that_the_text_leaves_out() -> None:
    text = "Some 38% said they had lost a hive."
    analysis = analyse(document(text))
    mention = StudyMention(select(text, 0, 4), samples=(Sample("beekeepers", 400),))
    (claim,) = claims(analysis, Studies((mention,), ((0, 0),), analysis), ())
    assert claim.population == "beekeepers"


WORDS = [
    "83%",
    "half",
    "of",
    "CIOs",
    "(",
    ")",
    ",",
    "and",
    "said",
    "rose",
    "from",
    "to",
    "2012",
    "who",
    "with",
    "the",
    "them",
    "than",
    "vs.",
    ":",
    "-",
    ".",
    "“",
    "”",
    "$3",
    "million",
    "among",
    "is",
    "more",
    "it",
    "\n",
    "40 50",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_a_quote_stands_at_its_offsets_and_nothing_is_empty(parts: list[str]) -> None:
    text = " ".join(parts)
    for claim in found(text):
        assert text[claim.selector.start : claim.selector.end] == claim.selector.exact
        assert claim.measure.strip()
        assert claim.population is None or claim.population.strip()
        assert 0 < claim.confidence < 1


@pytest.mark.parametrize("end", ["its", "the", "and", "in", "one", "where", "put", "which", "in one"])
def test_a_text_cut_off_after_any_word_is_read(end: str) -> None:
    assert all(claim.measure for claim in found(f"It said half, {end}") + found(f"Rents rose 5%, {end} 6%, {end}"))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("83% of " * 1_600, id="partitives"),
        pytest.param("(83%) and " * 1_600, id="brackets"),
        pytest.param("A 40 30 30 " * 1_600, id="cells"),
        pytest.param("83% said " + "that who which " * 1_600, id="relatives"),
        pytest.param("83%, the firm said, and its " * 400, id="attributions"),
        pytest.param("one shop in " * 1_600 + "five closed.", id="proportions"),
    ],
)
def test_a_long_text_takes_linear_time(text: str) -> None:
    start = time.process_time()
    found(text[: len(text) // 8])
    short = time.process_time() - start
    start = time.process_time()
    found(text)
    assert time.process_time() - start < 16 * short + 0.5
