"""Publishing: the server holds what the store holds; only changes are sent; no fault or break leaves it otherwise."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from whence.building import build
from whence.errors import RemoteError, UsageError
from whence.publish import Outcome, publish
from whence.publish.hashes import graph_hash
from whence.publish.publishing import parts
from whence.publish.records import SHELVES, Records, shelf_of
from whence.rdf import iris
from whence.rdf.evidence import evidence_quads, text_quad
from whence.rdf.knowledge import knowledge_quads
from whence.rdf.quads import Quad
from whence.remote.client import Client, Patience
from whence.remote.credentials import Login
from whence.remote.graph_stores import Graphs, GraphStore, UpdateStore, put
from whence.store import Store

from samples import BLOG_TEXT, RELEASE_TEXT, blog, release, told
from servers import GraphServer, Seen, Server, cut, drips, fails, hang_up, oxigraph, sleeps, virtuoso

RUN = iris.relation("extraction", "whence", "test")
QUICK = Patience(seconds=0.3, tries=3, pause=0.001)


@pytest.fixture
def store() -> Iterator[Store]:
    with Store() as opened:
        for evidence, text in ((release(), RELEASE_TEXT), (blog(), BLOG_TEXT)):
            opened.put_article([*evidence_quads(evidence, RUN), text_quad(evidence, text)])
        opened.put_derived(knowledge_quads(told()))
        yield opened


@pytest.fixture
def graphs() -> GraphServer:
    return GraphServer()


@pytest.fixture
def server(graphs: GraphServer) -> Iterator[Server]:
    with Server(graphs.answer) as running:
        yield running


@pytest.fixture(params=["graph store", "update"])
def remote(request: pytest.FixtureRequest, server: Server) -> Iterator[Graphs]:
    with (
        Client(f"{server.url}/store", patience=QUICK) as one,
        Client(f"{server.url}/update", patience=QUICK) as two,
        Client(f"{server.url}/query", patience=QUICK) as three,
    ):
        yield GraphStore(one) if request.param == "graph store" else UpdateStore(two, three)


@pytest.fixture
def graph_store(server: Server) -> Iterator[GraphStore]:
    with Client(f"{server.url}/store", patience=QUICK) as client:
        yield GraphStore(client)


def published(graphs: GraphServer) -> set[str]:
    """What the server holds of the store, as quads; its records are left out."""
    return {str(quad) for quad in graphs.held if "/publication/" not in str(quad.graph_name)}


def held(store: Store) -> set[str]:
    return {str(quad) for quad in store.quads()}


def writes(server: Server) -> list[Seen]:
    return [seen for seen in server.seen if seen.method != "GET" and not seen.path.startswith("/query")]


# ---------------------------------------------------------------- what is sent


def test_the_server_holds_what_the_store_holds(store: Store, remote: Graphs, graphs: GraphServer) -> None:
    assert publish(store, remote) == Outcome(put=3)
    assert published(graphs) == held(store)


def test_what_did_not_change_is_not_sent_again(store: Store, remote: Graphs, server: Server) -> None:
    publish(store, remote)
    server.seen.clear()
    assert publish(store, remote) == Outcome(unchanged=3)
    assert writes(server) == []


def test_an_article_that_changed_is_replaced(store: Store, remote: Graphs, graphs: GraphServer) -> None:
    publish(store, remote)
    claims = tuple(replace(claim, confidence=0.11) for claim in blog().statistics)
    store.put_article(evidence_quads(replace(blog(), statistics=claims), RUN))
    assert publish(store, remote) == Outcome(put=1, unchanged=2)
    assert published(graphs) == held(store)


def test_a_forgotten_article_is_deleted(store: Store, remote: Graphs, graphs: GraphServer) -> None:
    publish(store, remote)
    store.forget(iris.article(blog()))
    assert publish(store, remote) == Outcome(unchanged=2, deleted=1)
    assert published(graphs) == held(store)
    assert iris.graph(iris.article(blog())) not in str(graphs.graphs())


def test_graphs_of_others_are_left_alone(store: Store, remote: Graphs, graphs: GraphServer) -> None:
    theirs = ox.Quad(*[ox.NamedNode(f"https://e.org/{each}") for each in "spog"])
    graphs.held.add(theirs)
    publish(store, remote)
    store.forget(iris.article(blog()))
    publish(store, remote)
    assert theirs in graphs.held


def test_records_of_foreign_graphs_delete_nothing(store: Store, graph_store: GraphStore, graphs: GraphServer) -> None:
    home = ox.NamedNode(iris.publication("0"))
    theirs = ox.NamedNode("https://e.org/g")
    graphs.held.add(ox.Quad(home, ox.NamedNode("https://w3id.org/whence/ns#publishes"), theirs, home))
    graphs.held.add(ox.Quad(theirs, theirs, theirs, theirs))
    publish(store, graph_store)
    assert graphs.graphs()["https://e.org/g"] == 1


def test_texts_are_sent_only_when_they_are_wanted(store: Store, remote: Graphs, graphs: GraphServer) -> None:
    publish(store, remote)
    assert "articleBody" not in str(published(graphs))
    assert publish(store, remote, texts=True) == Outcome(put=2, unchanged=3)
    assert BLOG_TEXT in "".join(published(graphs))
    assert publish(store, remote) == Outcome(unchanged=3, deleted=2)
    assert published(graphs) == held(store)


def test_a_dry_run_tells_and_changes_nothing(store: Store, remote: Graphs, server: Server) -> None:
    assert publish(store, remote, dry_run=True) == Outcome(put=3)
    assert writes(server) == []


def test_a_graph_without_articles_of_its_own_is_not_published(graph_store: GraphStore) -> None:
    with Store() as empty, pytest.raises(UsageError, match="no article that is a named graph"):
        publish(empty, graph_store)


def test_progress_hears_of_every_graph(store: Store, graph_store: GraphStore) -> None:
    for _ in range(2):
        heard: list[str] = []
        publish(store, graph_store, progress=heard.append)
        assert sorted(heard) == store.graphs()


HOSTILE = (
    'he said "so"\\u0022 } } ; DROP ALL # \\U00000022',
    "tab\t new\nline \\n \\\\u0022 back\\slash",
    "é 𝒳 \u2028 {} <https://e.org> ''' \"\"\"",
)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_stays_a_text(text: str, store: Store, remote: Graphs, graphs: GraphServer) -> None:
    store.put_article([text_quad(blog(), text)])
    publish(store, remote, texts=True)
    home = ox.NamedNode(iris.article(blog()))
    (quad,) = graphs.held.quads_for_pattern(home, None, None, ox.NamedNode(iris.text_graph(home.value)))
    assert isinstance(quad.object, ox.Literal)
    assert quad.object.value == text


# ---------------------------------------------------------------- faults


@pytest.mark.parametrize(
    "fault",
    [fails(500), fails(503, Retry_After="0"), fails(429), hang_up, cut, sleeps(0.5), drips(1.0)],
    ids=["500", "503", "429", "hang up", "cut", "slow", "drips"],
)
def test_a_fault_that_passes_is_tried_again(
    fault: object, store: Store, remote: Graphs, server: Server, graphs: GraphServer
) -> None:
    server.faults = [fault, fault]  # type: ignore[list-item]
    assert publish(store, remote) == Outcome(put=3)
    assert published(graphs) == held(store)


def test_a_server_that_stays_away_is_told_in_one_line(store: Store, graph_store: GraphStore, server: Server) -> None:
    server.faults = [fails(500, b"disk\x1b[31m\nfull")] * 9
    with pytest.raises(RemoteError, match=r"/store: answers 500 Internal Server Error: disk \[31m full \(tried 3 tim"):
        publish(store, graph_store)


@pytest.mark.parametrize("status", [400, 401, 403, 413])
def test_a_no_is_not_tried_again(status: int, store: Store, graph_store: GraphStore, server: Server) -> None:
    server.faults = [fails(status)]
    with pytest.raises(RemoteError, match=str(status)):
        publish(store, graph_store)
    assert len(server.seen) == 1


def test_nobody_is_followed_elsewhere(store: Store, graph_store: GraphStore, server: Server) -> None:
    server.faults = [fails(307, Location="https://elsewhere.example.org/")]
    with pytest.raises(RemoteError, match="sends on to https://elsewhere"):
        publish(store, graph_store)


def test_what_is_no_graph_store_is_told(store: Store, graph_store: GraphStore, server: Server) -> None:
    server.faults = [fails(200, b"<html>", Content_Type="text/html")]
    with pytest.raises(RemoteError, match="text/html, not with a graph"):
        publish(store, graph_store)


def test_an_answer_without_end_is_cut_off(store: Store, server: Server) -> None:
    server.faults = [fails(200, b"#" * 5000, Content_Type="text/turtle")]
    with (
        Client(f"{server.url}/store", patience=replace(QUICK, most_bytes=1000)) as client,
        pytest.raises(RemoteError, match="more than 1,000 bytes"),
    ):
        publish(store, GraphStore(client))


def test_a_graph_that_nests_without_end_is_refused(store: Store, graph_store: GraphStore, server: Server) -> None:
    deep = b"<e:s> <e:p> " + b"<<( <e:s> <e:p> " * 50_000
    server.faults = [fails(200, deep, Content_Type="application/n-triples")]
    with pytest.raises(RemoteError, match="nests too deep"):
        publish(store, graph_store)


@pytest.mark.parametrize("at", range(10))
def test_wherever_it_breaks_off_the_next_run_finishes(
    at: int, store: Store, remote: Graphs, server: Server, graphs: GraphServer
) -> None:
    publish(store, remote, texts=True)
    store.put_article([*evidence_quads(replace(blog(), statistics=()), RUN), text_quad(blog(), "other")])
    store.forget(iris.article(release()))
    server.seen.clear()
    server.applies = lambda seen: len(writes(server)) > at and seen in writes(server)
    server.faults = [fails(500)] * 3
    broke = False
    try:
        publish(store, remote)
    except RemoteError:
        broke = True
    server.faults = []
    publish(store, remote)
    assert published(graphs) == held(store)
    assert publish(store, remote) == Outcome(unchanged=2)
    assert broke == (at < len(writes(server)))


def test_after_a_break_what_was_done_is_not_done_again(
    store: Store, graph_store: GraphStore, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("whence.publish.publishing._BATCH", 1)
    server.applies = lambda seen: "knowledge" in seen.path and seen.method == "PUT"
    server.faults = [fails(500)] * 3
    with pytest.raises(RemoteError):
        publish(store, graph_store)
    assert publish(store, graph_store) == Outcome(put=1, unchanged=2)


def test_of_two_hashes_none_is_believed() -> None:
    home, graph = ox.NamedNode(iris.publication("a")), ox.NamedNode(f"{iris.BASE}graph/{'a' * 16}")
    said = ox.NamedNode("https://w3id.org/whence/ns#graphHash")
    listed = ox.Triple(home, ox.NamedNode("https://w3id.org/whence/ns#publishes"), graph)
    one, two = (ox.Triple(graph, said, ox.Literal(each)) for each in "12")
    assert Records.of("a", [listed, one]).hashes == {graph.value: "1"}
    assert Records.of("a", [listed, one, two]).hashes == {graph.value: None}


# ---------------------------------------------------------------- the parts


def test_the_hash_of_a_graph_is_of_its_triples_in_any_order_and_pieces() -> None:
    assert graph_hash([b"a\nb\n", b"c\n"]) == graph_hash([b"c\n", b"b\na\n"]) != graph_hash([b"a\nb\n"])
    assert graph_hash([b"a\nb\n"]) != graph_hash([b"ab\n"])
    assert graph_hash([]) == graph_hash([b""])


def test_large_graphs_are_sent_in_parts(graph_store: GraphStore, server: Server, graphs: GraphServer) -> None:
    assert list(parts([b"aa", b"bb", b"c"], 3)) == [b"aabb", b"c"]
    pieces = [f"<e:s> <e:p> <e:{number}> .\n".encode() for number in range(10)]
    put(graph_store, "https://e.org/g", parts(pieces, 100))
    put(graph_store, "https://e.org/g", parts(pieces, 100))
    assert graphs.graphs() == {"https://e.org/g": 10}
    assert server.methods() == ["PUT", "POST"] * 2
    put(graph_store, "https://e.org/g", [])
    assert sum(graphs.graphs().values()) == 0


class Pair:
    """Graphs that are only put two at a time."""

    def __init__(self) -> None:
        self.both = threading.Barrier(2, timeout=5)
        self.held: list[str] = []

    def read(self, _graph: str) -> list[ox.Triple]:
        return []

    def replace(self, graph: str, _triples: bytes) -> None:
        if "/graph/" in graph:
            self.both.wait()
        self.held.append(graph)

    def add(self, graph: str, _triples: bytes) -> None:
        assert "/publication/" in graph

    def delete(self, graph: str) -> None:
        raise AssertionError(graph)


def test_graphs_are_sent_over_several_connections() -> None:
    named = [f"{iris.BASE}graph/{number:016x}" for number in range(6)]
    with Store() as store:
        store.put_article(Quad("<e:s>", "<e:p>", "<e:o>", f"<{graph}>") for graph in named)
        graphs = Pair()
        assert publish(store, graphs, connections=2) == Outcome(put=6)
    assert sorted(graphs.held) == sorted([*named, iris.publication("0")])


@pytest.mark.parametrize(
    ("graph", "shelf"),
    [("graph/0123456789abcdef", "0"), ("text/f123456789abcdef", "f"), ("graph/knowledge", "derived")],
)
def test_each_graph_has_its_shelf(graph: str, shelf: str) -> None:
    assert shelf_of(iris.BASE + graph) == shelf
    assert shelf in SHELVES


# ---------------------------------------------------------------- the command, and real servers


def run(*arguments: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("WHENCE_")}
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "whence", *arguments],
        cwd=folder,
        env={**clean, "HOME": str(folder), **environment},
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the graph of two articles."""
    folder = tmp_path_factory.mktemp("desk")
    for name, text in (("release.txt", RELEASE_TEXT), ("blog.txt", BLOG_TEXT)):
        (folder / name).write_text(f"URL: https://{name}.example.org/\n\n{text}\n")
    with Store(folder / "lunch.db") as store:
        build([str(folder / "release.txt"), str(folder / "blog.txt")], store)
    return folder


def test_the_command_counts_what_it_did(desk: Path, server: Server, graphs: GraphServer) -> None:
    done = run("publish", f"{server.url}/store", "-n", folder=desk)
    assert (done.returncode, done.stderr) == (0, f"would be: 4 put, 0 unchanged, 0 deleted · {server.url}/store\n")
    done = run("publish", f"{server.url}/store", folder=desk)
    assert (done.returncode, done.stderr) == (0, f"4 put, 0 unchanged, 0 deleted · {server.url}/store\n")
    address = f"{server.url}/update"
    done = run("publish", address, "--update", "--query", f"{server.url}/query", folder=desk)
    assert (done.returncode, done.stderr) == (0, f"0 put, 4 unchanged, 0 deleted · {address}\n")
    with Store(desk / "lunch.db", read_only=True) as store:
        assert published(graphs) == held(store)


@pytest.mark.parametrize(
    ("arguments", "environment", "told"),
    [
        (["ftp://e.org/"], {}, "no address of a server"),
        (["http://"], {}, "no address of a server"),
        (["https://ann:secret@e.org/"], {}, "WHENCE_PASSWORD"),
        (["http://e.org/store"], {"WHENCE_TOKEN": "secret"}, "--insecure"),
        (["https://e.org/"], {"WHENCE_USER": "ann"}, "go together"),
        (["https://e.org/", "--update"], {}, "go together"),
        (["https://e.org/", "--query", "https://e.org/q"], {}, "go together"),
    ],
)
def test_bad_usage_is_told_before_anything_is_sent(
    desk: Path, arguments: list[str], environment: dict[str, str], told: str
) -> None:
    done = run("publish", *arguments, folder=desk, **environment)
    assert done.returncode == 2
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert "secret" not in done.stderr


def test_a_turtle_file_says_why_it_can_not_be_published(desk: Path, server: Server) -> None:
    assert run("export", "-o", "lunch.ttl", folder=desk).returncode == 0
    done = run("publish", f"{server.url}/store", "-g", "lunch.ttl", folder=desk)
    (desk / "lunch.ttl").unlink()
    assert done.returncode == 2
    assert ".trig or .nq" in done.stderr


@pytest.mark.parametrize(
    ("environment", "sent"),
    [
        ({"WHENCE_TOKEN": "t0"}, "Bearer t0"),
        ({"WHENCE_USER": "ann", "WHENCE_PASSWORD": "pw"}, "Basic YW5uOnB3"),
        ({"NETRC": "here.netrc"}, "Basic Ym9iOnB3"),
    ],
    ids=["token", "environment", "netrc"],
)
def test_the_login_comes_from_the_environment_or_netrc(
    desk: Path, server: Server, environment: dict[str, str], sent: str
) -> None:
    (desk / "here.netrc").write_text("machine 127.0.0.1 login bob password pw\n")
    (desk / "here.netrc").chmod(0o600)
    server.applies = lambda seen: "authorization" not in seen.headers
    server.faults = [fails(401, WWW_Authenticate='Basic realm="graphs"')] * 99
    assert run("publish", f"{server.url}/store", folder=desk, **environment).returncode == 0
    assert {seen.headers.get("authorization", "none") for seen in server.seen} <= {sent, "none"}
    assert server.methods().count("PUT") >= 4


def test_oxigraph_takes_it(store: Store) -> None:
    program = shutil.which("oxigraph") or shutil.which("oxigraph", path=str(Path(sys.executable).parent))
    if program is None:
        pytest.skip("the Oxigraph server is not installed (pip install oxigraph)")
    with (
        oxigraph(program) as url,
        Client(f"{url}/store") as one,
        Client(f"{url}/update") as two,
        Client(f"{url}/query") as three,
    ):
        takes_it(store, GraphStore(one), UpdateStore(two, three))


def test_virtuoso_takes_it_with_a_digest(store: Store, tmp_path: Path) -> None:
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("Virtuoso is not installed (apt-get install virtuoso-opensource-7)")
    login = Login("whence", "secret")
    with (
        virtuoso(program, tmp_path, login.user, login.password) as url,
        Client(f"{url}/sparql-graph-crud-auth", login) as one,
        Client(f"{url}/sparql-auth", login) as two,
        Client(f"{url}/sparql") as three,
    ):
        takes_it(store, GraphStore(one), UpdateStore(two, three))


def takes_it(store: Store, graph_store: Graphs, update: Graphs) -> None:
    """A server takes all, knows what it has by either protocol, and gives it up."""
    store.put_article([text_quad(blog(), HOSTILE[0])])
    assert publish(store, graph_store, texts=True) == Outcome(put=5)
    assert publish(store, update, texts=True) == Outcome(unchanged=5)
    for graph in (iris.graph(iris.article(blog())), iris.text_graph(iris.article(blog()))):
        mine = {
            str(triple) for piece in store.graph_triples(graph) for triple in ox.parse(piece, ox.RdfFormat.N_TRIPLES)
        }
        assert {str(ox.Quad(*triple)) for triple in graph_store.read(graph)} == mine
        update.replace(graph, b"".join(store.graph_triples(graph)))
        assert {str(ox.Quad(*triple)) for triple in graph_store.read(graph)} == mine
    store.forget(iris.article(blog()))
    assert publish(store, update) == Outcome(unchanged=2, deleted=3)
    assert graph_store.read(iris.graph(iris.article(blog()))) == []
