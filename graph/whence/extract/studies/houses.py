"""Whose study an article can tell of without a name: its publisher's, when that lives by studies or says "we"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from whence.analyse import Analysis
from whence.extract.names import RESEARCH_ORGANIZATIONS, roster
from whence.extract.studies.links import house_of
from whence.extract.studies.references import Reference, Weight
from whence.extract.studies.words import COUNTING_BODIES, FIRM_NOUNS, RELEASE
from whence.model import Metadata
from whence.read.addresses import host
from whence.resources import word_list


@dataclass(frozen=True, slots=True)
class House:
    """Who speaks in an article: its publisher, or whom an interview is with.

    `researches` tells that it lives by studies, `office` that it is a public body whose release the article is, `asks`
    that it tells of asking people itself.
    """

    name: str | None
    researches: bool = False
    office: bool = False
    asks: bool = False

    def makes(self, references: Iterable[Reference]) -> Iterator[str]:
        """The house, if a study without a name and with these references must be its own."""
        told = list(references)
        own = any(reference.own for reference in told)
        firm = told[0].noun in FIRM_NOUNS
        others = told[0].other or (told[0].indefinite and not firm)
        asked = self.asks and firm and not told[0].indefinite and not any(reference.title for reference in told)
        if self.name and (own or ((self.researches or asked) and not others)):
            yield self.name


def publishing_house(analysis: Analysis, metadata: Metadata) -> House:
    """The publisher of an article by its metadata, its address or its letterhead, as the text writes its name."""
    publisher = metadata.publisher.value if metadata.publisher else None
    address = metadata.url.value if metadata.url else ""
    research = publisher if publisher in RESEARCH_ORGANIZATIONS else house_of(address)
    if research is not None:
        return House(research, researches=True)
    asks = _asks(analysis)
    office = _letterhead(analysis) or (publisher if publisher and _is_office(publisher.split()) else None)
    if office is not None:
        return House(office, researches=True, office=True, asks=asks)
    label = _label(host(address))
    written = _as_written(label, roster(analysis).named)
    researches = written is not None and any(stem in label for stem in _RESEARCH_STEMS)
    return House(written or publisher, researches=researches, asks=asks)


def speaking_house(analysis: Analysis, house: House, affiliations: Mapping[str, str]) -> House:
    """The house that says "we": the publisher, or in an interview that of the one who answers."""
    answers = _ANSWER.search(analysis.plain)
    if answers is None:
        return house
    employer = affiliations.get(answers["name"] or next(iter(affiliations), ""))
    return replace(house, name=employer, researches=False) if employer else house


def release(analysis: Analysis, house: House) -> Iterator[Reference]:
    """The reference with which the release of a public body, full of figures, begins: to its own."""
    numbered = sum(bool(_NUMBER.search(sentence.text)) for sentence in analysis.sentences)
    if house.office and house.name and analysis.sentences and numbered >= _FULL:
        at = max(0, analysis.plain.find(house.name))
        yield Reference(
            sentence=0,
            start=at,
            end=at + len(house.name),
            noun=RELEASE,
            weight=Weight.STANDS_ALONE,
            organizations=(house.name,),
            numbered=True,
            own=True,
        )


def _asks(analysis: Analysis) -> bool:
    """Whether an article says, outside quotation marks, that those who write it asked people."""
    return any(
        analysis.plain.count('"', analysis.plain.rfind("\n", 0, match.start()) + 1, match.start()) % 2 == 0
        for match in _WE_ASK.finditer(analysis.plain)
    )


def _letterhead(analysis: Analysis) -> str | None:
    """The public body named on one of the first short lines, as at the head of a release."""
    for line in analysis.plain[:_HEAD].split("\n")[:_HEAD_LINES]:
        words = line.split()
        if words and len(words) <= _LONGEST_LINE:
            found = next((run for run in _capital_runs(words) if _is_office(run)), None)
            if found is not None:
                return " ".join(found[found[0].lower() == "the" :])
    return None


def _capital_runs(words: list[str]) -> Iterator[list[str]]:
    """The runs of words with capitals, and small words between them, in a line."""
    run: list[str] = []
    for word in [*words, "-"]:
        if word[0].isupper() or (run and word in _SMALL):
            run.append(word.strip(",.;:"))
            if word[-1] not in ",.;:":
                continue
        while run and run[-1] in _SMALL:
            run.pop()
        if run:
            yield run
        run = []


def _is_office(run: list[str]) -> bool:
    """Whether a run is the name of a body that counts: "Ministry of Canals", "National Canal Office"."""
    words = [word.lower() for word in run]
    bodies = [index for index, word in enumerate(words) if word in COUNTING_BODIES]
    if words[0] in _OURS or (*words[-2:],) in _NO_OFFICES or not _NEWS.isdisjoint(words):
        return False
    led = bool(bodies) and (bodies[0] == len(run) - 1 or words[bodies[0] + 1] in ("of", "for", "on"))
    central = words[:2] in _CENTRAL_BANKS
    return (led or central) and 1 < len(run) <= _LONGEST_NAME and "".join(run).isalpha()


def _label(name: str) -> str:
    """The longest label of a host, in which the publisher's name is written together."""
    return max(name.split("."), key=len) if name else ""


def _as_written(label: str, organizations: Iterable[str]) -> str | None:
    """The organization of the article whose name a host's label is, or begins with: "commonground", "acmepolling"."""
    names = {"".join(filter(str.isalnum, name.lower())): name for name in sorted(organizations)}
    if label.replace("-", "") in names:
        return names[label.replace("-", "")]
    begun = [name for letters, name in names.items() if len(letters) > _SHORTEST and label.startswith(letters)]
    rest = label[len(begun[0].replace(" ", "")) :] if begun else ""
    return begun[0] if any(stem in rest for stem in _RESEARCH_STEMS) else None


_NUMBER = re.compile(r"\d ?(?:%|per ?cent|million|billion|thousand)|\d,\d{3}")
_ASK = "|".join(word_list("studies", "we_ask.txt"))
_SURVEY = "|".join(word_list("studies", "our_survey.txt"))
_WE_ASK = re.compile(
    rf"\b[Ww]e (?:(?:also|first|then|again|once|recently) )?(?:{_ASK}) |\b[Oo]ur (?:[a-z-]+ ){{0,2}}(?:{_SURVEY})\b"
)
_ANSWER = re.compile(r"^(?:A|Answer|(?P<name>[A-Z][\w'.-]+(?: [A-Z][\w'.-]+){1,3})): (?=\S)", re.MULTILINE)
_FULL = 3
_SHORTEST = 3
_HEAD = 600
_HEAD_LINES = 6
_LONGEST_NAME = 8
_LONGEST_LINE = 12
_SMALL = frozenset(("and", "for", "of", "on", "the"))
_OURS = frozenset(("our", "my", "your"))
"""What a byline begins with: "Our Bureau"."""
_NO_OFFICES = frozenset((("back", "office"), ("box", "office"), ("post", "office"), ("ticket", "office")))
_NEWS = frozenset(("news", "press", "wire"))
_CENTRAL_BANKS = (["national", "bank"], ["central", "bank"], ["reserve", "bank"], ["federal", "reserve"])
_RESEARCH_STEMS = ("poll", "research", "statistic", "survey", "insight")
"""What is in the address of one who lives by studies."""
