"""The studies as references: BibTeX and CSL-JSON, for Zotero, JabRef, pandoc and word processors.

A study that no article gives a title or a conductor for is no reference, and is left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import IO, Any

from whence.dossier import reading
from whence.dossier.values import Study
from whence.export.json_lists import write_list
from whence.store import Store


def write_bibtex(store: Store, output: IO[bytes]) -> int:
    """Write the studies as BibTeX in UTF-8; returns how many there are."""
    return sum(bool(output.write(_entry(study).encode())) for study in _named(store))


def write_csl(store: Store, output: IO[bytes]) -> int:
    """Write the studies as CSL-JSON; returns how many there are."""
    return write_list([], map(_item, _named(store)), output)


def _named(store: Store) -> Iterator[Study]:
    return (study for study in reading.studies(store) if study.is_named)


def _key(study: Study) -> str:
    """What the reference is cited by: "halden-institute-2023-7650af1e"; the digits keep it apart and stable."""
    whose = (study.conductors or (study.label,))[0]
    plain = unicodedata.normalize("NFKD", whose).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)[:4]
    return "-".join((*words, *([study.year] if study.year else []), study.iri.rsplit("/", 1)[1][:8]))


def _note(study: Study) -> str | None:
    """What a reader of the reference should know: other names, and that a title is only a description."""
    also = f"also: {'; '.join(study.spellings)}" if study.spellings else ""
    return "; ".join(filter(None, (also, "" if study.title else "no article gives its title"))) or None


# ---------------------------------------------------------------- BibTeX


def _entry(study: Study) -> str:
    address = next(iter(study.addresses), "")
    fields = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in study.conductors),
        "title": f"{{{_tex(study.label)}}}",
        "year": _tex(study.year or ""),
        "howpublished": f"\\url{{{address}}}" if address else "",
        "url": address,
        "note": _tex(_note(study) or ""),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{_key(study)},\n{lines}}}\n\n"


_TEX = {
    **{character: f"\\{character}" for character in "&%$#_"},
    **{"{": "\\textbraceleft{}", "}": "\\textbraceright{}"},
    **{"\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}"},
}


def _tex(text: str) -> str:
    """The text for TeX, on one line: an article's words are no commands."""
    return "".join(_TEX.get(character, character) for character in " ".join(text.split()))


# ---------------------------------------------------------------- CSL-JSON


def _item(study: Study) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "id": _key(study),
        "type": "report",
        "title": study.label,
        "author": [{"literal": name} for name in study.conductors],
        "issued": {"date-parts": [[int(study.year)]]} if study.year and study.year.isdigit() else None,
        "publisher": ", ".join(study.conductors),
        "URL": next(iter(study.addresses), None),
        "note": _note(study),
    }
    return {name: value for name, value in fields.items() if value}
