"""A store's graphs on a server: put there graph by graph, only what changed, deleted when they are forgotten."""

from whence.publish.publishing import Outcome, Plan, publish

__all__ = ["Outcome", "Plan", "publish"]
