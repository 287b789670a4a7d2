"""The commands on one claim: explain tells where it came from, prove writes that down for others to check."""

from __future__ import annotations

import sys
from itertools import islice
from pathlib import Path

import click

from whence.cli.files import write_file, write_texts
from whence.cli.graphs import open_graph
from whence.cli.options import graph_option
from whence.cli.output import EXIT_NO, say
from whence.explain.decided import rejections
from whence.explain.explaining import explain_all
from whence.explain.picture import picture
from whence.explain.proof import prove as prove_claim
from whence.explain.proof import proven_articles
from whence.explain.words import in_words
from whence.export.proof import write_proof

MOST_EXPLAINED = 3
"""How many findings are explained when the words fit several."""


@click.command()
@click.argument("claim", nargs=-1, required=True)
@graph_option
@click.option("--svg", type=click.Path(path_type=Path), help="Also draw the chain into this file.")
def explain(claim: tuple[str, ...], graph: Path | None, svg: Path | None) -> None:
    """Tell where a number came from: its chain of tellings, with quotes, back to the study.

    CLAIM is words of the claim ("83 percent", "seven in ten CIOs"), also after the name of its article's file
    ("city-daily.html: 83 percent"), or its IRI.
    """
    with open_graph(graph) as store:
        explanations = list(islice(explain_all(store, " ".join(claim)), MOST_EXPLAINED + 1))
        rejected = () if explanations else rejections(store, " ".join(claim))
    if not explanations:
        say("\n".join(f"rejected: {one}" for one in rejected) or f"no claim has these words: {' '.join(claim)}")
        sys.exit(EXIT_NO)
    shown = explanations[:MOST_EXPLAINED]
    click.echo("\n\n".join(map(in_words, shown)))
    if len(explanations) > len(shown):
        say("\nthere are more findings with these words; give more words to choose")
    if svg:
        write_file(svg, lambda stream: stream.write(picture(shown[0]).encode()))


@click.command()
@click.argument("claim", nargs=-1, required=True)
@graph_option
@click.option(
    "-o", "--output", "target", type=click.Path(path_type=Path), help="A .trig file; default: standard output."
)
@click.option(
    "--texts",
    type=click.Path(path_type=Path, file_okay=False),
    help="Also write the texts of the articles into this folder, as they were read: pages can only be checked by them.",
)
def prove(claim: tuple[str, ...], graph: Path | None, target: Path | None, texts: Path | None) -> None:
    """Write a proof of one claim that others can check without Whence: chain, quotes, offsets and text hashes.

    CLAIM is words of the claim, also after its file ("city-daily.html: 83 percent"), or its IRI. Check the proof:
    python scripts/check_proof.py PROOF.trig FOLDER_OF_ARTICLES
    """
    with open_graph(graph) as store:
        quads = prove_claim(store, " ".join(claim))
        write_file(target, lambda stream: write_proof(quads, stream))
        articles = proven_articles(quads)
        if texts:
            write_texts(texts, {file_name: store.text(article) for article, file_name in articles.items()})
    say(f"{len(quads)} statements on {len(articles)} {'article' if len(articles) == 1 else 'articles'}")
