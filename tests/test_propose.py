"""A model proposes, the text disposes: what is invented or altered is refused and counted; a model that fails costs
nothing.
"""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from whence.analyse import analyse
from whence.building import build
from whence.errors import RemoteError, UsageError
from whence.extract.evidence import extract
from whence.extractors import RUN
from whence.model import Block, BlockKind, Document, Metadata, Qualifier, StatisticalClaim
from whence.propose.chat import Chat, Model
from whence.propose.extractor import ModelExtractor, chunks
from whence.propose.judging import Refusal, Standing, judge, reader
from whence.propose.merging import ADDED, AGREES, AMENDED, HEDGE, UNMEASURED
from whence.propose.proposals import Proposal, proposals
from whence.read import read
from whence.store import Store
from whence.validate import validate

from servers import Server, cut, drips, fails, reply, sleeps

TEXT = """URL: https://paper.example.org/tea

According to the Tea Survey by the Kettle Institute, 62 percent of adults drink tea at breakfast. Nearly seven in ten
nurses “skip lunch” — and 38 percent of them would rather not. The institute asked 1,204 adults in March 2019.

Sales rose to $3.5 million in the year. Rain fell on Monday. Rain fell on Monday.
"""


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Document:
    file = tmp_path_factory.mktemp("tea") / "tea.txt"
    file.write_text(TEXT, "utf-8")
    (found,) = read([str(file)])
    assert isinstance(found, Document)
    return found


def proposal(**changed: Any) -> dict[str, Any]:
    good = {
        "sentence": 0,
        "quote": "62 percent of adults drink tea at breakfast",
        "number": "62 percent",
        "population": "adults",
        "measure": "drink tea at breakfast",
        "qualifier": "Exactly",
        "study": None,
    }
    return good | changed


LUNCH = proposal(
    quote='Nearly seven in ten nurses "skip lunch"',
    number="seven in ten",
    population="nurses",
    measure='"skip lunch"',
    qualifier="Nearly",
)


# ---------------------------------------------------------------- the text disposes


def judged(document: Document, claim: dict[str, Any]) -> Standing | Refusal:
    analysis = analyse(document)
    (proposed,), _ = proposals(json.dumps({"claims": [claim]}))
    return judge(proposed, analysis.sentences, reader(analysis))


def test_a_proposal_that_stands_is_read_by_our_own_grammar(document: Document) -> None:
    standing = judged(document, LUNCH)
    assert isinstance(standing, Standing)
    quantity = standing.found.quantity
    assert (quantity.value, quantity.unit, quantity.qualifier) == (Decimal(70), "unit:PERCENT", Qualifier.NEARLY)
    assert quantity.printed == "Nearly seven in ten"
    assert document.text[slice(*standing.quote)] == "Nearly seven in ten\nnurses “skip lunch”"
    assert (standing.population, standing.measure) == ("nurses", "“skip lunch”")


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        pytest.param({"quote": "64 percent of adults drink tea at breakfast"}, Refusal.NO_QUOTE, id="altered quote"),
        pytest.param({"quote": "62 percent of adults love tea"}, Refusal.NO_QUOTE, id="invented"),
        pytest.param({"number": "26 percent"}, Refusal.NO_NUMBER, id="altered number"),
        pytest.param({"number": "2 percent"}, Refusal.NO_NUMBER, id="end of a number"),
        pytest.param({"number": "38 percent"}, Refusal.NO_NUMBER, id="number of another sentence"),
        pytest.param({"number": "adults"}, Refusal.UNREAD, id="no number"),
        pytest.param({"number": "."}, Refusal.NO_NUMBER, id="punctuation"),
        pytest.param({"measure": "drink coffee"}, Refusal.NO_MEASURE, id="invented measure"),
        pytest.param({"quote": "Rain fell on Monday"}, Refusal.QUOTE_TWICE, id="twice"),
        pytest.param(
            {"quote": "Sales rose to $3.5 million in the year", "number": "5 million"}, Refusal.NO_NUMBER, id="part"
        ),
        pytest.param(
            {"quote": "Sales rose to $3.5 million in the year", "number": "$3.5"}, Refusal.PART, id="without the scale"
        ),
        pytest.param(
            {"quote": "The institute asked 1,204 adults", "number": "1,204", "measure": "asked"},
            Refusal.NO_FINDING,
            id="sample size",
        ),
        pytest.param(
            {"quote": "in March 2019", "number": "2019", "measure": "in March"}, Refusal.NO_FINDING, id="date"
        ),
        pytest.param({"quote": TEXT[50:170], "number": "62 percent"}, Refusal.NO_QUOTE, id="more than a sentence"),
    ],
)
def test_what_does_not_stand_in_the_text_is_refused(
    document: Document, changes: dict[str, Any], refusal: Refusal
) -> None:
    assert judged(document, proposal(**changes)) is refusal


def paragraph(text: str) -> Document:
    return Document("t", "t.txt", text, (Block(BlockKind.PARAGRAPH, 0, len(text)),), (), Metadata(), "0")


@pytest.mark.parametrize("hedge", ["", "some ", "nearly "])
def test_how_many_were_asked_is_no_finding_however_it_is_hedged(hedge: str) -> None:
    clinics = paragraph(f"Records of {hedge}3,400 clinics show that 40% closed.")
    told = proposal(quote=f"{hedge}3,400 clinics", number="3,400", population="clinics", measure="Records")
    assert judged(clinics, told) is Refusal.NO_FINDING


def test_a_quote_that_stands_twice_is_the_one_of_its_sentence() -> None:
    text = "Half of all adults skip lunch. That is news. Half of all adults skip lunch."
    twice = paragraph(text)
    claim = proposal(quote="Half of all adults skip lunch", number="Half", measure="skip lunch")
    found = judged(twice, claim | {"sentence": 2})
    assert isinstance(found, Standing)
    assert found.quote[0] == text.rindex("Half")
    assert judged(twice, claim | {"sentence": 1}) is Refusal.QUOTE_TWICE


def test_a_population_that_is_not_in_the_sentence_is_not_taken(document: Document) -> None:
    found = judged(document, proposal(population="grown-ups"))
    assert isinstance(found, Standing)
    assert found.population is None


# ---------------------------------------------------------------- shapes of answers


@pytest.mark.parametrize(
    ("answer", "good", "bad"),
    [
        ('{"claims": []}', 0, 0),
        (f'Here you are:\n```json\n{{"claims": [{json.dumps(LUNCH)}]}}\n```\nEnjoy!', 1, 0),
        (json.dumps({"claims": [LUNCH, 7, None, [], {}, LUNCH | {"quote": 5}, LUNCH | {"number": " "}]}), 1, 6),
        (json.dumps({"claims": [LUNCH | {"sentence": "0"}, LUNCH | {"population": ["adults"]}]}), 0, 2),
        (json.dumps({"claims": [LUNCH | {"quote": "x" * 1001}, LUNCH | {"qualifier": 3, "study": ""}]}), 1, 1),
        (json.dumps({"claims": [LUNCH] * 500}), 200, 300),
    ],
)
def test_of_an_answer_what_has_the_right_shape_is_taken(answer: str, good: int, bad: int) -> None:
    found, shapeless = proposals(answer)
    assert (len(found), shapeless) == (good, bad)
    assert all(isinstance(each, Proposal) for each in found)


@pytest.mark.parametrize("answer", ["", "I can't.", "{", "{]}", '{"claims": 3}', "[]", '{"a":' * 200_000 + "}"])
def test_an_answer_that_is_no_list_of_claims_is_an_error(answer: str) -> None:
    with pytest.raises(RemoteError, match="the model answers"):
        proposals(answer)


# ---------------------------------------------------------------- the model

Claims = list[dict[str, Any]]


def said(content: object, **choice: Any) -> bytes:
    return json.dumps({"choices": [{"message": {"content": content}, **choice}]}).encode()


class Oracle:
    """A model that says what it is told to say."""

    def __init__(self) -> None:
        self.claims: Claims = []

    def answer(self, handler: BaseHTTPRequestHandler, _body: bytes) -> None:
        reply(handler, 200, said(json.dumps({"claims": self.claims}), finish_reason="stop"))


@pytest.fixture
def oracle() -> Oracle:
    return Oracle()


@pytest.fixture
def server(oracle: Oracle) -> Iterator[Server]:
    with Server(oracle.answer) as running:
        yield running


def extractor(server: Server, **changed: Any) -> ModelExtractor:
    settings: dict[str, Any] = {"key": "k3y", "seconds": 0.3, "tries": 1} | changed
    return ModelExtractor(Model(f"{server.url}/v1", "tea-1", **settings), RUN)


def of(claims: tuple[StatisticalClaim, ...], printed: str) -> StatisticalClaim:
    (found,) = (claim for claim in claims if claim.quantity.printed == printed)
    return found


def test_the_model_is_asked_with_fixed_settings_and_told_apart_from_the_rules(
    document: Document, server: Server
) -> None:
    found = extractor(server)(document)
    (seen,) = server.seen
    asked = json.loads(seen.body)
    assert (seen.path, seen.headers["authorization"]) == ("/v1/chat/completions", "Bearer k3y")
    assert (asked["model"], asked["temperature"], asked["seed"]) == ("tea-1", 0, 0)
    assert asked["response_format"]["type"] == "json_schema"
    assert "Nearly seven in ten nurses “skip lunch”" in asked["messages"][1]["content"]
    names = dict(setting.split("=", 1) for setting in found.run.settings)
    assert names.keys() == {"extractor", "model", "prompt", "temperature", "seed"}
    assert (names["extractor"], names["model"]) == ("llm", "tea-1")
    assert found.run.iri != RUN.iri


def test_without_proposals_the_rules_stand_alone(document: Document, server: Server) -> None:
    assert extractor(server)(document).evidence == extract(document)


def test_where_both_agree_nothing_changes(document: Document, server: Server, oracle: Oracle) -> None:
    ruled = extract(document).statistics
    mine = of(ruled, "62 percent")
    oracle.claims = [proposal(population=mine.population, measure=mine.measure)]
    found = extractor(server)(document)
    assert found.evidence.statistics == ruled
    assert found.tally == {AGREES: 1}


def test_the_models_words_win_where_they_are_the_sentences(document: Document, server: Server, oracle: Oracle) -> None:
    oracle.claims = [proposal(measure="drink tea", study="kettle institute", qualifier="About")]
    found = extractor(server)(document)
    before, after = (of(each.statistics, "62 percent") for each in (extract(document), found.evidence))
    assert (after.measure, after.confidence) == ("drink tea", UNMEASURED)
    assert (after.selector, after.quantity, after.study) == (before.selector, before.quantity, before.study)
    assert found.tally == {AMENDED: 1, HEDGE: 1}


def test_a_number_that_only_the_model_has_is_added_once(
    document: Document, server: Server, oracle: Oracle, monkeypatch: pytest.MonkeyPatch
) -> None:
    from whence.extract.claims import claims

    def none(_: object) -> tuple[()]:
        return ()

    monkeypatch.setattr("whence.propose.extractor.claims", lambda *given: claims(given[0], given[1], given[2], none))
    oracle.claims = [LUNCH, LUNCH, proposal(study="The Tea Survey"), proposal(number="63 percent")]
    found = extractor(server)(document)
    lunch, tea = of(found.evidence.statistics, "Nearly seven in ten"), of(found.evidence.statistics, "62 percent")
    assert len(found.evidence.statistics) == 2
    assert (lunch.population, lunch.measure, lunch.confidence) == ("nurses", "“skip lunch”", UNMEASURED)
    assert document.text[lunch.selector.start : lunch.selector.end] == lunch.selector.exact
    assert tea.study is not None
    assert found.tally == {ADDED: 2, Refusal.REPEATED: 1, Refusal.NO_NUMBER: 1}


FAULTS: dict[str, Callable[[BaseHTTPRequestHandler], None]] = {
    "500": fails(500),
    "401": fails(401, b"bad key"),
    "404": fails(404),
    "no JSON": fails(200, b"<html>"),
    "no completion": fails(200, b'{"choices": []}'),
    "null": fails(200, b'{"choices": [null]}'),
    "no text": fails(200, said(None)),
    "words": fails(200, said("There are two findings.")),
    "wrong types": fails(200, said('{"claims": "none"}')),
    "cut off": fails(200, said('{"claims": [', finish_reason="length")),
    "deep": fails(200, b"[" * 200_000),
    "huge": fails(200, said("x" * 2_000_000)),
    "slow": sleeps(0.6),
    "drips": drips(1.0),
    "hangs up": cut,
    "sends on": fails(302, Location="https://elsewhere.example.org/"),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_model_that_fails_costs_a_warning(
    fault: Callable[[BaseHTTPRequestHandler], None], document: Document, server: Server
) -> None:
    server.faults = [fault] * 3
    found = extractor(server)(document)
    assert found.evidence == extract(document)
    assert (found.run, found.tally) == (RUN, {})
    (warning,) = found.warnings
    assert str(warning).endswith("read by the rules alone (model)")
    assert "k3y" not in str(warning)


def test_a_model_that_is_busy_is_asked_again(document: Document, server: Server, oracle: Oracle) -> None:
    oracle.claims = [proposal(measure="drink tea")]
    server.faults = [fails(429, Retry_After="0"), fails(503)]
    assert extractor(server, tries=3)(document).tally == {AMENDED: 1}


def test_a_server_that_knows_no_schemas_is_asked_in_words(document: Document, server: Server) -> None:
    server.faults = [fails(400, b"response_format?"), fails(422)]
    asked = extractor(server)
    assert asked(document).warnings == ()
    assert asked(document).warnings == ()
    formats = [json.loads(seen.body).get("response_format", {}).get("type") for seen in server.seen]
    assert formats == ["json_schema", "json_object", None, None]


def test_a_model_that_is_gone_is_not_asked_for_ever(document: Document, server: Server) -> None:
    server.faults = [fails(500)] * 99
    asked = extractor(server)
    warnings = [asked(document).warnings[0].reason for _ in range(5)]
    assert len(server.seen) == 3
    assert "not asked any more" in warnings[-1]


def test_an_extractor_goes_into_another_process(document: Document, server: Server, oracle: Oracle) -> None:
    oracle.claims = [proposal(measure="drink tea")]
    there = pickle.loads(pickle.dumps(extractor(server)))  # noqa: S301 - our own bytes
    assert there(document).evidence == extractor(server)(document).evidence


def test_the_key_is_shown_to_nobody_and_sent_to_no_stranger() -> None:
    assert "k3y" not in repr(Model("https://e.org", "m", "k3y"))
    with pytest.raises(UsageError, match="plain http"):
        Model("http://models.example.org/v1", "m", "k3y").client()


def test_the_schema_asks_for_what_a_proposal_has() -> None:
    from whence import resources

    schema = json.loads(resources.data("propose", "schema.json").read_text("utf-8"))
    item = schema["properties"]["claims"]["items"]
    assert set(item["properties"]) == set(item["required"]) == set(Proposal.__dataclass_fields__)
    assert set(item["properties"]["qualifier"]["enum"]) == set(Qualifier)
    prompt = resources.data("propose", "prompt.md").read_text("utf-8")
    assert all(f'"{name}"' in prompt for name in (*item["properties"], *Qualifier))


def test_long_articles_are_shown_in_parts_and_parts_without_numbers_not_at_all(document: Document) -> None:
    from whence.model import Block, BlockKind

    dull, told = "Rain fell on the town again that day. " * 200, "Half of all adults skip lunch. "
    text = dull + told + dull + told
    long = Document("t", "t.txt", text, (Block(BlockKind.PARAGRAPH, 0, len(text)),), (), document.metadata, "0")
    shown = list(chunks(analyse(long)))
    assert len(shown) == 2
    assert all(any(sentence.text.startswith("Half") for sentence in chunk) for chunk in shown)
    assert all(sum(s.end - s.start for s in chunk) <= 6000 for chunk in shown)
    assert not set(shown[0]) & set(shown[1])


def test_an_answer_to_one_question(server: Server, oracle: Oracle) -> None:
    oracle.claims = []
    model = Model(f"{server.url}/v1/chat/completions", "m")
    with model.client() as client:
        assert Chat(model, client, [{}]).answer("s", "u") == '{"claims": []}'
    assert "authorization" not in server.seen[0].headers


# ---------------------------------------------------------------- builds


def test_a_graph_tells_which_articles_the_model_had_a_part_in(tmp_path: Path, server: Server, oracle: Oracle) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "b.txt").write_text(TEXT.replace("tea", "soup").replace("nurses", "cooks"), "utf-8")
    oracle.claims = [proposal(measure="drink tea")]
    server.applies = lambda seen: b"cooks" in seen.body
    server.faults = [fails(500)]
    with Store() as store:
        built = build([str(tmp_path)], store, extractor=extractor(server))
        assert (built.tally, len(built.warnings), built.failures) == ({AMENDED: 1}, 1, ())
        runs = {store.evidence(a).file_name: store.runs()[store.extraction_of(a)].settings for a in store.articles()}
        assert "extractor=llm" in runs["a.txt"]
        assert runs["b.txt"] == ()
        assert validate(store.quads()).conforms
        assert store.is_current()
        build([str(tmp_path / "b.txt")], store)
        assert len(store.runs()) == 2


def test_a_build_that_breaks_off_leaves_no_run_untold(tmp_path: Path, server: Server) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(TEXT.replace("/tea", f"/{name}"), "utf-8")

    def breaks_off(_source: str) -> None:
        raise KeyboardInterrupt

    with Store() as store:
        with pytest.raises(KeyboardInterrupt):
            build([str(tmp_path / "a.txt")], store, breaks_off, extractor=extractor(server))
        assert not store.is_current()
        build([str(tmp_path / "b.txt")], store)
        assert Counter(run.settings[:1] for run in store.runs().values()) == {(): 1, ("extractor=llm",): 1}
        assert store.is_current()


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("WHENCE_")}
    command = [sys.executable, "-W", "error", "-m", "whence", "build", "tea.txt", "-o", "tea.ttl", *arguments]
    return subprocess.run(command, cwd=folder, env=clean | environment, capture_output=True, text=True, check=False)


def test_the_command_tells_what_became_of_proposals(tmp_path: Path, server: Server, oracle: Oracle) -> None:
    (tmp_path / "tea.txt").write_text(TEXT, "utf-8")
    oracle.claims = [proposal(measure="drink tea"), proposal(quote="Tea is nice"), proposal(number="99 percent"), {}]
    done = run(
        tmp_path, "--extractor", "llm", WHENCE_LLM_URL=f"{server.url}/v1", WHENCE_LLM_MODEL="t", WHENCE_LLM_KEY="k3y"
    )
    assert done.returncode == 0, done.stderr
    assert "4 proposals of the model: 0 agree with the rules, 1 amend the rules, 0 added; 3 refused" in done.stderr
    assert "refused: 1 quote not in the text" in done.stderr
    assert "k3y" not in (tmp_path / "tea.ttl").read_text() + done.stderr
    server.faults = [fails(401, b"who are you?")] * 9
    done = run(tmp_path, "--extractor", "llm", "--llm-url", f"{server.url}/v1", "--llm-model", "t")
    assert done.returncode == 0
    assert "warning: tea.txt: http" in done.stderr
    assert "WHENCE_LLM_KEY; read by the rules alone" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "--llm-url"),
        (("--llm-url", "https://e.org/v1"), "--llm-model"),
        (("--llm-url", "e.org", "--llm-model", "m"), "no address"),
    ],
)
def test_what_an_extractor_needs_is_told(tmp_path: Path, arguments: tuple[str, ...], told: str) -> None:
    (tmp_path / "tea.txt").write_text(TEXT, "utf-8")
    done = run(tmp_path, "--extractor", "llm", *arguments)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert told in done.stderr


def test_nothing_of_it_is_imported_where_nobody_asks_for_it(tmp_path: Path) -> None:
    (tmp_path / "tea.txt").write_text(TEXT, "utf-8")
    code = (
        "import sys; from whence.cli import cli\n"
        "try: cli(['build', 'tea.txt', '-q', '-o', 'tea.ttl'])\n"
        "except SystemExit: pass\n"
        "print([name for name in sys.modules if name.startswith(('httpx', 'whence.propose', 'whence.remote'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
