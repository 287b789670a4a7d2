"""What stands before an article in a text file and describes it: header lines, YAML, and Markdown comments.

Three forms are read, in any order and number, at the top of the file only:

    URL: https://news.example.org/a        a header line: one of the known keys, a colon, a value
    [#]: author: (Jane Doe https://…)      a Markdown comment, in the form of a link definition
    --- … ---                              YAML between rules, as static site generators write it
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

KEYS: Mapping[str, str] = {
    **dict.fromkeys(("url", "link", "via", "canonical", "canonical_url", "source_url", "permalink"), "url"),
    **dict.fromkeys(("title", "headline", "subject"), "title"),
    **dict.fromkeys(("author", "authors", "by", "byline", "creator"), "author"),
    **dict.fromkeys(("date", "published", "pubdate", "publish_date", "publication_date", "date_published"), "date"),
    **dict.fromkeys(("publisher", "site", "site_name", "publication", "outlet", "newspaper"), "publisher"),
    **dict.fromkeys(("language", "lang"), "language"),
}
"""Each key that is known, in lower case with "_" for a space or hyphen, and the field it tells."""

_HEADER = re.compile(r"([A-Za-z][A-Za-z _-]{1,18}?)[ \t]{0,4}:[ \t]{1,9}(\S.*)")
_COMMENT = re.compile(r"\[#\]:\s{1,4}([A-Za-z_-]{1,30}):\s{1,4}\((.*)\)")
_COMMENT_URL = re.compile(r"\s+https?://\S+\s*$")
_LONGEST_YAML = 64_000


@dataclass(frozen=True, slots=True)
class Declared:
    """One field that the front matter tells, its value, and the place ("front matter Author")."""

    field: str
    value: str
    place: str


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """All that the front matter tells, in its order; the article begins at `end`."""

    declared: tuple[Declared, ...]
    end: int

    def values(self, field: str) -> tuple[Declared, ...]:
        """What is told of one field, in order."""
        return tuple(one for one in self.declared if one.field == field)


def front_matter(text: str) -> FrontMatter:
    """The front matter of a text.

    >>> front_matter("Title: On Tides\\n\\nThe sea rose.").end
    17
    """
    declared: list[Declared] = []
    end = position = 0
    while position < len(text):
        line_end = _line_end(text, position)
        line = text[position:line_end].strip()
        if line == "---" and (yaml_end := _yaml_end(text, line_end)) is not None:
            fields = _yaml(text[line_end:yaml_end])
            if fields is None:
                break
            declared.extend(fields)
            end = position = _line_end(text, yaml_end)
            continue
        if line:
            one = _header(line) or _comment(line)
            if one is None:
                break
            declared.extend(one)
            end = line_end
        position = line_end
    return FrontMatter(tuple(declared), _skip_blank(text, end) if declared else 0)


def _line_end(text: str, start: int) -> int:
    newline = text.find("\n", start)
    return len(text) if newline < 0 else newline + 1


def _skip_blank(text: str, start: int) -> int:
    rest = text[start : start + 4096]
    return start + len(rest) - len(rest.lstrip())


def _key(printed: str) -> str:
    return printed.strip().lower().replace(" ", "_").replace("-", "_")


def _header(line: str) -> list[Declared] | None:
    match = _HEADER.fullmatch(line)
    field = KEYS.get(_key(match[1])) if match else None
    return [Declared(field, match[2].strip(), f"front matter {match[1].strip()}")] if match and field else None


def _comment(line: str) -> list[Declared] | None:
    match = _COMMENT.fullmatch(line)
    if not match:
        return None
    field = KEYS.get(_key(match[1]))
    value = match[2].strip()
    if field == "author":
        value = _COMMENT_URL.sub("", value)
    return [Declared(field, value, f"comment {match[1]}")] if field and value else []


def _yaml_end(text: str, start: int) -> int | None:
    closing = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE).search(text, start, start + _LONGEST_YAML)
    return closing.start() if closing else None


def _yaml(source: str) -> list[Declared] | None:
    """The known fields of a YAML mapping; None where it is none, so that the rule was only a rule."""
    try:
        # BaseLoader keeps each scalar as the string that is printed, and builds no objects
        loaded = yaml.load(source, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    if not isinstance(loaded, dict):
        return None
    return [
        Declared(field, value.strip(), f"YAML {key}")
        for key, node in loaded.items()
        if isinstance(key, str) and (field := KEYS.get(_key(key)))
        for value in _scalars(node)
        if value.strip()
    ]


def _scalars(node: object) -> Iterator[str]:
    """A string, the strings of a list, or the names in a list of mappings."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        name = node.get("name")
        if isinstance(name, str):
            yield name
    elif isinstance(node, list):
        for item in node[:100]:
            if isinstance(item, str):
                yield item
            elif isinstance(item, dict) and isinstance(item.get("name"), str):
                yield item["name"]
