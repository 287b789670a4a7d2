"""Clauses that tell an employer: "who leads Acme", "who led the study", "whose firm, Acme", "Kim Lee runs Acme"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from whence.extract.people.descriptions import ENDS, LONGEST, STUDY, TO_EMPLOYER, Description, Surroundings
from whence.extract.people.employers import body_after, owner, workplace
from whence.extract.people.lexicon import word_class
from whence.extract.people.roles import role_from

_INQUIRIES = word_class("inquiries")
_LEADING = word_class("leading")
_DOING = word_class("leading-now")
BEING = word_class("being-somebody")
_EMPLOYING = word_class("common-employers")
_WORKPLACE = TO_EMPLOYER | {"in"}
_VERB_LINKS = {
    **dict.fromkeys(("sits", "sat", "serves", "served"), frozenset({"on"})),
    **dict.fromkeys(("hired", "employed", "appointed", "recruited"), frozenset({"by"})),
}
_AUXILIARIES = frozenset({"has", "had", "also", "now", "still", "currently"})


def relative(around: Surroundings, at: int) -> Description:
    """ "..., who leads Acme," and "..., whose firm, Acme, ...," tell the employer when it follows closely."""
    stop = next((index for index in around.up_to_end(at, 2 * LONGEST) if around.lower(index) in ENDS), None)
    stop = len(around.tokens) if stop is None else stop
    end = stop + 1 if around.lower(stop) == "," else stop
    if around.lower(at) == "whose":
        return _whose(around, at, end)
    if around.lower(at + 1) in BEING and (role := role_from(around, at + 2)):
        return replace(role, first=at - 1, last=end)
    for index in range(at + 1, min(stop, at + 6)):
        if around.lower(index) == "as" and (role := role_from(around, index + 1)):
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


def doing(around: Surroundings, at: int) -> Description | None:
    """ "Kim Lee runs Acme", "Kim Lee has worked at Acme since May": the sentence goes on, so it is no aside."""
    while around.lower(at) in _AUXILIARIES:
        at += 1
    if around.lower(at) not in _DOING:
        return None
    stop = next((index for index in around.up_to_end(at, LONGEST) if around.lower(index) in ENDS), len(around.tokens))
    found = _led(around, at + 1, at, stop, at)
    told = found.affiliation or (found.body and found.body.phrase)
    return replace(found, first=at, last=at) if told else None
