"""A build in parts, for an engine of many machines: nothing here knows which engine that is.

`shards` parts the files into what one task reads, `places` opens files wherever they are, `reading` makes rows of a
shard, `resolving` makes knowledge of the rows' evidence, `claims` the flat table of what was found.
"""

from whence.cluster.claims import COLUMNS, claim_rows
from whence.cluster.places import emptied, opened, written
from whence.cluster.reading import ARTICLE, END, FAILURE, Row, read_shard, run_of
from whence.cluster.resolving import derived, evidence_of, parted
from whence.cluster.shards import File, Shard, shards

__all__ = [
    "ARTICLE",
    "COLUMNS",
    "END",
    "FAILURE",
    "File",
    "Row",
    "Shard",
    "claim_rows",
    "derived",
    "emptied",
    "evidence_of",
    "opened",
    "parted",
    "read_shard",
    "run_of",
    "shards",
    "written",
]
