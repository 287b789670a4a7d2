"""The page of a finding (a number, or what somebody said): who tells it and how, and how it went on in later waves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from whence.answers import Record
from whence.dossier import reading, words
from whence.dossier.facts import Facts
from whence.dossier.values import Figure
from whence.errors import UsageError
from whence.serve.paging import Paged, paged
from whence.serve.plot import Point, plotted
from whence.serve.rows import rows
from whence.serve.site import Line, Site

_TELLINGS = """SELECT ?claim ?date WHERE {
  ?claim wh:reports $finding ; wh:statedIn ?page . OPTIONAL { ?page schema:datePublished ?date }
}"""
_WAVES = """SELECT DISTINCT ?wave WHERE {
  { $finding wh:laterWaveOf* ?wave } UNION { ?wave wh:laterWaveOf+ $finding }
} LIMIT 100"""
_WAVE = """SELECT ?period ?year ?study ?label WHERE {
  $wave wh:value ?value OPTIONAL { $wave wh:period ?period }
  OPTIONAL { $wave wh:fromStudy ?study . ?study skos:prefLabel ?label OPTIONAL { ?study wh:year ?year } }
} ORDER BY ?study LIMIT 1"""
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Wave:
    """The finding in one wave of the study: its node, number, year (0 where nothing tells it) and study."""

    node: str
    figure: Figure
    year: int
    study: str | None
    label: str


@dataclass(frozen=True, slots=True)
class Trend:
    """The waves of a finding by year, and their plot, empty where the years don't tell them apart."""

    waves: Sequence[Wave]
    plot: Markup


@dataclass(frozen=True, slots=True)
class View:
    """All that the page shows: a number, or a speaker and what was said; one page of the tellings, first ones first.

    `page` holds the claims that tell it, `lines` shows them.
    """

    node: str
    figure: Figure | None
    text: str
    speaker: str | None
    speaker_node: str | None
    study: str | None
    label: str
    page: Paged[str]
    lines: Sequence[Line]
    trend: Trend | None


def view(site: Site, iri: str, number: str) -> View:
    """What a page about a finding shows; raises UsageError where the store holds none of this IRI."""
    facts = Facts(site.store, iri)
    figure, text = reading.figure(site.store, facts), facts.text("schema:text")
    if figure is None and text is None:
        raise UsageError(f"the store holds no finding {iri}")
    told = sorted(rows(site.store, _TELLINGS, finding=iri), key=_first)
    page = paged(list(dict.fromkeys(str(row["claim"]) for row in told)), number)
    speaker, study = facts.node("wh:attributedTo"), facts.node("wh:fromStudy")
    return View(
        iri,
        figure,
        text or "",
        Facts(site.store, speaker).text("schema:name") if speaker else None,
        speaker,
        study,
        reading.study_label(site.store, study) if study else "",
        page,
        [site.line(claim) for claim in page.shown],
        trend(site, iri),
    )


def trend(site: Site, finding: str) -> Trend | None:
    """The waves of a finding, the earliest first; None where it was found once."""
    nodes = {str(row["wave"]) for row in rows(site.store, _WAVES, finding=finding)}
    waves = sorted(filter(None, (_wave(site, node) for node in nodes)), key=lambda wave: (wave.year, wave.node))
    if len(waves) < 2:
        return None
    return Trend(waves, _plot(waves))


def _first(row: Record) -> tuple[str, str]:
    return str(row["date"] or "9999"), str(row["claim"])


def _wave(site: Site, node: str) -> Wave | None:
    figure = reading.figure(site.store, Facts(site.store, node))
    told = rows(site.store, _WAVE, wave=node)
    if figure is None or not told:
        return None
    row = told[0]
    year = _YEAR.search(str(row["period"] or "")) or _YEAR.search(str(row["year"] or ""))
    study = str(row["study"]) if row["study"] else None
    return Wave(node, figure, int(year[0]) if year else 0, study, str(row["label"] or ""))


def _plot(waves: Sequence[Wave]) -> Markup:
    """The plot of waves that each have a year of their own and one unit in common."""
    years, units = [wave.year for wave in waves], {wave.figure.unit for wave in waves}
    if not all(years) or len(set(years)) < len(years) or len(units) > 1:
        return Markup()
    return plotted([Point(wave.year, wave.figure.value, words.amount(wave.figure)) for wave in waves])
