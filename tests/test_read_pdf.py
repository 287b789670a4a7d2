"""PDF files: text in reading order with its pages, only what the pages bear out, and no file that stops a build."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import pytest

from whence.errors import Failure, SourceError
from whence.extract.evidence import extract
from whence.extractors import RUN, Extracted
from whence.intake.task import article_quads
from whence.model import BlockKind, Document
from whence.read import pdf
from whence.read.columns import in_reading_order
from whence.read.heads import without_heads
from whence.read.paragraphs import running_text

pypdf = pytest.importorskip("pypdf")

Line = tuple[float, float, str]
"""Where a line begins on a page of 600 by 800 points, from its lower left corner, and what it says."""


def written(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF file of these objects; the first is the catalogue."""
    parts, offsets = [b"%PDF-1.7\n"], []
    for number, content in enumerate(objects, 1):
        offsets.append(sum(map(len, parts)))
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = sum(map(len, parts))
    rows = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, rows)
    ending = b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF" % (size, trailer, start)
    return b"".join(parts) + table + ending


def stream(content: bytes, filters: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), filters, content)


def drawn(lines: Sequence[Line]) -> bytes:
    escaped = ((x, y, text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")) for x, y, text in lines)
    return b"".join(
        b"BT /F 10 Tf 1 0 0 1 %.1f %.1f Tm (%s) Tj ET\n" % (x, y, text.encode("cp1252")) for x, y, text in escaped
    )


def paper(*pages: Sequence[Line], info: str = "", lang: str = "") -> bytes:
    """A PDF file with these lines on its pages."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {f'/Lang ({lang})' if lang else ''} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} /MediaBox [0 0 600 800] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        content = f"{5 + 2 * number} 0 R"
        objects += [
            f"<< /Type /Page /Parent 2 0 R /Contents {content} /Resources << /Font << /F 3 0 R >> >> >>".encode(),
            stream(drawn(lines)),
        ]
    objects.append(f"<< {info} >>".encode())
    return written(objects, b"/Info %d 0 R" % len(objects))


def column(x: float, top: float, *lines: str) -> list[Line]:
    return [(x, top - 12 * number, line) for number, line in enumerate(lines) if line]


def only(content: bytes) -> Document:
    (one,) = pdf.documents(content, "a/release.pdf", "release.pdf")
    assert isinstance(one, Document)
    return one


RELEASE = paper(
    column(60, 780, "Lakeside Institute        1")
    + column(60, 740, "Balconies feed the town", "", "Lakeside, 6 May 2025. A survey of 1,204 ten-",
             "ants by the Lakeside", "Institute found that half of tenants"),
    column(60, 780, "Lakeside Institute        2")
    + column(60, 740, "grow herbs on their balcony.", "", "A quarter of the ten-", "ants keep bees."),
    [],
    column(60, 780, "Lakeside Institute        4")
    + column(60, 740, "Sixty percent of tenants want a garden, the survey found."),
    info="/Title (Balconies feed the town) /Author (Ana Poe) /CreationDate (D:20250506090000+02'00')",
    lang="en-GB",
)  # fmt: skip


def test_a_paper_is_read_in_paragraphs_across_lines_and_pages_without_its_heads() -> None:
    assert only(RELEASE).text == (
        "Balconies feed the town\n\nLakeside, 6 May 2025. A survey of 1,204 tenants by the Lakeside Institute "
        "found that half of tenants grow herbs on their balcony.\n\nA quarter of the tenants keep bees.\n\n\n"
        "Sixty percent of tenants want a garden, the survey found."
    )


def test_each_page_begins_where_its_text_does_also_a_blank_one() -> None:
    document = only(RELEASE)
    begun = [document.text[start:].strip()[:11] for start in document.pages]
    assert begun == ["Balconies f", "grow herbs ", "Sixty perce", "Sixty perce"]
    assert len(set(document.pages)) == 4


def test_the_page_of_a_claim_stands_beside_its_quote_in_the_graph() -> None:
    document = only(RELEASE)
    evidence = extract(document)
    quads = article_quads(Extracted(evidence, RUN), document.text)
    pages = {quad.subject: quad.object for quad in quads if "rdf-syntax-ns#value" in quad.predicate}
    refined = {quad.subject: quad.object for quad in quads if "refinedBy" in quad.predicate}
    exact = {quad.subject: quad.object for quad in quads if "oa#exact" in quad.predicate}
    told = {exact[refined[node]].strip('"')[:13]: value.strip('"') for node, value in pages.items()}
    assert told["Sixty percent"] == "page=4"
    assert told["half of tenan"] == "page=1"
    assert any(quote.startswith("A quarter of") and page == "page=2" for quote, page in told.items())


def test_the_document_information_counts_where_the_first_page_bears_it_out() -> None:
    told = only(RELEASE).metadata
    assert told.title is not None
    assert (told.title.value, told.title.place) == ("Balconies feed the town", "PDF title")
    assert told.authors == ()  # no page shows the name
    assert told.published is not None
    assert told.published.value == "2025-05-06"
    assert told.language is not None
    assert told.language.value == "en-GB"


@pytest.mark.parametrize(
    ("info", "line"),
    [
        ("/Title (Microsoft Word - release_final2.doc)", "Balconies feed the town"),
        ("/CreationDate (D:20240101000000Z)", "Balconies feed the town, 6 May 2025"),
        ("/CreationDate (D:20241345)", "Balconies feed the town"),
        ("/CreationDate (D:20250506090000Z)", "Balconies feed the town"),
        ("/Author (admin) /Title ()", "Balconies feed the town"),
    ],
)
def test_what_a_program_filled_in_is_not_taken_for_what_the_paper_says(info: str, line: str) -> None:
    told = only(paper(column(60, 700, line, "", "Half of all tenants grow herbs there."), info=info)).metadata
    assert (told.title, told.authors, told.published) == (None, (), None)


LEFT = ("Half of the tenants of the", "town grow herbs or other", "plants on a balcony, says",
        "the survey, and a third of", "them began in the past", "two years.")  # fmt: skip
RIGHT = ("Bees are kept by a tenth", "of those who answered, a", "number that has doubled", "since the survey was",
         "first made in the spring", "of the year before last.")  # fmt: skip


def test_columns_are_read_one_after_the_other_even_if_they_are_drawn_line_by_line() -> None:
    rows = [line for pair in zip(column(60, 700, *LEFT), column(320, 700, *RIGHT), strict=True) for line in pair]
    text = only(paper([(60, 730, "The Lakeside Institute asked the tenants of all of its houses"), *rows])).text
    assert text == (
        f"The Lakeside Institute asked the tenants of all of its houses\n\n{' '.join(LEFT)}\n\n{' '.join(RIGHT)}"
    )


def test_the_rows_of_a_table_stay_together() -> None:
    rows = [f"{place:<20}{share:>4}%      {before:>4}%" for place, share, before in
            [("North", 12, 9), ("South", 31, 30), ("East", 7, 8), ("West", 50, 53), ("Total", 25, 25)]]  # fmt: skip
    assert in_reading_order(rows) == [rows]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["a long-", "term plan"], "a long-term plan"),
        (["the ten-", "ants agree"], "the tenants agree"),
        (["Zorbl-", "ing helps, zorbling says"], "Zorbling helps, zorbling says"),
        (["of 2024-", "25 alone"], "of 2024-25 alone"),
        (["the Anglo-", "Saxon way"], "the Anglo-Saxon way"),
        (["co\u00ad", "operate"], "cooperate"),
        (["the ﬁrst ﬂat"], "the first flat"),
        (["Ends here.", "", "Begins"], "Ends here.\n\nBegins"),
        (["Ends here.", "    Begins anew", "and goes on"], "Ends here.\n\nBegins anew and goes on"),
        (["• one", "• two", "  more"], "• one\n\n• two more"),
        (["wide", "", "spaced", "", "lines", "", "", "", "then"], "wide spaced lines\n\nthen"),
    ],
)
def test_lines_become_paragraphs(lines: list[str], text: str) -> None:
    assert running_text([[lines]]).text == text


def test_a_share_at_the_edge_of_a_page_is_no_head() -> None:
    pages = [["12% of tenants agree", "", "a"], ["14% of tenants agree", "", "b"], ["Page 3 of 9", "c", "- 3 -"]]
    assert without_heads(pages) == [*pages[:2], ["c"]]


def test_bullets_and_headings_keep_their_kind() -> None:
    lines = column(60, 700, "Key findings", "", "• half of the tenants grow herbs", "• a third keep bees")
    blocks = only(paper(lines)).blocks
    assert [block.kind for block in blocks] == [BlockKind.HEADING, BlockKind.ITEM, BlockKind.ITEM]


# ---------------------------------------------------------------- files made to do harm

CATALOG, PAGES = b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 9 9] >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> /Font << >> >> >>"
BOMB = zlib.compress(zlib.compress(b"(a) Tj " * 8_000_000))
INFLATED = stream(BOMB, b"/Filter [/FlateDecode /FlateDecode]")
FORM = stream(b"/X Do", b"/Type /XObject /Subtype /Form")

HARMFUL = [
    pytest.param(b"%PDF-1.7\nnothing else", id="no objects"),
    pytest.param(RELEASE[: len(RELEASE) // 2], id="cut short"),
    pytest.param(written([CATALOG, PAGES, PAGE, INFLATED, b"null"]), id="bomb"),
    pytest.param(written([CATALOG, PAGES, PAGE, b"[" * 100_000, b"null"]), id="deep array"),
    pytest.param(written([CATALOG, b"<< /Type /Pages /Kids [2 0 R] /Count 9 >>"]), id="pages that hold themselves"),
    pytest.param(written([CATALOG, b"<< /Type /Pages /Kids [] /Count 1000000000 >>"]), id="count that lies"),
    pytest.param(
        written([CATALOG, PAGES, PAGE, stream(b"/X Do"), FORM]), id="form in itself"
    ),
    pytest.param(RELEASE.replace(b"/Size", b"/Prev %d /Size" % RELEASE.index(b"xref\n")), id="table before itself"),
]  # fmt: skip


@pytest.mark.parametrize("content", HARMFUL)
def test_a_harmful_file_is_refused_or_read(content: bytes) -> None:
    try:
        found = list(pdf.documents(content, "bad.pdf", "bad.pdf"))
    except SourceError as error:
        assert str(error)  # noqa: PT017 - a refusal is as good as a reading
    else:
        assert all(isinstance(one, Document | Failure) for one in found)


def test_a_page_that_cannot_be_read_is_named_and_the_others_are_read() -> None:
    page = b"<< /Type /Page /Parent 2 0 R /Contents %d 0 R /Resources << /Font << /F 7 0 R >> >> >>"
    pages = b"<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 /MediaBox [0 0 600 800] >>"
    words = stream(drawn(column(60, 700, "Half of the tenants grow herbs.")))
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>"
    content = written([CATALOG, pages, page % 5, page % 6, words, INFLATED, font])
    document, failure = pdf.documents(content, "a.pdf", "a.pdf")
    assert isinstance(document, Document)
    assert document.text.startswith("Half of the tenants")
    assert isinstance(failure, Failure)
    assert failure.source == "a.pdf#page=2"


def test_a_scan_and_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SourceError, match="may be a scan"):
        only(paper([], []))
    monkeypatch.setattr(pdf, "MAX_PAGES", 3)
    with pytest.raises(SourceError, match="more than 3 pages"):
        only(RELEASE)
    monkeypatch.setattr(pdf, "MAX_SECONDS", 0.0)
    with pytest.raises(SourceError, match="more than 0 seconds"):
        only(paper(column(60, 700, "Half of the tenants grow herbs.")))


def test_an_encrypted_file_is_refused() -> None:
    from io import BytesIO

    writer = pypdf.PdfWriter(clone_from=BytesIO(RELEASE))
    writer.encrypt("secret", algorithm="RC4-128")
    content = BytesIO()
    writer.write(content)
    with pytest.raises(SourceError, match="needs a password"):
        only(content.getvalue())


@pytest.mark.parametrize("piece", ["a", "a-", ". ", "a ", "A. ", "fi-", "•", " "])
def test_lines_without_end_cost_linear_time(piece: str) -> None:
    """What is quadratic takes minutes here."""
    page = [[piece * 100_000, piece * 100_000, "", *[piece] * 10_000]]
    assert running_text([page, page]).starts[0] == 0


def test_pages_as_dense_as_can_be_are_split_in_time() -> None:
    grid = ["x   " * 125] * 500
    assert in_reading_order(grid)
    assert in_reading_order(["x " * 1_000] * 500) == [["x " * 1_000] * 500]
