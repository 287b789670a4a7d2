"""For whom somebody works: the organization that a description names, or how it means one without a name."""

from __future__ import annotations

from whence.extract.names import DESCRIPTORS, HEADS, KNOWN, PLACES, ROLES
from whence.extract.people.descriptions import HINTED, OFFICE, STUDY, Body, Name, Surroundings, is_role, words
from whence.extract.people.fields import is_field
from whence.extract.people.lexicon import bodies, offices, parties, role_bodies, word_class
from whence.model import AgentKind
from whence.resources import word_list

_SORTS = DESCRIPTORS | bodies()
_COMMON_BODIES = word_class("common-bodies")
_BODIES = bodies() | _COMMON_BODIES | HEADS
_PLAIN_EMPLOYERS = word_class("plain-employers")
_BARE_ROLES = frozenset(role.replace("_", " ") for role in word_class("bare-roles"))
_OFFICES_IN_BODIES = word_class("offices-in-bodies")
_FIELDS = word_class("fields-of-work")
_QUALIFYING = word_class("ranking-words") | _FIELDS | _OFFICES_IN_BODIES
_OWNERS_IN_MIND = frozenset({"its", "our", "my", "their"})
_ACADEMIC_ROLES = word_class("academic-roles")
_STUDY_ROLES = word_class("study-roles")
_SEATS = word_class("seats")
_SPEAKING = frozenset({"spokesman", "spokeswoman", "spokesperson"})
_PARTS = word_class("parts-of-universities")
_BRANCHES = word_class("branches")
_LOCAL = word_class("local-bodies")
_LAY_ROLES = (
    frozenset(word_list("studies", "lay_roles.txt")) - word_class("offices-in-bodies") - word_class("sports-roles")
)
_INQUIRIES = word_class("inquiries")
_ONE_OF_MANY = frozenset({"a", "an", "one", "another", "some"})
_PAST = frozenset({"former", "ex", "retired"})
_SORT_TAGS = frozenset({"NN", "JJ", "HYPH", "VBG", "VBN"})
_LONGEST_SORT = 6
"""Tokens that say what sort of body a name is of: "the market research firm Acme"."""


def owner(around: Surroundings, at: int, *, after_owner: bool = False) -> Name | None:
    """The organization whose name begins at an index, after an article or not."""
    tokens = around.tokens
    if around.tag(at) == "DT":
        at += 1
    for start in around.up_to_end(at, _LONGEST_SORT):
        name = around.starting.get(start)
        if name and around.lower(name.last) == "'s" and name.last < len(tokens) - 1 and not after_owner:
            return owner(around, name.last + 1, after_owner=True) or name  # "Leeds's Institute of Tides"
        if name:
            if found := _after_sort(around, name.last) or _whole(around, name.last):
                return found  # "the Leeds consultancy Acme", "the Leeds branch of Acme"
            if name.kind is AgentKind.PERSON or is_field(tokens, name.first, name.last):
                return None
            return _university(around, name) or name
        if not _is_sort(around, start):
            break  # else "the research firm Acme": a common noun says what sort of body it is
    return None


def _whole(around: Surroundings, at: int) -> Name | None:
    """The organization that a branch of it, named by its place, belongs to."""
    branch = around.lower(at) in _BRANCHES and around.lower(at + 1) in ("of", "at")
    return owner(around, at + 2) if branch else None


def _university(around: Surroundings, part: Name) -> Name | None:
    """The university of a department: "the Department of Tides at Calder University"."""
    if around.lower(part.first) in _PARTS and around.lower(part.last) in ("at", "of", "in"):
        return owner(around, part.last + 1)
    return None


def _is_sort(around: Surroundings, at: int) -> bool:
    """Whether a word can say what sort of body the name after it is of, or where: "the Leeds-based, online-only"."""
    token = around.tokens[at]
    if token.lower in _SORTS or (token.tag == "NNS" and token.lower.removesuffix("s") in ROLES):
        return True  # "the label Acme", "consultants Acme"
    if token.tag in _SORT_TAGS:
        return not is_role(token)
    return token.text in PLACES or "-" in (token.text, around.lower(at - 1), around.lower(at + 1))


def _after_sort(around: Surroundings, at: int) -> Name | None:
    """The organization that stands after a noun for what it is: "consultancy Acme"."""
    for index in around.up_to_end(at, _LONGEST_SORT // 2):
        name = around.starting.get(index)
        if name:
            sort = around.lower(index - 1) in _SORTS
            return name if index > at and sort and name.kind is not AgentKind.PERSON else None
        if around.tag(index) not in _SORT_TAGS:
            break
    return None


def employer_of(around: Surroundings, head: int, found: Name | None, link: str = "of") -> Name | None:
    """The organization beside a role, unless it is where a nurse lives or what a member of parliament sits for."""
    role = around.lower(head)
    if found is None or is_body(found.text):
        return found
    if role in _SEATS or (role in _LAY_ROLES and link not in ("at", "for", "with", ",")):
        return None
    return found


def is_lay(role: str | None) -> bool:
    """Whether a role tells of somebody's life and not of an organization: "nurse", "retired teacher"."""
    return role is not None and role.lower().split()[-1] in _LAY_ROLES


def is_body(text: str) -> bool:
    """Whether a name by itself looks like that of an organization."""
    return text in KNOWN or "&" in text or text.isupper() or not HEADS.isdisjoint(text.lower().split())


def body_after(around: Surroundings, at: int) -> tuple[int, Body] | None:
    """The body without a name that a phrase means, and where it ends: "the county water board", "the federation"."""
    if around.lower(at) == "it":
        return at + 1, Body("its")
    if around.lower(at + 1) in _LOCAL and around.tokens[at].text[0].isupper() and around.tokens[at + 1].text.islower():
        return at + 2, Body(around.lower(at + 1), words(around.tokens, at, at + 2))  # "of Leeds council"
    if around.tag(at) not in ("DT", "PRP$") or around.lower(at) in _ONE_OF_MANY:
        return None
    for index in around.up_to_end(at + 1, _LONGEST_SORT):
        word = around.lower(index)
        if word in _BODIES and not around.tag(index + 1).startswith("NN") and around.tag(index + 1) != "HYPH":
            return _printed(around, at + 1, index)
        if not around.modifies(index) and word not in ("'s", "'"):
            return None
        if word in _INQUIRIES and index == at + 1:
            return index + 1, STUDY
    return None


def workplace(around: Surroundings, at: int) -> tuple[int, str | None, Body | None] | None:
    """Where the phrase ends that begins here and names or means an employer, the name, and the body that is meant."""
    found, body = owner(around, at), body_after(around, at)
    if body and (found is None or (body[1].phrase and body[0] > found.last)):
        return body[0], None, body[1]  # also "the Alder parents' council", where Alder is no employer
    return (found.last, found.text, None) if found else None


def local_body(around: Surroundings, first: int, head: int) -> Body | None:
    """A body by its place and its noun in the words before a role's noun: "Leeds police chief"."""
    for at in range(first, head - 1):
        noun = around.lower(at + 1)
        place = around.tokens[at].text in PLACES or around.ending.get(at + 1) is not None
        if noun in _LOCAL and place and around.tokens[at + 1].text.islower():
            return Body(noun, words(around.tokens, at, at + 2))
    return None


def party(around: Surroundings, head: int) -> str | None:
    """The party before the noun of an office: "Greens senator", "Liberal Democrat transport spokesman"."""
    tokens = around.tokens
    if around.lower(head) not in _SEATS | offices() | _SPEAKING:
        return None
    inside = [at for at in range(max(0, head - _LONGEST_SORT), head) if tokens[at].text in parties()]
    if not inside or any(not around.modifies(at) and around.lower(at) != "'s" for at in range(inside[-1] + 1, head)):
        return None
    first = inside[-1]
    while first - 1 in inside:
        first -= 1
    return words(tokens, first, inside[-1] + 1)


def _printed(around: Surroundings, first: int, noun: int) -> tuple[int, Body]:
    """A body by its noun, with what is printed where that tells which one it is."""
    tokens, last = around.tokens, noun + 1
    if around.lower(last) in ("in", "of") and around.tag(last + 1).startswith("NNP"):
        last += 1
        while around.tag(last).startswith("NNP"):
            last += 1
    capital = any(token.text[0].isupper() for token in tokens[first:last])
    told = capital or (noun > first and around.lower(noun) in _COMMON_BODIES)
    return last, Body(around.lower(noun), words(tokens, first, last) if told else None)


def body_meant(around: Surroundings, first: int, head: int) -> Body | None:
    """The body that a role from `first` to its noun at `head` belongs to, with no owner named.

    It is meant by "its" and "the firm's", by "Charity boss", and by an office that a body has but one of or a few,
    when no "a" makes it one of many: "chief executive", "the commissioner", "head of research".
    """
    before, word, role = around.lower(first - 1), around.lower(first), around.lower(head)
    if before in ("'s", "'"):
        return _possessor(around.lower(first - 2))
    if word in _PAST or before in _PAST:
        return None
    if before in _OWNERS_IN_MIND:
        return Body(before)
    if role in _STUDY_ROLES and not (before in _ONE_OF_MANY and head == first):
        return STUDY
    if word in _PLAIN_EMPLOYERS and head > first:
        return Body(word)
    if role in _ACADEMIC_ROLES:
        return HINTED
    if before in _ONE_OF_MANY:
        return None
    if head > first and word in _BODIES and role in _OFFICES_IN_BODIES:
        return Body(word)
    if f"{word} {around.lower(first + 1)}" in _BARE_ROLES or _is_office(around, first, head):
        return Body("the") if around.tag(first - 1) == "DT" else OFFICE
    capital = any(token.text[0].isupper() for token in around.tokens[first:head])
    return HINTED if capital or role in role_bodies() else None


def _possessor(noun: str) -> Body | None:
    """Whose role it is after "the firm's", "the report's"."""
    if noun in _INQUIRIES:
        return STUDY
    return Body(noun) if noun in _BODIES else None


def _is_office(around: Surroundings, first: int, head: int) -> bool:
    """Whether the noun is an office in a body, and no word before it says of what sort of body ("shop manager")."""
    if around.lower(head) not in _OFFICES_IN_BODIES:
        return False
    return all(around.lower(at) in _QUALIFYING or around.tag(at) == "CC" for at in range(first, head))
