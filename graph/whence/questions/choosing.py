"""What people mean by the words that they type: a claim, a study, articles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import cache

from whence.answers import Cell, Record
from whence.errors import UsageError
from whence.resources import word_list
from whence.text import plain

MOST_OFFERED = 5
"""How many of several things that fit are named for the asker to choose from."""

_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_WORD = re.compile(r"\d+(?:\.\d+)?|[^\W\d_]+")


def claims_with(words: str, claims: Iterable[Record], file: str = "article") -> list[str]:
    """The claims (IRIs in the column `claim`) that hold all these words, the likeliest first; one by its IRI.

    After the name of an article's file and a colon, the words are of its claims. The records have the columns
    quote, population, measure, value, printed and confidence, and the name of the article's file in the column `file`.
    Claims whose own number and words these are leave out those that merely stand in one quote with them. A claim is
    likelier where it is a number, where its quote has the words as they were given, where it says little else, and
    where the extraction was sure.
    """
    claims = list(claims)
    if any(told["claim"] == words for told in claims):
        return [words]
    here, said = file_and_words(words, (str(told.get(file, "")) for told in claims))
    return _likeliest(said, (told for told in claims if here in ("", told.get(file))))


def _likeliest(words: str, claims: Iterable[Record]) -> list[str]:
    wanted, given = words_of(words), _fold(words)
    numbers = {float(word) for word in wanted if word[0].isdigit()}
    topic = {word for word in wanted if not word[0].isdigit()}
    ranked = []
    for told in claims:
        value = told["value"]
        said = " ".join(str(part) for part in (told["population"], told["measure"], value) if part is not None)
        if wanted and wanted <= (found := words_of(f"{told['quote']} {said}")):
            named = isinstance(value, int | float) and (
                float(value) in numbers or _figure(str(told["printed"])) <= wanted
            )
            likely = (
                value is None,
                given not in _fold(str(told["quote"])),
                len(found),
                -float(told["confidence"] or 0),
            )
            own = topic <= words_of(said)
            ranked.append(((not named, not own), likely, str(told["claim"])))
    # A quote often holds other claims than its own: "83% of A, compared to 69% of B" is two.
    best = min((nearness for nearness, *_ in ranked), default=None)
    return [claim for nearness, _, claim in sorted(ranked) if nearness == best]


def study_named(words: str, studies: Mapping[str, str]) -> str | None:
    """The study (IRI) whose description has all these words, or is of this IRI; none if there is no such study.

    `studies` holds a description of each: its titles, who conducted it and its year, the preferred title in front of a
    line break. A study whose title is just the words is meant before those that have them among others. Raises
    UsageError where several are left.
    """
    wanted = words_of(words)
    if words in studies:
        return words
    found = [study for study, told in studies.items() if wanted and wanted <= words_of(told)]
    exact = [study for study in found if words_of(studies[study].partition("\n")[0]) == wanted]
    chosen = exact if len(exact) == 1 else found
    if len(chosen) > 1:
        named = sorted(f"{_line(studies[study])} <{study}>" for study in chosen)
        more = f"; and {len(named) - MOST_OFFERED} more" if len(named) > MOST_OFFERED else ""
        offered = "; ".join(named[:MOST_OFFERED])
        raise UsageError(
            f"{len(chosen)} studies have the words {words!r}: {offered}{more}. Give more words, or its IRI"
        )
    return chosen[0] if chosen else None


def articles_named(names: str, articles: Mapping[str, str]) -> frozenset[str]:
    """The articles (IRI → file name) whose file names hold one of the names, which commas or spaces part; or IRIs.

    Raises UsageError for a name that no article has, and where there is no name.
    """
    each = [name for name in re.split(r"[,\s]+", names) if name]
    if not each:
        raise UsageError(f"{names!r} names no article: give parts of file names, with commas between")
    return frozenset().union(*({name} if name in articles else articles_holding(name, articles) for name in each))


def articles_holding(name: str, articles: Mapping[str, str]) -> frozenset[str]:
    """The articles (IRI → file name) whose file name holds this; raises UsageError where there is none."""
    low = name.casefold()
    fitting = frozenset(article for article, file in articles.items() if low in file.casefold())
    if not fitting:
        near = get_close_matches(name, sorted(set(articles.values())), 1)
        raise UsageError(f"no article's file name holds {name!r}" + (f"; did you mean {near[0]}?" if near else ""))
    return fitting


def file_and_words(named: str, files: Iterable[str]) -> tuple[str, str]:
    """The file and the words of "file: words"; no file where none of these files is called so."""
    for file in sorted(set(files), key=len, reverse=True):
        if named.startswith(f"{file}:"):
            return file, named.removeprefix(f"{file}:").strip()
    return "", named


def words_of(text: str) -> frozenset[str]:
    """The words and numbers of a text by which things are compared: "83%" and "83 percent" have the same ones."""
    return frozenset(_WORD.findall(_THOUSANDS.sub("", _fold(text))))


def text_of(record: Record, column: str) -> str:
    """A cell as text; nothing where it is empty."""
    value: Cell = record[column]
    return "" if value is None else str(value)


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 study", "4 studies"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(names: Sequence[str], most: int = 3) -> str:
    """Names in a row: "a, b and 3 more"."""
    if len(names) <= most:
        return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""
    return f"{', '.join(names[:most])} and {len(names) - most:,} more"


@cache
def _hedges() -> frozenset[str]:
    return frozenset(
        word for entry in word_list("quantities", "hedges_before.txt") for word in re.findall(r"[a-z]+", entry)
    )


def _figure(printed: str) -> frozenset[str]:
    """The words of a number as printed, without what hedges it: those of "nearly seven in ten" are seven, in, ten."""
    return words_of(printed) - _hedges() or frozenset({printed})


def _fold(text: str) -> str:
    return " ".join(plain(text).casefold().replace("%", " percent").replace("per cent", "percent").split())


def _line(description: str) -> str:
    return " · ".join(filter(None, description.split("\n")))
