"""Descriptions that begin where a name ends: ", an analyst at Acme,", "(Acme)", "of Acme", ", who leads Acme,"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from whence.extract.people.descriptions import (
    ENDS,
    LINKS,
    LONGEST,
    PAUSES,
    STUDY,
    TO_EMPLOYER,
    Description,
    Surroundings,
    is_role,
    words,
)
from whence.extract.people.employers import (
    body_after,
    body_meant,
    employer_of,
    is_body,
    local_body,
    owner,
    party,
    workplace,
)
from whence.extract.people.lexicon import word_class

_INQUIRIES = word_class("inquiries")
_LEADING = word_class("leading")
_BEING = word_class("being-somebody")
_EMPLOYING = word_class("common-employers")
_WORKPLACE = TO_EMPLOYER | {"in"}
_VERB_LINKS = {
    **dict.fromkeys(("sits", "sat", "serves", "served"), frozenset({"on"})),
    **dict.fromkeys(("hired", "employed", "appointed", "recruited"), frozenset({"by"})),
}
_DOING = word_class("leading-now")
_AUXILIARIES = frozenset({"has", "had", "also", "now", "still", "currently"})
_AUTHORS = frozenset({"authors", "co-authors", "researchers", "investigators"})
_ADVERBS = frozenset({"now", "currently", "also", "then", "herself", "himself", "formerly", "previously"})
_MOST_COMMAS = 2
_LONGEST_CREDENTIAL = 6


def description_after(around: Surroundings, at: int) -> Description | None:
    """The description of the person whose name ends at an index."""
    if at >= len(around.tokens):
        return None
    word = around.lower(at)
    if word in PAUSES:
        return _apposition(around, at + 1)
    if word == "(":
        return _in_brackets(around, at + 1)
    if word in _BEING and (role := _role_from(around, at + 1 + (around.lower(at + 1) == "as"))):
        return replace(role, first=at, last=at)  # the sentence goes on: it is no aside of the name
    if found := _doing(around, at):
        return found
    if word not in TO_EMPLOYER:
        return None
    place = workplace(around, at + 1)
    if place is None:
        return None
    last, name, body = place
    inner = _apposition(around, last + 1) if around.lower(last) == "," else None
    if inner:
        return replace(inner, first=at, affiliation=inner.affiliation or name, body=inner.body or body)
    return Description(at, last, None, name, body, word == "from" and _may_live(around, at, last))


def _may_live(around: Surroundings, link: int, last: int) -> bool:
    """Whether a phrase can tell where somebody lives: "of Hexham", not "of the insurer Acme" nor "of Tide Watch"."""
    name = around.starting.get(link + 1)
    bare = name is not None and name.last == last == link + 2
    return bare and around.lower(link) in ("of", "from") and not is_body(around.tokens[link + 1].text)


def _doing(around: Surroundings, at: int) -> Description | None:
    """ "Kim Lee runs Acme", "Kim Lee has worked at Acme since May": the sentence goes on, so it is no aside."""
    while around.lower(at) in _AUXILIARIES:
        at += 1
    if around.lower(at) not in _DOING:
        return None
    stop = next((index for index in around.up_to_end(at, LONGEST) if around.lower(index) in ENDS), len(around.tokens))
    found = _led(around, at + 1, at, stop, at)
    told = found.affiliation or (found.body and found.body.phrase)
    return replace(found, first=at, last=at) if told else None


def _in_brackets(around: Surroundings, at: int) -> Description | None:
    close = next((index for index in around.up_to_end(at) if around.lower(index) == ")"), None)
    if close is None:
        return None
    found = owner(around, at)
    if found and found.last == close:
        return Description(at - 1, close + 1, None, found.text)
    role = _role_from(around, at)
    return replace(role, first=at - 1, last=close + 1) if role else Description(at - 1, close + 1)


# ---------------------------------------------------------------- between commas


def _apposition(around: Surroundings, at: int) -> Description | None:
    at = _past_credentials(around, at)
    while around.lower(at) in _ADVERBS:
        at += 1
    word = around.lower(at)
    if not word:
        return None
    if word in ("who", "whose"):
        return _relative(around, at)
    if word in ("writing", "speaking"):
        return _outlet(around, at)
    if word in TO_EMPLOYER:
        place = workplace(around, at + 1)
        if place is None:
            return None
        last, name, body = place
        return _closed(around, Description(at - 1, last, None, name, body, _may_live(around, at, last)))
    if role := _role_from(around, at):
        return _closed(around, _with_more(around, role))
    if around.lower(at) == "one" and around.lower(at + 3) in _AUTHORS:
        return _closed(around, Description(at - 1, at + 4, around.lower(at + 3).removesuffix("s"), body=STUDY))
    found = owner(around, at)
    signs = found and found.first == at and found.last >= len(around.tokens) - (around.lower(found.last) == ".")
    return Description(at - 1, found.last, None, found.text) if found and signs else None


def _with_more(around: Surroundings, role: Description) -> Description:
    """A role with what goes on to tell the employer: "a paediatrician who led the study", "and a professor at Acme"."""
    if role.affiliation or not role.last < len(around.tokens):
        return role
    follower = around.lower(role.last)
    more = _relative(around, role.last) if follower == "who" else None
    if follower == "and":
        more = _role_from(around, role.last + 1)
    if more is None:
        return role
    return replace(role, last=more.last, affiliation=more.affiliation, body=role.body or more.body)


def _past_credentials(around: Surroundings, at: int) -> int:
    """Skip letters after a name and an age: "PhD, CAE," "Ph.D.," "42,"."""
    tokens = around.tokens
    while (end := next((index for index in around.up_to_end(at, 4) if around.lower(index) == ","), at)) > at:
        text = "".join(token.text for token in tokens[at:end] if token.text != ".")
        letters = text.replace(".", "")
        short = len(letters) <= _LONGEST_CREDENTIAL and sum(letter.isupper() for letter in letters) > 1
        age = end == at + 1 and (tokens[at].tag == "CD" or tokens[at].lower in ("jr.", "sr."))
        if is_role(tokens[at]) or not (short or age):
            break
        at = end + 1
    return at


def _outlet(around: Surroundings, at: int) -> Description | None:
    """ "..., writing in a column for Acme," names where somebody writes."""
    for index in around.up_to_end(at + 1, LONGEST // 2):
        if around.lower(index) in LINKS and (found := owner(around, index + 1)):
            return _closed(around, Description(at - 1, found.last, None, found.text))
    return None


def _closed(around: Surroundings, found: Description) -> Description:
    """The description with its closing comma; a longer aside up to the next comma counts as part of it."""
    if around.lower(found.last) in PAUSES:
        return replace(found, last=found.last + 1)
    for index in around.up_to_end(found.last):
        if around.lower(index) in PAUSES:
            return replace(found, last=index + 1)
        if around.lower(index) in (".", ";", ":") or around.tag(index) in ("QUOTE", "VBD", "VBZ", "MD"):
            break
    return found


# ---------------------------------------------------------------- relative clauses


def _relative(around: Surroundings, at: int) -> Description:
    """ "..., who leads Acme," and "..., whose firm, Acme, ...," tell the employer when it follows closely."""
    stop = next((index for index in around.up_to_end(at, 2 * LONGEST) if around.lower(index) in ENDS), None)
    stop = len(around.tokens) if stop is None else stop
    end = stop + 1 if around.lower(stop) == "," else stop
    if around.lower(at) == "whose":
        return _whose(around, at, end)
    if around.lower(at + 1) in _BEING and (role := _role_from(around, at + 2)):
        return replace(role, first=at - 1, last=end)
    for index in range(at + 1, min(stop, at + 6)):
        if around.lower(index) == "as" and (role := _role_from(around, index + 1)):
            return replace(role, first=at - 1, last=end)  # "who took over as chief executive of Acme"
    for index in range(at + 1, stop):
        near = index < at + 4 or around.lower(index - 1) == "and"  # "who uses a wheelchair and chairs Acme"
        if near and around.lower(index) in _LEADING:
            return _led(around, at, index, stop, end)
    return Description(at - 1, end)


def _led(around: Surroundings, at: int, verb: int, stop: int, end: int) -> Description:
    """ "who leads Acme", "who heads the firm's retail arm", "who teaches law at Acme", "who led the study"."""
    found = next(_where(around, verb, stop), None)
    followed = range(verb + 1, min(len(around.tokens), verb + 4))
    studied = any(around.lower(index) in _INQUIRIES for index in followed)
    beside = workplace(around, verb + 1)
    if beside and beside[2] and beside[2].phrase:
        return Description(at - 1, end, body=beside[2])  # "the Alder parents' council"
    body = STUDY if studied else beside[2] if beside else None
    if body is None and found is None:
        bodies = (body_after(around, index + 1) for index in _links(around, verb, stop))
        body = next((body[1] for body in bodies if body), None)
    return Description(at - 1, end, None, found, body=body)


def _where(around: Surroundings, verb: int, stop: int) -> Iterator[str]:
    """The organizations that are led, or where somebody works."""
    if found := owner(around, verb + 1):
        yield found.text
    for index in _links(around, verb, stop):
        if found := owner(around, index + 1):
            yield found.text


def _links(around: Surroundings, verb: int, stop: int) -> Iterator[int]:
    """Where a preposition can lead to an employer after a verb: "sits on Acme's board", "was hired by Acme"."""
    links = _WORKPLACE | _VERB_LINKS.get(around.lower(verb), frozenset())
    return (index for index in range(verb + 1, min(stop, verb + LONGEST // 2)) if around.lower(index) in links)


def _whose(around: Surroundings, at: int, end: int) -> Description:
    for index in range(at + 1, min(len(around.tokens), at + 4)):
        if around.lower(index) in _EMPLOYING:
            found = owner(around, index + 1 + (around.lower(index + 1) == ","))
            if found:
                return Description(at - 1, max(end, found.last), None, found.text)
            if any(around.lower(after) in _INQUIRIES for after in range(index + 1, min(end, index + 6))):
                return Description(at - 1, end, body=STUDY)  # "whose firm conducted the survey"
    return Description(at - 1, end)


# ---------------------------------------------------------------- roles


def _role_from(around: Surroundings, at: int) -> Description | None:
    """A description that begins here: article, employer, modifiers, role noun, then where, for whom."""
    tokens = around.tokens
    start = at
    employer = owner(around, at)
    if around.tag(at) in ("DT", "PRP$"):
        at += 1
    if employer and not any(is_role(token) for token in tokens[employer.first : employer.last]):
        at = employer.last + (around.lower(employer.last) in ("'s", "'"))
    else:
        employer = None
    head = _role_noun(around, at)
    if head is None:
        return None
    first = at
    if not employer and (possessive := [at for at in range(first, head) if around.lower(at) == "'s"]):
        first = possessive[-1] + 1
    found = _with_tail(around, start, first, head, employer.text if employer else party(around, head))
    vague = any(
        around.lower(at) in TO_EMPLOYER and around.lower(at + 1) in ("a", "an") for at in range(head, found.last)
    )
    if found.affiliation or found.body or vague:
        return found
    return replace(found, body=local_body(around, first, head) or body_meant(around, first, head))


def _role_noun(around: Surroundings, at: int) -> int | None:
    """The last noun for a role among the words of the phrase that begins here."""
    head = None
    for index in around.up_to_end(at):
        if not around.modifies(index) and around.lower(index) != "'s":
            break
        if is_role(around.tokens[index]):
            head = index
    return head


def _with_tail(around: Surroundings, start: int, first: int, head: int, employer: str | None) -> Description:
    """Read on after the role noun: "of security research at Acme", ", network research, Acme"."""
    tokens = around.tokens
    last = index = head + 1
    commas = 0
    while index < min(len(tokens), head + LONGEST):
        token = tokens[index]
        comma = token.text == ","
        body = body_after(around, index + 1) if token.lower in TO_EMPLOYER and not employer else None
        found = owner(around, index + 1) if comma or token.lower in LINKS else None
        found = employer_of(around, head, found, token.lower)
        if body and (found is None or (body[1].phrase and body[0] > found.last)):
            return Description(start - 1, body[0], words(tokens, first, last), body=body[1])
        if found and (not comma or around.closes(found.last)):
            return Description(start - 1, found.last, words(tokens, first, last), employer or found.text)
        if comma:
            commas += 1
            if commas > _MOST_COMMAS or not _goes_on(around, index + 1):
                break
        elif token.lower not in (*LINKS, "'s") and token.tag != "DT" and not around.modifies(index):
            break
        index += 1
        if commas == 0:
            last = index
    if last < len(tokens) and tokens[last - 1].tag in ("IN", "DT", "CC"):
        last -= 1
    return Description(start - 1, last, words(tokens, first, last), employer)


def _goes_on(around: Surroundings, at: int) -> bool:
    """Whether a few words after a comma lead to an employer: ", network research at Acme", ", Cloud Sales, Acme"."""
    for index in around.up_to_end(at, 5):
        comma = around.lower(index) == ","
        if around.lower(index) in TO_EMPLOYER or comma:
            found = owner(around, index + 1 + (comma and around.lower(index + 1) in TO_EMPLOYER))
            return index > at and found is not None and (not comma or around.closes(found.last))
        if not around.modifies(index):
            return False
    return False
