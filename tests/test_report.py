"""The report: a page that stands by itself, marks each claim in its place, and lets nothing of articles be markup."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest

from whence.building import build
from whence.dossier import reading
from whence.dossier.values import Article, Claim, Figure, Place, Trace
from whence.explain.tracing import Tracer
from whence.export import Format, export
from whence.export.report import page
from whence.export.report.article import section
from whence.export.report.findings import findings
from whence.export.report.markup import link, tag
from whence.export.report.page import write_report
from whence.knowledge import Alteration
from whence.rdf.evidence import evidence_quads
from whence.rdf.knowledge import knowledge_quads
from whence.store import Store

from console import desk
from samples import blog, release, told

HOSTILE = """---
Title: <script>alert(1)</script> & "half" </title></style>
Author: <img src=x onerror=alert(2)>
Publisher: </section><iframe src=//evil.example>
URL: https://evil.example/"><script>alert(3)</script>
---
Half of <b onclick=x>1,012</b> adults "skip" lunch & <script>alert(4)</script>, a survey by the Lunch Institute found.

“Two-thirds of <svg/onload=alert(5)> cooks hum,” said Ann <b>Bo</b>, head of the Lunch Institute.
"""


class Read(HTMLParser):
    """What stands in a page: its elements, its places, where its links lead, its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.marked: list[tuple[str, str]] = []
        self._mark: str | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        self.attributes |= values.keys()
        self.ids += [values["id"]] if "id" in values else []
        self.links += [values[name] for name in ("href", "src") if name in values]
        self._mark = values["class"] if tag == "mark" else self._mark

    def handle_endtag(self, tag: str) -> None:
        self._mark = None if tag == "mark" else self._mark

    def handle_data(self, data: str) -> None:
        if self._mark:
            self.marked.append((self._mark, data))


def report(store: Store, article: str | None = None) -> str:
    output = io.BytesIO()
    write_report(store, output, article)
    return output.getvalue().decode()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store() as made:
        build([str(desk(tmp_path_factory.mktemp("desk")) / "whence-demo" / "articles")], made)
        yield made


@pytest.fixture(scope="module")
def shown(store: Store) -> str:
    return report(store)


def test_the_page_needs_nothing_but_itself(shown: str) -> None:
    read = Read(shown)
    assert not read.tags & {"script", "link", "img", "iframe", "object", "form", "base"}
    assert "url(" not in shown
    assert "@import" not in shown
    assert "default-src 'none'" in shown
    assert not {name for name in read.attributes if name.startswith("on")}


def test_every_place_has_one_name_and_every_link_leads_to_one(shown: str) -> None:
    read = Read(shown)
    assert len(read.ids) == len(set(read.ids))
    inside = {link.removeprefix("#") for link in read.links if link.startswith("#")}
    assert inside <= set(read.ids)
    assert all(link.startswith(("#", "https://")) for link in read.links)


def test_every_claim_is_marked_in_its_place_and_has_a_card(store: Store, shown: str) -> None:
    read = Read(shown)
    marked = "".join(text for _, text in read.marked)
    for home in store.articles():
        for claim in reading.claims(store, home):
            assert (
                f"claim-{claim.iri.rsplit('/', 1)[1]}" in read.ids
                or f"statement-{claim.iri.rsplit('/', 1)[1]}" in read.ids
            )
            assert all(line in marked for line in claim.quote.splitlines())
    assert ("reached", "More than six in ten office workers work from home at least two days a week") in read.marked


@pytest.mark.parametrize(
    "words",
    [
        "83 percent of office workers would look for another job",
        "Thirty-eight percent told as 83 percent",
        "70 percent of meetings could be an email",
        "in 6 articles",
        "retells: Sixty-two percent told as More than six in ten",
        "Halden Institute · Remote Shift 2023 · 2023 · 1,204 office workers",
        "lost at Morning Memo: the conductor, the sample, the study",
        "57 percent",
    ],
)
def test_the_page_tells(shown: str, words: str) -> None:
    assert words in shown


def test_a_weaker_hedge_is_a_change_worth_a_look_as_it_is_worth_a_review() -> None:
    known = told()
    weaker = replace(known.retellings[0], alterations=(Alteration.WEAKENED,))
    with Store() as store:
        for evidence in (release(), blog()):
            store.put_article(evidence_quads(evidence, "urn:run"))
        store.put_derived(knowledge_quads(replace(known, retellings=(weaker,))))
        (pair,) = findings(store, 5).altered
    assert (pair.kind, pair.reason) == ("weakened", weaker.reason)


def test_of_too_many_articles_those_with_findings_are_shown_and_a_note_says_so(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "MOST_ARTICLES", 3)
    few = report(store)
    assert few.count('class="article"') == 3
    assert "3 of 10 articles are shown" in few
    assert {"city-daily.html", "halden-release-2023.html", "workweek.html"} == set(
        re.findall(r'rel="noreferrer">([\w.-]+)</a></p><div class="text"', few)
    )
    read = Read(few)
    assert {link.removeprefix("#") for link in read.links if link.startswith("#")} <= set(read.ids)


def test_an_article_can_be_named(store: Store) -> None:
    one = report(store, "morning-memo.txt")
    assert one.count('class="article"') == 1
    assert "1 of 10 articles are shown" in one


def test_a_graph_without_texts_is_reported_by_its_quotes(store: Store, tmp_path: Path) -> None:
    with (tmp_path / "a.ttl").open("wb") as stream:
        export(store, stream, Format.TURTLE)
    with Store() as bare:
        bare.load(tmp_path / "a.ttl")
        text = report(bare)
    assert text.count("Its text is not in this graph.") == 10
    assert "<blockquote><p>More than six in ten office workers" in text


def test_an_empty_graph_is_reported() -> None:
    with Store() as empty:
        text = report(empty)
    assert text.count("None was found.") == 4
    assert "None is named." in text


def test_nothing_of_an_article_is_markup(tmp_path: Path, shown: str) -> None:
    (tmp_path / "a.md").write_text(HOSTILE)
    with Store() as hostile:
        build([str(tmp_path / "a.md")], hostile)
        text = report(hostile)
    read = Read(text)
    assert read.tags <= Read(shown).tags
    assert read.attributes <= Read(shown).attributes
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


# ---------------------------------------------------------------- marks


def claim(number: int, start: int, end: int, trace: Trace = Trace.NONE) -> Claim:
    figure = Figure(
        Decimal(number), "http://qudt.org/vocab/unit/NUM", "https://w3id.org/whence/ns#Exactly", *[None] * 5
    )
    place = Place(start, end, "", "")
    return Claim(f"https://w3id.org/whence/id/claim/{number}", "a", (), "", place, figure, None, None, trace, (), 1.0)


class NoChains(Tracer):
    """A tracer of claims that are in no store."""

    def chain(self, claim: str):  # type: ignore[no-untyped-def]
        from whence.explain.chains import Chain, Telling

        return Chain((Telling(claim, "", "a", None, (), None, None, None, frozenset()),), (), None, 0)


@pytest.mark.parametrize(
    ("claims", "marked"),
    [
        pytest.param([(1, 0, 3, Trace.NAMED)], '<mark class="named">abc</mark>1def', id="one"),
        pytest.param(
            [(1, 0, 6, Trace.NAMED), (2, 2, 4, Trace.NONE)],
            '<mark class="named">ab</mark><mark class="none">cd</mark>2<mark class="named">ef</mark>1',
            id="one inside another",
        ),
        pytest.param(
            [(1, 0, 4, Trace.NAMED), (2, 2, 6, Trace.SAID)],
            '<mark class="named">ab</mark><mark class="named">cd</mark>1<mark class="said">ef</mark>2',
            id="two that overlap",
        ),
        pytest.param(
            [(1, 0, 6, Trace.NAMED), (2, 0, 6, Trace.NAMED)],
            '<mark class="named">abcdef</mark>12',
            id="two in one place",
        ),
        pytest.param([(1, 4, 99, Trace.NONE)], 'abcd<mark class="none">ef</mark>1', id="one beyond the end"),
        pytest.param([], "abcdef", id="none"),
    ],
)
def test_claims_that_share_words_are_all_marked(claims: list[tuple[int, int, int, Trace]], marked: str) -> None:
    article = Article("https://w3id.org/whence/id/article/a", "a.txt", None, None, (), None, None, None, "")
    with Store() as store:
        text = section(article, "abcdef", [claim(*each) for each in claims], NoChains(store))
    body = re.sub(r"<sup><a [^>]*>(\d+)</a></sup>", r"\1", text)
    assert f'<div class="text">{marked}</div>' in body


@pytest.mark.parametrize(
    ("address", "is_link"),
    [
        ("https://example.org/", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https:///x", False),
        ("https://[x", False),
        (None, False),
    ],
)
def test_only_an_address_of_the_web_becomes_a_link(address: str | None, is_link: bool) -> None:
    assert str(tag("p", link(address, "a"))).startswith("<p><a ") == is_link


# ---------------------------------------------------------------- judges


@pytest.mark.skipif(not shutil.which("html-validate"), reason="html-validate is not installed")
def test_html_validate_finds_no_fault(shown: str, tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text(shown)
    (tmp_path / ".htmlvalidate.json").write_text('{"root": true, "extends": ["html-validate:recommended"]}')
    done = subprocess.run(["html-validate", "report.html"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.skipif(not shutil.which("chromium"), reason="chromium is not installed")
def test_a_browser_shows_it_and_no_script_runs(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(HOSTILE)
    with Store() as hostile:
        build([str(tmp_path / "a.md")], hostile)
        (tmp_path / "report.html").write_text(report(hostile))
    browser = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    done = subprocess.run(
        [*browser, "--dump-dom", str(tmp_path / "report.html")], capture_output=True, text=True, check=False, timeout=60
    )
    assert "Worth a look" in done.stdout
    assert not re.search(r"<(script|iframe|img|svg)\b", done.stdout)
