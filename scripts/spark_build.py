"""A build on a Spark cluster: `spark-submit scripts/spark_build.py INPUT… -o OUT`.

Inputs are files, folders (with all below them) and globs wherever Hadoop finds them: JSON Lines, Parquet, WARC, pages,
texts, each also with .gz. OUT is a folder, in which there will be

    evidence/            what was read of each shard (Parquet): a run that broke off goes on from it
    nquads/*.nq.gz       the graph: evidence in many parts, and knowledge.nq.gz, what is derived from all of it
    texts/*.nq.gz        the articles' texts, which `whence` shows quotes in; not part of an export
    claims/*.parquet     each claim as a row, with the statistic and the study that it was found to tell of

The graph is the one that `whence build` makes of the same files. See docs/scale.md.
"""

from __future__ import annotations

import argparse
import pickle
import sys
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from whence.cluster import (
    ARTICLE,
    COLUMNS,
    END,
    FAILURE,
    File,
    Row,
    Shard,
    claim_rows,
    derived,
    emptied,
    evidence_of,
    parted,
    read_shard,
    run_of,
    shards,
    written,
)
from whence.extractors import Rules
from whence.intake import TASK
from whence.knowledge import Knowledge
from whence.rdf import iris
from whence.rdf.runs import Run
from whence.workers import Limits, Pool

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_ROW = """shard string, number long, kind string, article string, content_hash string, file_name string, digest string,
run string, lines binary, source string, stage string, reason string"""
_SHOWN = 20
"""Failures that are told one by one."""
_BYTES_A_PART = 128 << 20
"""Bytes of N-Quads, before compression, that a part has about."""


def main() -> int:
    """Build what the arguments ask for; returns the exit code, which is 2 where no article could be read."""
    asked = _arguments()
    try:
        from pyspark.sql import SparkSession
    except ModuleNotFoundError:
        print("spark_build needs PySpark: pip install 'whence[spark]'", file=sys.stderr)
        return 2
    session = SparkSession.builder.appName("whence").getOrCreate()
    session.sparkContext.setLogLevel("WARN")
    started = time.monotonic()
    planned = shards(listed(session, asked.inputs), Rules().run, asked.shard_bytes << 20)
    rows = read(session, planned, f"{asked.output}/evidence", asked.wave, Limits(asked.timeout, asked.memory << 20))
    failures = rows.where(f"kind = '{FAILURE}'")
    articles = chosen(rows.where(f"kind = '{ARTICLE}'")).persist()
    found = articles.count()
    say(f"{found:,} articles · {failures.count():,} things not read · {time.monotonic() - started:.0f} s")
    for failure in failures.orderBy("source").limit(_SHOWN).collect():
        say(f"not read: {failure.source}: {failure.reason}")
    if not found:
        say("no article could be read: nothing was written")
        return 2
    for folder in ("nquads", "texts"):
        emptied(f"{asked.output}/{folder}")
    knowledge = resolved(articles, f"{asked.output}/nquads/knowledge.nq.gz")
    say(f"{len(knowledge.studies):,} studies · resolved after {time.monotonic() - started:.0f} s")
    write_quads(articles, asked.output, asked.parts)
    write_claims(session, articles, knowledge, f"{asked.output}/claims")
    say(f"{asked.output} · {time.monotonic() - started:.0f} s")
    session.stop()
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("inputs", nargs="+", metavar="INPUT", help="a file, a folder or a glob")
    parser.add_argument("-o", "--output", required=True, help="the folder to write, or one to go on with")
    parser.add_argument("--parts", type=int, help="files of N-Quads; default: one for each 128 MB")
    parser.add_argument("--shard-bytes", type=int, default=64, metavar="MB", help="stored MB that a task reads (64)")
    parser.add_argument("--wave", type=int, help="shards that are read before they are kept; default: 8 for each core")
    parser.add_argument("--timeout", type=float, default=Limits().seconds, help="seconds that one article may take")
    parser.add_argument("--memory", type=int, default=Limits().memory >> 20, help="MB that one article may take")
    return parser.parse_args()


def say(words: str) -> None:
    """Tell people, beside what Spark logs."""
    print(f"whence: {words}", file=sys.stderr)


# ---------------------------------------------------------------- evidence


def listed(session: SparkSession, inputs: list[str]) -> list[File]:
    """The files that inputs name; their content is left alone."""
    reader = session.read.format("binaryFile").option("recursiveFileLookup", True)
    found = reader.load(inputs).select("path", "length", "modificationTime").collect()
    return [File(each.path, each.length, str(each.modificationTime.timestamp())) for each in found]


def read(session: SparkSession, planned: list[Shard], place: str, wave: int | None, limits: Limits) -> DataFrame:
    """The rows of all planned shards: those that an earlier run kept, and the others, which are read and kept now.

    They are kept wave by wave, a file for each shard, so that no more than a wave is lost when the run breaks off.
    """
    context = session.sparkContext
    session.createDataFrame([], _ROW).write.mode("ignore").parquet(place)
    table = session.read.schema(_ROW)
    done = {each.shard for each in table.parquet(place).where(f"kind = '{END}'").select("shard").distinct().collect()}
    new = [shard for shard in planned if shard.name not in done]
    say(f"{len(planned):,} shards, {len(new):,} to be read")
    left = iter(new)
    while now := list(islice(left, wave or 8 * context.defaultParallelism)):
        rows = context.parallelize(now, len(now)).flatMap(lambda shard: read_one(shard, limits))
        session.createDataFrame(rows, _ROW, verifySchema=False).write.mode("append").parquet(place)
    names = session.createDataFrame([(shard.name,) for shard in planned], "shard string")
    return table.parquet(place).join(names.hint("broadcast"), "shard", "left_semi")


def read_one(shard: Shard, limits: Limits) -> Iterator[Row]:
    """The rows of a shard. A process of its own reads it, since an article may hang or crash what reads it."""
    return read_shard(shard, Pool(TASK, 1, limits), Rules())


def chosen(articles: DataFrame) -> DataFrame:
    """One row for each article: of those that are one article that of the least content hash and file name.

    The least is sought within each partition first and no lines are moved for it, so that an address which a crawl
    holds a million times costs no more than others; the rows are then joined by shard and number, keys without skew.
    """
    from pyspark.sql import functions as sql

    key = sql.struct("content_hash", "file_name", "digest", "shard", "number").alias("key")
    least = articles.select("article", key).groupBy("article").agg(sql.min("key").alias("key"))
    return articles.join(least.select("key.shard", "key.number"), ["shard", "number"], "left_semi")


# ---------------------------------------------------------------- knowledge


def resolved(articles: DataFrame, place: str) -> Knowledge:
    """What the articles tell together, written to a file: resolution is one process, the driver.

    Evidence comes to it as the executors read it back, without texts: some two kilobytes for an article.
    """
    evidence, read = [], dict[Run, list[str]]()
    rows = articles.select("article", "lines", "run", "content_hash").rdd
    for pickled, run, content_hash in rows.map(_sent).collect():
        evidence.append(pickle.loads(pickled))  # noqa: S301 - what our own executors made of what they had checked
        read.setdefault(run_of(run), []).append(content_hash)
    knowledge, content = derived(evidence, read)
    with written(place) as output:
        output.write(content)
    return knowledge


def _sent(row: Any) -> tuple[bytes, str, str]:
    evidence, _text = parted(bytes(row.lines), iris.text_graph(row.article))
    return pickle.dumps(evidence_of(evidence), protocol=5), row.run, row.content_hash


# ---------------------------------------------------------------- what is written


def write_quads(articles: DataFrame, output: str, parts: int | None) -> None:
    """Write evidence and texts in parts, each article's lines together, in the order of the articles' IRIs.

    Which part an article comes to is told by its IRI and the number of parts alone.
    """
    (sized,) = articles.selectExpr("sum(length(lines)) as size").collect()
    many = parts or -(-sized.size // _BYTES_A_PART)
    sorted_parts = articles.select("article", "lines").repartition(many, "article").sortWithinPartitions("article")
    sorted_parts.rdd.mapPartitionsWithIndex(lambda number, rows: _write_part(output, number, rows)).count()


def _write_part(output: str, number: int, rows: Iterable[Any]) -> Iterator[int]:
    name = f"part-{number:05}.nq.gz"
    with written(f"{output}/nquads/{name}") as quads, written(f"{output}/texts/{name}") as texts:
        for row in rows:
            evidence, text = parted(bytes(row.lines), iris.text_graph(row.article))
            quads.write(evidence)
            texts.write(text)
    yield number


def write_claims(session: SparkSession, articles: DataFrame, knowledge: Knowledge, place: str) -> None:
    """Write the table of claims, each with its statistic and its study."""
    columns = ", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())
    rows = articles.select("article", "lines").rdd.flatMap(_claims)
    statistics = [(claim, each.iri) for each in knowledge.statistics for claim in each.members]
    studies = [(each.claim, each.study, len(each.via)) for each in knowledge.reaches]
    claims = session.createDataFrame(rows, columns, verifySchema=False)
    told = session.createDataFrame(statistics, "claim string, statistic string")
    reached = session.createDataFrame(studies, "claim string, study string, hops int")
    claims.join(told, "claim", "left").join(reached, "claim", "left").write.mode("overwrite").parquet(place)


def _claims(row: Any) -> Iterator[tuple[Any, ...]]:
    evidence, _text = parted(bytes(row.lines), iris.text_graph(row.article))
    yield from claim_rows(evidence_of(evidence))


if __name__ == "__main__":
    sys.exit(main())
