"""Work that a library may hang in or crash on: it runs in processes that can be ended, and one is lost with its job.

A job is a header, which JSON can tell, and bytes; a task is a function from both to replies of the same form. What a
worker answers is data and never code, so a worker that hostile input has taken over can answer wrongly and no more.
"""

from whence.workers.jobs import Crew, Done, Header, Inline, Job, Lost, Outcome, Reply, Task
from whence.workers.pool import Limits, Pool

__all__ = ["Crew", "Done", "Header", "Inline", "Job", "Limits", "Lost", "Outcome", "Pool", "Reply", "Task"]
