"""Files of what a user knows beforehand, CSV or YAML → values; an error names the file, the line and what to do."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import yaml

from whence.errors import UsageError
from whence.model import AgentKind
from whence.rdf.quads import unwritable
from whence.read.addresses import web_address
from whence.reference import KnownAgent, KnownStudy, References
from whence.text import as_iri, squeeze

_YAML = (".yaml", ".yml")
_LARGEST = 20_000_000
_BETWEEN = re.compile(r"\s*[|;]\s*")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_SIZE = re.compile(r"\d{1,3}(?:[,.\u2009 ]\d{3}){1,3}|\d{1,10}")
_WIKIDATA, _ORCID = re.compile(r"Q[1-9]\d{0,11}"), re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")
_STUDY = ("title", "conductor", "year", "aliases", "url", "sample")
_AGENT = ("name", "kind", "id", "aliases")

Entry = TypeVar("Entry", KnownStudy, KnownAgent)


@dataclass(frozen=True, slots=True)
class _Row:
    """An entry as it is written: the file and line, and the values of each column."""

    place: str
    cells: dict[str, tuple[str, ...]]

    def one(self, column: str) -> str:
        """The one value of a column; "" where it has none."""
        values = self.cells.get(column, ())
        if len(values) > 1:
            raise UsageError(f"{self.place}: {column} has {len(values)} values: one is needed")
        return values[0] if values else ""

    def many(self, column: str) -> tuple[str, ...]:
        """The values of a column, in a text with | or ; between them."""
        found = (part for value in self.cells.get(column, ()) for part in _BETWEEN.split(value))
        return tuple(sorted({part for part in found if part}))


def read_references(studies: Iterable[Path], authorities: Iterable[Path]) -> References:
    """The entries of these files; raises UsageError with file and line where one is not as it should be."""
    studies, authorities = tuple(studies), tuple(authorities)
    names = [file.name for file in (*studies, *authorities)]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise UsageError(f"{twice}: two lists have this name, by which the graph knows them: rename one")
    return References(
        tuple(entry for file in studies for entry in _entries(file, _STUDY, _study)),
        tuple(entry for file in authorities for entry in _entries(file, _AGENT, _agent)),
        frozenset(names),
    )


def _entries(file: Path, columns: tuple[str, ...], made: Callable[[_Row, str], Entry]) -> Iterator[Entry]:
    seen: dict[tuple[object, ...], str] = {}
    for row in _rows(file, columns):
        entry = made(row, file.name)
        title = entry.title if isinstance(entry, KnownStudy) else entry.name
        key = (title, entry.year if isinstance(entry, KnownStudy) else entry.kind)
        if key in seen:
            raise UsageError(f"{row.place}: {title!r} stands in {seen[key]} already: leave one of them out")
        seen[key] = row.place
        yield entry


# ---------------------------------------------------------------- entries


def _study(row: _Row, listed: str) -> KnownStudy:
    title, year, url = row.one("title"), row.one("year"), row.one("url")
    if not title:
        raise UsageError(f"{row.place}: a study needs a title")
    if year and not _YEAR.fullmatch(year):
        raise UsageError(f"{row.place}: the year {year!r} is no year: write it as 2024")
    if url and not web_address(url):
        raise UsageError(f"{row.place}: the url {url!r} is no web address (http or https)")
    sizes = tuple(_size(row, printed) for printed in row.many("sample"))
    address = as_iri(web_address(url) or "") if url else None
    return KnownStudy(
        listed,
        title,
        int(year) if year else None,
        row.many("conductor"),
        row.many("aliases"),
        address,
        tuple(sorted(sizes)),
    )


def _size(row: _Row, printed: str) -> int:
    if not _SIZE.fullmatch(printed):
        raise UsageError(f"{row.place}: the sample {printed!r} is no number of people: write it as 1204")
    return int(re.sub(r"\D", "", printed))


def _agent(row: _Row, listed: str) -> KnownAgent:
    name, kind = row.one("name"), row.one("kind").lower()
    kinds = {each.value.lower(): each for each in AgentKind}
    if not name:
        raise UsageError(f"{row.place}: an entry needs a name")
    if kind not in kinds:
        raise UsageError(f"{row.place}: the kind of {name!r} is {kind or 'missing'!r}: write {' or '.join(kinds)}")
    ids = tuple(sorted({_id(row, printed) for printed in row.many("id")}))
    return KnownAgent(listed, name, kinds[kind], ids, row.many("aliases"))


def _id(row: _Row, printed: str) -> str:
    """The IRI of an id: a Wikidata item (Q42), an ORCID, or the address that an authority gives."""
    if _WIKIDATA.fullmatch(printed):
        return f"http://www.wikidata.org/entity/{printed}"
    if _ORCID.fullmatch(printed):
        return f"https://orcid.org/{printed}"
    address = web_address(printed)
    if address is None:
        raise UsageError(f"{row.place}: the id {printed!r} is no Wikidata item (Q42), ORCID or http(s) address")
    return as_iri(address)


# ---------------------------------------------------------------- files


def _rows(file: Path, columns: tuple[str, ...]) -> Iterator[_Row]:
    try:
        if file.stat().st_size > _LARGEST:
            raise UsageError(f"{file}: is larger than {_LARGEST // 1_000_000} MB: it is no list")
        text = file.read_text("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{file}: can't be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{file}: is not UTF-8 (byte {error.start}): save it as UTF-8") from error
    found = _from_yaml(text, file) if file.suffix.lower() in _YAML else _from_csv(text, file)
    for row in found:
        if unknown := sorted(row.cells.keys() - set(columns)):
            raise UsageError(f"{row.place}: {unknown[0]!r} is no column of this list: {', '.join(columns)} are")
        for value in (value for values in row.cells.values() for value in values):
            if bad := unwritable(value):
                raise UsageError(f"{row.place}: holds a character that no graph can keep ({bad!r})")
        if any(row.cells.values()):
            yield row


def _from_csv(text: str, file: Path) -> Iterator[_Row]:
    head = text.partition("\n")[0]
    mark = max((",", "\t", ";"), key=head.count)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=mark, strict=True)
    try:
        header = [squeeze(name).lower() for name in next(reader, [])]
        for cells in reader:
            place = f"{file}:{reader.line_num}"
            if len(cells) > len(header):
                raise UsageError(
                    f"{place}: has {len(cells)} cells under {len(header)} columns: quote cells with {mark!r}"
                )
            yield _Row(place, {name: _values(cell) for name, cell in zip(header, cells, strict=False)})
    except csv.Error as error:
        raise UsageError(f"{file}:{reader.line_num}: is no CSV ({error})") from error


def _from_yaml(text: str, file: Path) -> Iterator[_Row]:
    loader = yaml.SafeLoader(text)
    try:
        whole = loader.get_single_node()
        if whole is None:
            return
        if not isinstance(whole, yaml.SequenceNode):
            raise UsageError(f"{file}:{whole.start_mark.line + 1}: is no list: begin each entry with a dash")
        for item in whole.value:
            place = f"{file}:{item.start_mark.line + 1}"
            if not isinstance(item, yaml.MappingNode):
                raise UsageError(f"{place}: is no entry: write it as title: …")
            yield _Row(place, {_scalar(name, place): _listed(value, place) for name, value in item.value})
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{file}:{mark.line + 1}" if mark else str(file)
        raise UsageError(f"{where}: is no YAML ({squeeze(str(getattr(error, 'problem', None) or error))})") from error
    finally:
        loader.dispose()


def _scalar(node: yaml.Node, place: str) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise UsageError(f"{place}: has a value that is neither a text nor a list of texts")
    return squeeze(node.value)


def _listed(node: yaml.Node, place: str) -> tuple[str, ...]:
    nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
    return tuple(value for one in nodes if (value := _scalar(one, place)) not in {"", "null", "~"})


def _values(cell: str) -> tuple[str, ...]:
    value = squeeze(cell)
    return (value,) if value else ()
