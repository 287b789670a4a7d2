"""An article of a report: its text with the claims marked, and below it a card for each claim with its chain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from whence.dossier import words
from whence.dossier.values import Article, Claim, Trace
from whence.explain.chains import Chain
from whence.explain.tracing import Tracer
from whence.explain.words import heading, hop_words, outlet, study_words
from whence.export.report.markup import Markup, Part, definitions, link, tag

CLASSES = {
    Trace.NAMED: "named",
    Trace.REACHED: "reached",
    Trace.UNNAMED: "unnamed",
    Trace.SAID: "said",
    Trace.NONE: "none",
}
"""How a claim is marked, by how far it can be followed."""


def anchor(iri: str) -> str:
    """The name of an article's or a claim's place in the page."""
    return "-".join(iri.rsplit("/", 2)[1:])


def section(article: Article, text: str | None, claims: Sequence[Claim], tracer: Tracer) -> Markup:
    """An article with its claims; without a text, the cards' quotes stand for it."""
    name = anchor(article.iri)
    shown = tag("div", _marked(text, claims), class_="text") if text else tag("p", "Its text is not in this graph.")
    cards = [_card(number, claim, tracer) for number, claim in enumerate(claims, 1)]
    return tag(
        "section",
        tag("h3", article.title or article.file_name, id=f"{name}-title"),
        tag("p", words.credit(article), " · ", link(article.url, article.file_name), class_="credit"),
        shown,
        tag("ol", cards, class_="claims") if cards else tag("p", "No claim was found in it."),
        id=name,
        class_="article",
        aria_labelledby=f"{name}-title",
    )


# ---------------------------------------------------------------- the text


def _marked(text: str, claims: Sequence[Claim]) -> Iterator[Part]:
    """The text in pieces: each that claims cover is marked for the shortest of them, and claims end in their number."""
    spans = [
        (claim.place.start, min(claim.place.end, len(text)), number, claim)
        for number, claim in enumerate(claims, 1)
        if claim.place
    ]
    edges = sorted({0, len(text), *(edge for start, end, *_ in spans for edge in (start, end))})
    for start, end in pairwise(edges):
        over = [span for span in spans if span[0] <= start and end <= span[1]]
        yield _piece(text[start:end], over[0][3] if len(over) == 1 else _shortest(over))
        yield [_number(number, claim) for _, last, number, claim in spans if last == end]


def _shortest(spans: Sequence[tuple[int, int, int, Claim]]) -> Claim | None:
    return min(spans, key=lambda span: (span[1] - span[0], span[2]))[3] if spans else None


def _piece(text: str, claim: Claim | None) -> Part:
    return text if claim is None else tag("mark", text, class_=CLASSES[claim.trace])


def _number(number: int, claim: Claim) -> Markup:
    return tag("sup", tag("a", str(number), href=f"#{anchor(claim.iri)}", aria_label=f"claim {number}"))


# ---------------------------------------------------------------- the cards


def _card(number: int, claim: Claim, tracer: Tracer) -> Markup:
    figure = claim.figure
    return tag(
        "li",
        tag(
            "p",
            tag("strong", words.amount(figure) if figure else words.kind(claim)),
            " ",
            tag("span", claim.trace.value, class_=f"trace {CLASSES[claim.trace]}"),
        ),
        tag("blockquote", tag("p", claim.quote)),
        definitions(
            (
                ("of whom", figure.population if figure else None),
                ("what", (figure.measure or "").strip() if figure else None),
                ("when", figure.period if figure else None),
                ("said by", words.speaker(claim.speaker) if claim.speaker else None),
                ("read with confidence", f"{claim.confidence:.2f}"),
            )
        ),
        _way(tracer.chain(claim.iri)),
        id=anchor(claim.iri),
        value=str(number),
    )


def _way(chain: Chain) -> Markup:
    """The chain of a claim, from the article that it was taken from back to the study."""
    steps: list[Part] = []
    for hop, source in zip(chain.hops, chain.tellings[1:], strict=False):
        steps.append(tag("li", tag("p", hop_words(hop)), tag("p", heading(source), ": ", tag("q", source.quote))))
    steps.append(tag("li", _end(chain)))
    lost = [tag("p", f"lost at {outlet(at)}: the {', the '.join(parts)}") for at, parts in chain.lost()]
    return tag("div", tag("ol", steps), lost, class_="way")


def _end(chain: Chain) -> str:
    if chain.study:
        named = chain.tellings[chain.named_at]
        return f"{study_words(chain.study)}, as {outlet(named)} tells it"
    speaker = chain.tellings[-1].speaker
    return f"said by {speaker}" if speaker else "names no study: the trail ends here"
