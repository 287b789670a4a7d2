"""The command line as a person meets it: what it prints, where, and with which exit code."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from whence import __version__, resources
from whence.ask import questions
from whence.cli import cli

FINE, NO, BAD = 0, 1, 2


class Shell:
    """Runs whence in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, *arguments: str, given: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-W", "error", "-c", "from whence.cli import main; main()", *arguments],
            cwd=self.folder,
            input=given,
            capture_output=True,
            text=True,
            check=False,
            encoding="utf-8",
            env={**os.environ, "COLUMNS": "100", **environment},
        )


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """A folder with the demo articles and the graph of them."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "articles").mkdir()
    for article in resources.data("demo").iterdir():
        (folder / "articles" / article.name).write_bytes(article.read_bytes())
    shell = Shell(folder)
    done = shell.run("build", "articles", "-o", "demo.ttl")
    assert done.returncode == FINE, done.stderr
    assert done.stdout == ""
    assert "conforms to the shapes" in done.stderr
    return shell


def test_version_and_help(shell: Shell) -> None:
    assert __version__ in shell.run("--version").stdout
    shown = shell.run("--help").stdout
    for command in ("build", "validate", "ask", "query", "explain", "export", "demo"):
        assert command in shown
    assert "Exit codes" in shown


def test_build_without_output_writes_turtle_to_standard_output(shell: Shell) -> None:
    done = shell.run("build", "-q", "articles/desk-notes.md")
    assert done.returncode == FINE
    assert done.stdout.startswith("@prefix")
    assert done.stderr == ""


def test_build_reads_standard_input(shell: Shell) -> None:
    text = (shell.folder / "articles" / "statistics-office.txt").read_text("utf-8")
    done = shell.run("build", "-", given=text)
    assert "wh:StatisticalClaim" in done.stdout


def test_a_store_is_kept_and_added_to(shell: Shell) -> None:
    for article in ("workweek.html", "deskless.md"):
        assert shell.run("build", "-q", f"articles/{article}", "-o", "kept.db").returncode == FINE
    rows = json.loads(shell.run("ask", "claims", "-g", "kept.db", "--format", "json").stdout)
    assert {row["article"] for row in rows} == {"workweek.html", "deskless.md"}


@pytest.mark.parametrize("name", ["workweek.html", "https://workweek.example.org/2023/03/16/split-week/"])
def test_an_article_is_forgotten_by_its_file_name_or_its_address(shell: Shell, name: str, tmp_path: Path) -> None:
    kept = str(tmp_path / "kept.db")
    shell.run("build", "-q", "articles/workweek.html", "articles/deskless.md", "-o", kept)
    assert shell.run("forget", name, "-g", kept).stderr == "forgot 1 article\n"
    rows = json.loads(shell.run("ask", "claims", "-g", kept, "--format", "json").stdout)
    assert {row["article"] for row in rows} == {"deskless.md"}
    assert shell.run("forget", name, "-g", kept).returncode == NO


@pytest.mark.parametrize("extension", ["ttl", "trig", "nq", "nt", "jsonld"])
def test_every_format_can_be_built_and_asked(shell: Shell, extension: str) -> None:
    target = f"again.{extension}"
    assert shell.run("build", "-q", "articles", "-o", target).returncode == FINE
    done = shell.run("ask", "claims", "-g", target, "--format", "jsonl")
    expected = shell.run("ask", "claims", "-g", "demo.ttl", "--format", "jsonl")
    assert done.stdout == expected.stdout != ""
    (shell.folder / target).unlink()


def test_export_turns_one_format_into_another_and_back(shell: Shell) -> None:
    assert shell.run("export", "-g", "demo.ttl", "--format", "ntriples", "-o", "x.nt").returncode == FINE
    back = shell.run("export", "-g", "x.nt")
    assert back.stdout == (shell.folder / "demo.ttl").read_text("utf-8")
    (shell.folder / "x.nt").unlink()


def test_export_writes_formats_for_readers_also_of_one_article(shell: Shell) -> None:
    done = shell.run("export", "-g", "demo.ttl", "--format", "bibtex")
    assert done.stdout.startswith("@misc{")
    one = shell.run("export", "-g", "demo.ttl", "--format", "web-annotation", "--article", "morning-memo.txt")
    assert json.loads(one.stdout)["total"] == 1
    refused = shell.run("export", "-g", "demo.ttl", "--article", "morning-memo.txt")
    assert (refused.returncode, refused.stdout) == (BAD, "")
    assert "turtle takes no --article" in refused.stderr
    assert shell.run("export", "-g", "demo.ttl", "-o", "report.html").returncode == FINE
    assert shell.run("export", "-g", "demo.ttl", "--format", "ro-crate", "-o", "crate").returncode == FINE
    assert (shell.folder / "crate" / "ro-crate-metadata.json").is_file()
    unknown = shell.run("export", "-g", "demo.ttl", "--format", "report", "--article", "moon.txt")
    assert (unknown.returncode, unknown.stderr) == (BAD, "whence: no article is named moon.txt\n")


def test_validate_says_yes_with_words_and_zero(shell: Shell) -> None:
    done = shell.run("validate", "demo.ttl")
    assert (done.returncode, done.stdout) == (FINE, "")
    assert "conforms" in done.stderr


def test_validate_names_article_sentence_and_rule(shell: Shell) -> None:
    graph = (shell.folder / "demo.ttl").read_text("utf-8")
    broken = graph.replace('wh:value "83"^^xsd:decimal', 'wh:value "830"^^xsd:decimal')
    assert broken != graph
    (shell.folder / "broken.ttl").write_text(broken, "utf-8")
    done = shell.run("validate", "broken.ttl")
    assert done.returncode == NO
    assert "city-daily.html" in done.stderr
    assert "83 percent of office workers" in done.stderr
    (shell.folder / "broken.ttl").unlink()


def test_ask_without_a_name_lists_every_question(shell: Shell) -> None:
    listed = json.loads(shell.run("ask", "--format", "json").stdout)
    assert [row["name"] for row in listed] == [question.name for question in questions()]


@pytest.mark.parametrize("form", ["table", "csv", "json", "jsonl"])
def test_an_answer_comes_in_the_format_asked_for(shell: Shell, form: str) -> None:
    done = shell.run("ask", "studies", "-g", "demo.ttl", "--format", form)
    assert done.returncode == FINE
    assert "Remote Shift 2023" in done.stdout


def test_csv_has_a_header_and_one_record_a_row(shell: Shell) -> None:
    rows = list(csv.DictReader(io.StringIO(shell.run("ask", "claims", "-g", "demo.ttl", "--format", "csv").stdout)))
    assert rows
    assert rows[0].keys() >= {"article", "quote", "value", "study", "via"}


def test_a_table_fits_its_width(shell: Shell) -> None:
    lines = shell.run("ask", "claims", "-g", "demo.ttl").stdout.splitlines()
    assert max(map(len, lines)) <= 120


def test_nothing_found_is_exit_code_one(shell: Shell) -> None:
    done = shell.run("ask", "people", "-g", "demo.ttl", "--arg", "name=nobody at all")
    assert done.returncode == NO
    assert "nothing found" in done.stderr


def test_query_answers_sparql_from_standard_input(shell: Shell) -> None:
    done = shell.run("query", "-", "-g", "demo.ttl", "--format", "csv", given="ASK { ?s ?p ?o }")
    assert done.stdout.split() == ["answer", "yes"]


@pytest.mark.parametrize("clause", ["FROM <file:///etc/hostname> {", "{ SERVICE <http://127.0.0.1:9/> {} "])
def test_a_query_from_elsewhere_stays_within_the_graph(shell: Shell, clause: str) -> None:
    done = shell.run("query", "-", "-g", "demo.ttl", given=f"SELECT * {clause} ?s ?p ?o }}")
    assert (done.returncode, done.stdout) == (BAD, "")
    assert "is refused" in done.stderr


def test_explain_shows_the_chain_and_draws_it(shell: Shell) -> None:
    done = shell.run("explain", "-g", "demo.ttl", "six in ten office workers work", "--svg", "chain.svg")
    assert done.returncode == FINE
    told = done.stdout
    order = [told.index(piece) for piece in ("morning-memo.txt", "deskless.md", "workweek.html", "Remote Shift 2023")]
    assert order == sorted(order)
    assert (shell.folder / "chain.svg").read_text("utf-8").startswith("<svg")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["ask", "clams", "-g", "demo.ttl"], BAD, "did you mean claims"),
        (["ask", "study-of", "-g", "demo.ttl"], BAD, "needs --arg words"),
        (["ask", "people", "-g", "demo.ttl", "--arg", "name"], BAD, "NAME=VALUE"),
        (["ask", "claims", "-g", "nothing.db"], BAD, "nothing.db"),
        (["ask", "claims", "-g", "nothing.ttl"], BAD, "whence build"),
        (["explain", "no such claim anywhere", "-g", "demo.ttl"], NO, "no claim has these words"),
        (["build", "no-such-file.txt"], BAD, "does not exist"),
        (["build", "articles", "-o", "graph.docx"], BAD, ".docx is no known format"),
        (["build"], BAD, "Missing argument"),
        (["query", "nothing.rq", "-g", "demo.ttl"], BAD, "nothing.rq"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_an_error_is_short_and_says_what_to_do(shell: Shell, arguments: list[str], code: int, words: str) -> None:
    done = shell.run(*arguments)
    assert done.returncode == code
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_of_bad_files_and_one_good_one_is_fine_and_tells_of_the_bad(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_bytes((shell.folder / "articles" / "statistics-office.txt").read_bytes())
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.html").write_bytes(bytes(range(256)) * 9)
    done = shell.run("build", str(tmp_path), "-o", str(tmp_path / "out.ttl"))
    assert done.returncode == FINE
    assert done.stderr.count("not read:") == 2
    assert shell.run("build", str(tmp_path / "empty.txt")).returncode == BAD


def test_the_only_graph_in_the_folder_is_the_one_that_is_asked(shell: Shell, tmp_path: Path) -> None:
    desk = Shell(tmp_path)
    assert "no graph here" in desk.run("ask", "studies").stderr
    (tmp_path / "one.ttl").write_bytes((shell.folder / "demo.ttl").read_bytes())
    assert desk.run("ask", "studies").returncode == FINE
    (tmp_path / "two.ttl").write_bytes(b"")
    assert "several graphs here (one.ttl, two.ttl)" in desk.run("ask", "studies").stderr
    assert desk.run("ask", "studies", WHENCE_GRAPH="one.ttl").returncode == FINE


@pytest.mark.parametrize(
    ("arguments", "environment", "code", "said"),
    [
        ((), {}, BAD, "several graphs here (demo.ttl, none.ttl): name one with --graph"),
        (("-g", "demo.ttl"), {}, FINE, "conforms to the shapes"),
        ((), {"WHENCE_GRAPH": "demo.ttl"}, FINE, "conforms to the shapes"),
        (("demo.ttl",), {"WHENCE_GRAPH": "absent.ttl"}, FINE, "conforms to the shapes"),
        (("demo.ttl", "-g", "none.ttl"), {}, BAD, "two graphs are named"),
    ],
    ids=["none named", "option", "environment", "argument first", "both"],
)
def test_the_graph_to_validate_is_named_as_for_other_commands(
    shell: Shell, tmp_path: Path, arguments: tuple[str, ...], environment: dict[str, str], code: int, said: str
) -> None:
    (tmp_path / "demo.ttl").write_bytes((shell.folder / "demo.ttl").read_bytes())
    (tmp_path / "none.ttl").write_bytes(b"")
    done = Shell(tmp_path).run("validate", *arguments, **environment)
    assert (done.returncode, said in done.stderr) == (code, True), done.stderr


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_completion_scripts_can_be_had(shell: Shell, name: str) -> None:
    assert "_WHENCE_COMPLETE" in shell.run("completion", name).stdout


def test_question_names_complete(shell: Shell) -> None:
    done = shell.run(_WHENCE_COMPLETE="bash_complete", COMP_WORDS="whence ask un", COMP_CWORD="2")
    assert "unsourced" in done.stdout


def test_a_reader_that_goes_away_is_no_error(shell: Shell) -> None:
    command = (
        f"{sys.executable} -c 'from whence.cli import main; main()' export -g demo.ttl --format ntriples | head -1"
    )
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], cwd=shell.folder, capture_output=True, text=True, check=False
    )
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""
    assert done.returncode == FINE


def test_a_build_that_read_nothing_leaves_the_old_file_alone(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "old.ttl").write_text("mine")
    for target in ("old.ttl", "new.db"):
        done = shell.run("build", "no-such-file.html", "-o", str(tmp_path / target))
        assert done.returncode == BAD
        assert "nothing was written" in done.stderr
    assert (tmp_path / "old.ttl").read_text() == "mine"
    assert not (tmp_path / "new.db").exists()


def test_a_folder_of_articles_is_not_made_a_store(shell: Shell) -> None:
    done = shell.run("build", "articles", "-o", "articles")
    assert done.returncode == BAD
    assert "no store" in done.stderr


def test_a_target_that_cannot_be_written_is_told_before_the_work(shell: Shell) -> None:
    done = shell.run("build", "articles", "-o", "no/such/folder.ttl")
    assert done.returncode == BAD
    assert done.stderr.startswith("whence: no/such/folder.ttl: can't be written")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("command", ["ask studies --format json", "export --format ntriples", "explain six in ten"])
def test_a_full_disk_is_one_line_and_bad(shell: Shell, command: str) -> None:
    line = f"{sys.executable} -m whence {command} -g demo.ttl > /dev/full"
    done = subprocess.run(["bash", "-c", line], cwd=shell.folder, capture_output=True, text=True, check=False)
    assert done.returncode == BAD
    assert "No space left" in done.stderr
    assert "Traceback" not in done.stderr


def test_any_query_shows_all_its_columns_with_whole_iris(shell: Shell) -> None:
    sparql = "SELECT ?a ?b { ?a <https://w3id.org/whence/ns#takenFrom> ?b }"
    rows = json.loads(shell.run("query", "-", "-g", "demo.ttl", "--format", "json", given=sparql).stdout)
    assert all(row["a"].startswith("https://") for row in rows)
    assert "https://" in shell.run("query", "-", "-g", "demo.ttl", given=sparql).stdout
    types = shell.run("query", "-", "-g", "demo.ttl", given="SELECT DISTINCT ?t { ?s a ?t } ORDER BY ?t").stdout
    assert "wh:Claim" in types


def test_an_argument_named_like_a_parameter_of_pythons_is_just_unknown(shell: Shell) -> None:
    for name in ("question", "store"):
        done = shell.run("ask", "people", "-g", "demo.ttl", "--arg", f"{name}=x")
        assert "people has no parameter" in done.stderr
    assert "given twice" in shell.run("ask", "people", "-g", "demo.ttl", "--arg", "name=a", "--arg", "name=b").stderr


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_output_is_utf8_whatever_the_locale(shell: Shell, encoding: str) -> None:
    done = shell.run("explain", "six in ten office workers", "-g", "demo.ttl", PYTHONIOENCODING=encoding, LC_ALL="C")
    assert "└─" in done.stdout


def test_control_characters_of_a_page_do_not_reach_the_terminal(shell: Shell, tmp_path: Path) -> None:
    evil = "A survey by the \x1b[31mLunch\x07 Institute found that 62 percent of adults skip lunch.\n"
    (tmp_path / "evil.txt").write_text(evil)
    shell.run("build", "-q", str(tmp_path / "evil.txt"), "-o", str(tmp_path / "evil.ttl"))
    done = shell.run("ask", "claims", "-g", str(tmp_path / "evil.ttl"))
    assert "\x1b" not in done.stdout
    assert "\x07" not in done.stdout


def test_csv_cells_are_no_formulas() -> None:
    from whence.answers import Answer
    from whence.cli.output import write

    output = io.StringIO()
    write(Answer(("a",), (("=HYPERLINK(1)",), ("＝1",), (-5,))), "csv", output)
    assert output.getvalue().split() == ["a", "'=HYPERLINK(1)", "'＝1", "-5"]


def test_words_after_a_question_are_its_first_parameter_and_what_it_says_goes_to_standard_error(shell: Shell) -> None:
    done = shell.run("ask", "withdraw", "Remote", "Shift", "2023", "-g", "demo.ttl", "--format", "jsonl")
    assert done.returncode == FINE
    assert {json.loads(line)["verdict"] for line in done.stdout.splitlines()} == {"falls"}
    assert done.stderr.startswith("Remote Shift 2023: 12 claims in 6 articles")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("withdraw", "lighthouse"), NO, "no study has these words: lighthouse"),
        (("orphans",), NO, "no number is credited to an article that does not contain it"),
        (("withdraw",), BAD, "withdraw needs --arg study"),
        (("withdraw", "halden"), BAD, "2 studies have the words 'halden'"),
        (("circular", "halden"), BAD, "takes no words"),
        (("withdraw", "halden", "--arg", "study=x"), BAD, "--arg study is given twice"),
    ],
    ids=["no such study", "nothing found", "nothing given", "several studies", "no parameter", "given twice"],
)
def test_a_question_that_has_no_answer_says_why(shell: Shell, arguments: tuple[str, ...], code: int, said: str) -> None:
    done = shell.run("ask", *arguments, "-g", "demo.ttl")
    assert (done.returncode, said in done.stderr) == (code, True), done.stderr


def test_disclosure_is_reported_and_is_no_failure(shell: Shell) -> None:
    done = shell.run("validate", "--disclosure", "demo.ttl")
    assert done.returncode == FINE
    assert "warning: officebeat.md: “Research” An article that uses a study names it" in done.stdout


@pytest.mark.parametrize("name", cli.table)
def test_the_list_of_commands_says_what_each_command_says(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    assert command.get_short_help_str(10_000) == cli.table[name][1]


def test_the_list_of_commands_imports_no_command() -> None:
    code = "import sys; from whence.cli import cli; cli(['--help'], standalone_mode=False); print(sorted(sys.modules))"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "'whence.cli'" in printed
    assert not re.findall(r"'(?:whence\.(?:store|ask|build)|pyoxigraph|rdflib|rich|networkx)'", printed)


def test_a_build_tells_what_was_read_before(shell: Shell) -> None:
    shell.run("build", "articles", "-o", "again.db")
    assert shell.run("build", "articles", "-o", "again.db").stderr.startswith("10 articles (10 unchanged), ")
