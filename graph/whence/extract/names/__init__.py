"""Names of people and organizations in running text, and what the short ones stand for in their article."""

from whence.extract.names.lexicon import (
    DESCRIPTORS,
    FUNCTION_WORDS,
    HEADS,
    KNOWN,
    MENS_NAMES,
    PLACES,
    RESEARCH_ORGANIZATIONS,
    ROLES,
    WOMENS_NAMES,
)
from whence.extract.names.recognition import Name, names
from whence.extract.names.roster import Roster, full_name, initials, named, roster
from whence.extract.names.runs import join

__all__ = [
    "DESCRIPTORS",
    "FUNCTION_WORDS",
    "HEADS",
    "KNOWN",
    "MENS_NAMES",
    "PLACES",
    "RESEARCH_ORGANIZATIONS",
    "ROLES",
    "WOMENS_NAMES",
    "Name",
    "Roster",
    "full_name",
    "initials",
    "join",
    "named",
    "names",
    "roster",
]
