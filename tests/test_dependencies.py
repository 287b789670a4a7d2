"""What Whence stands on: no version with a known hole is allowed, and each dependency has its reason written down."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
_REQUIREMENT = re.compile(r"([A-Za-z0-9._-]+)(?:\[[^\]]*\])?(?:>=([0-9.]+))?")

ADVISED = {
    "pypdf": "6.16.1",  # more than twenty advisories of 2025 and 2026, from CVE-2025-55197 to CVE-2026-84311
    "pdfminer.six": "20251230",  # CVE-2025-64512: a PDF file runs code; CVE-2025-70559
    "lxml": "6.1.0",  # CVE-2026-41066: iterparse reads local files
    "urllib3": "2.7.0",  # CVE-2025-50181, -66418, -66471, CVE-2026-21441
    "starlette": "1.0.1",  # CVE-2025-54121, -62727, CVE-2026-48710
    "python-multipart": "0.0.27",  # CVE-2026-42561
    "jinja2": "3.1.6",  # CVE-2025-27516
    "requests": "2.32.4",  # CVE-2024-47081
    "lxml_html_clean": "0.4.0",  # CVE-2024-52595
}
"""The first versions without the holes that were made public."""


def numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def required() -> Iterator[tuple[str, str | None]]:
    """Each package that users install, with its floor: by default, or for an extra."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lists = [project["dependencies"], *project["optional-dependencies"].values()]
    for requirement in {one for each in lists for one in each}:
        found = _REQUIREMENT.match(requirement)
        assert found, requirement
        if found[1] != project["name"]:
            yield found[1], found[2]


REQUIRED = sorted(required(), key=str)


@pytest.mark.parametrize(("package", "floor"), REQUIRED)
def test_no_version_with_a_known_hole_is_allowed(package: str, floor: str | None) -> None:
    assert floor, f"{package} has no floor"
    assert numbers(floor) >= numbers(ADVISED.get(package.lower(), "0"))


@pytest.mark.parametrize(("package", "floor"), REQUIRED)
def test_each_dependency_has_its_reason(package: str, floor: str | None) -> None:
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in (ROOT / "docs" / "dependencies.md").read_text("utf-8").splitlines()
        if line.startswith("|")
    ]
    row = next((row for row in rows if package.lower() in row[0].lower()), None)
    assert row, f"docs/dependencies.md has no row for {package}"
    assert floor in row[1:3]
    assert all(row)


def test_the_default_path_is_short() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert len(project["dependencies"]) <= 12
