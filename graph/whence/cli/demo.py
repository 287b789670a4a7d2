"""The demonstration: sample articles of our own, built, validated, asked and drawn."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from whence import resources
from whence.answers import Answer
from whence.ask import ask
from whence.building import build
from whence.cli import output
from whence.cli.output import say
from whence.cli.summary import count, summary
from whence.errors import UsageError
from whence.explain.explaining import explain_all
from whence.explain.picture import picture
from whence.explain.words import in_words
from whence.export import export
from whence.store import Store
from whence.validate import validate

NUMBER = "six in ten office workers work from home"
"""The claim whose chain the demonstration shows: a newsletter's, which names no study."""

ASKED = ("studies", "disagreements", "repeated")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path("whence-demo"))
def demo(folder: Path) -> None:
    """Build the sample articles that come with Whence into FOLDER, and show what can be asked of them."""
    articles = _write_articles(folder / "articles")
    say(f"$ whence build {articles} -o {folder / 'demo.ttl'}")
    with Store() as store:
        built = build([str(articles)], store)
        say(summary(built))
        report = validate(store)
        for violation in report.violations:
            say(f"{violation.severity.lower()}: {violation}")
        with (folder / "demo.ttl").open("wb") as stream:
            triples = export(store, stream)
        say(f"{count(triples, 'triple')}, {'conforms' if report.conforms else 'does not conform'} to the shapes")
        for question in ASKED:
            _heading(f"whence ask {question}")
            output.write(_brief(ask(store, question)), "table", sys.stdout)
        _heading(f'whence explain "{NUMBER}"')
        explanation = next(explain_all(store, NUMBER))
        print(in_words(explanation))
        (folder / "chain.svg").write_text(picture(explanation), "utf-8")
    say(f"\nwritten: {folder / 'demo.ttl'} · {folder / 'chain.svg'} (open it in a browser)")


def _brief(answer: Answer) -> Answer:
    """Without the columns that only machines want."""
    keep = [index for index, name in enumerate(answer.columns) if name not in ("iri", "statistic", "reason")]
    return Answer(
        tuple(answer.columns[index] for index in keep),
        tuple(tuple(row[index] for index in keep) for row in answer.rows),
    )


def _heading(command: str) -> None:
    print(f"\n$ {command}")


def _write_articles(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for article in resources.data("demo").iterdir():
            (folder / article.name).write_bytes(article.read_bytes())
    except OSError as error:
        raise UsageError(f"{folder}: can't be written ({error.strerror}); name another folder") from error
    return folder
