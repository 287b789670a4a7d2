"""Descriptions of people: "senior research analyst at Acme", "Acme's founder and president", "of Acme"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from whence.analyse import Token
from whence.extract.statements.lexicon import bodies, offices, role_nouns, word_class
from whence.model import AgentKind

_MODIFIERS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "VBG", "VBN", "HYPH", "CC", "CD", "RB", "FW"})
_LINKS = word_class("role-links")
_TO_EMPLOYER = word_class("to-employer")
_ENDS = frozenset({",", ".", ";", ":", ")", "("})
_SORT_TAGS = frozenset({"NN", "JJ", "HYPH", "VBG", "VBN"})
_LONGEST_SORT = 5
_LONGEST = 16
"""Tokens of the longest description that is read."""


class Name(NamedTuple):
    """A name in a passage: its half-open range of tokens, its words, and what it names, where that is known."""

    first: int
    last: int
    text: str
    kind: AgentKind | None


@dataclass(frozen=True, slots=True)
class Description:
    """What is said of a person beside the name. `first` and `last` enclose it, with the marks that set it off."""

    first: int
    last: int
    role: str | None = None
    affiliation: str | None = None
    of_last: bool = False
    """Whether the employer is the organization named last ("its president", "the firm's president")."""


def is_role(token: Token) -> bool:
    """Whether a token is a noun that says what somebody does."""
    return token.lower in role_nouns()


def words(tokens: Sequence[Token], first: int, last: int) -> str:
    """The text of some tokens as it is printed, on one line."""
    parts: list[str] = []
    end = None
    for token in tokens[first:last]:
        parts.append(token.text if end in (None, token.start) else " " + token.text)
        end = token.end
    return "".join(parts)


class Beside:
    """Reads the descriptions beside the names of one passage."""

    def __init__(self, tokens: Sequence[Token], names: Sequence[Name]) -> None:
        """A reader of a passage and the names in it."""
        self._tokens = tokens
        self._starting: Mapping[int, Name] = {name.first: name for name in names}
        self._ending: Mapping[int, Name] = {name.last: name for name in names}

    # ------------------------------------------------------------ before the name

    def before(self, at: int) -> Description | None:
        """The description that ends where a name begins: "Acme analyst", "the firm's president," "Acme's"."""
        tokens = self._tokens
        head = at - 1
        if head > 0 and tokens[head].text == ",":
            head -= 1
        if head < 0:
            return None
        if is_role(tokens[head]):
            return self._role_before(head, at)
        if (role := self._head_of(head)) is not None and (found := self._owned_role(role, head, at)):
            return found
        if head < at - 1:
            return self._office_before(head, at)
        if tokens[head].lower == "'s" and (owner := self._ending.get(head)) and owner.kind is not AgentKind.PERSON:
            return Description(self._determined(owner.first), at, None, owner.text)
        return None

    def _role_before(self, head: int, at: int) -> Description | None:
        tokens = self._tokens
        first = head
        while first > 0 and first not in self._ending and self._modifies(first - 1):
            first -= 1
        owner = self._ending.get(first)
        if owner is None and first > 0 and tokens[first - 1].lower == "'s":
            owner = self._ending.get(first - 1)
        while tokens[first].tag == "CC":
            first += 1
        role = words(tokens, first, head + 1)
        if owner is None or owner.kind is AgentKind.PERSON:
            if at > head + 1 and not (first and tokens[first - 1].tag in ("DT", "PRP$", "POS")):
                return None  # "..., the analyst, Kim said" describes somebody else
            return Description(self._determined(first), at, role, of_last=self._of_last(first))
        if tokens[head].lower in offices() and first == owner.last and tokens[head].text[0].isupper():
            return Description(self._determined(owner.first), at, words(tokens, owner.first, head + 1))
        return Description(self._determined(owner.first), at, role, owner.text)

    def _office_before(self, last: int, at: int) -> Description | None:
        """ "the director of Acme, Kim Lee, said": `last` is the last token before the comma."""
        owner = self._ending.get(last + 1)
        if owner is None or owner.kind is AgentKind.PERSON:
            return None
        link = self._determined(owner.first) - 1
        if link < 1 or self._tokens[link].lower not in _TO_EMPLOYER or not is_role(self._tokens[link - 1]):
            return None
        first = link - 1
        while first > 0 and first not in self._ending and self._modifies(first - 1):
            first -= 1
        return Description(self._determined(first), at, words(self._tokens, first, link), owner.text)

    def _head_of(self, last: int) -> int | None:
        """The role noun of "head of policy", whose last word stands at an index."""
        for index in range(last - 1, max(-1, last - _LONGEST_SORT), -1):
            if self._tokens[index].lower in _LINKS:
                return index - 1 if index and is_role(self._tokens[index - 1]) else None
            if not self._modifies(index):
                break
        return None

    def _owned_role(self, head: int, last: int, at: int) -> Description | None:
        """ "Acme's head of policy, Kim Lee" and "its head of policy, Kim Lee"; None where nobody owns the role."""
        first = head
        while first > 0 and first not in self._ending and self._modifies(first - 1):
            first -= 1
        owned = first > 0 and self._tokens[first - 1].lower == "'s"
        owner = self._ending.get(first - 1) if owned else self._ending.get(first)
        role = words(self._tokens, first, last + 1)
        if owner and owner.kind is not AgentKind.PERSON:
            return Description(self._determined(owner.first), at, role, owner.text)
        of_last = self._of_last(first)
        return Description(self._determined(first), at, role, of_last=True) if of_last else None

    def _of_last(self, first: int) -> bool:
        """Whether "its" or "the firm's" stands before a token, or the token is such a word itself ("Charity boss")."""
        tokens = self._tokens
        if (
            self._speaks_for_last(first)
            or tokens[first].lower in _PLAIN_EMPLOYERS
            or (first and tokens[first - 1].lower == "its")
        ):
            return True
        return first > 1 and tokens[first - 1].lower == "'s" and tokens[first - 2].lower in bodies()

    def _speaks_for_last(self, first: int) -> bool:
        """Whether a role belongs to the body or the study in question: "Chief executive", "lead author"."""
        two = tuple(token.lower for token in self._tokens[first : first + 2])
        return " ".join(two) in _BARE_ROLES and not (first and self._tokens[first - 1].lower in ("a", "an"))

    def _modifies(self, index: int) -> bool:
        token = self._tokens[index]
        return token.tag in _MODIFIERS or token.text in ("-", "&")

    def _determined(self, first: int) -> int:
        """Where a noun phrase begins whose words begin at `first`: an article belongs to it."""
        return first - 1 if first and self._tokens[first - 1].tag in ("DT", "PRP$") else first

    # ------------------------------------------------------------ after the name

    def after(self, at: int) -> Description | None:
        """The description that begins where a name ends: ", an analyst at Acme," "(Acme)", "of Acme", ", who ..."."""
        tokens = self._tokens
        if at >= len(tokens):
            return None
        mark = tokens[at].text
        if mark in (",", "-", "--"):
            return self._apposition(at + 1)
        if mark == "(":
            return self._in_brackets(at + 1)
        if tokens[at].lower in _TO_EMPLOYER and (owner := self._owner(at + 1)):
            inner = self._apposition(owner.last + 1) if self._is_comma(owner.last) else None
            if inner:
                return replace(inner, first=at, affiliation=inner.affiliation or owner.text)
            return Description(at, owner.last, None, owner.text)
        return self._of_common_body(at) if tokens[at].lower in _TO_EMPLOYER else None

    def _of_common_body(self, at: int) -> Description | None:
        """ "of the county water board" names no name, but says for whom somebody works."""
        tokens = self._tokens
        if at + 1 >= len(tokens) or tokens[at + 1].lower != "the":
            return None
        for index in range(at + 2, min(len(tokens), at + 2 + _LONGEST_SORT)):
            if not self._modifies(index):
                return None
            if tokens[index].lower in _COMMON_BODIES and not self._noun_at(index + 1):
                return Description(at, index + 1, None, words(tokens, at + 2, index + 1))
        return None

    def _noun_at(self, at: int) -> bool:
        return at < len(self._tokens) and self._tokens[at].tag.startswith("NN")

    def _is_comma(self, at: int) -> bool:
        return at < len(self._tokens) and self._tokens[at].text == ","

    def _owner(self, at: int, *, after_owner: bool = False) -> Name | None:
        """The organization whose name begins here, after an article or not."""
        tokens = self._tokens
        if at < len(tokens) and tokens[at].tag == "DT":
            at += 1
        for start in range(at, min(len(tokens), at + _LONGEST_SORT)):
            name = self._starting.get(start)
            if name and name.last < len(tokens) - 1 and tokens[name.last].lower == "'s" and not after_owner:
                return self._owner(name.last + 1, after_owner=True) or name  # "Leeds's Institute of Tides"
            if name:
                return name if name.kind is not AgentKind.PERSON else None
            if tokens[start].tag not in _SORT_TAGS or is_role(tokens[start]):
                break  # else "the research firm Acme": a common noun says what sort of body it is
        return None

    def _in_brackets(self, at: int) -> Description | None:
        stop = min(len(self._tokens), at + _LONGEST)
        close = next((index for index in range(at, stop) if self._tokens[index].text == ")"), None)
        if close is None:
            return None
        owner = self._owner(at)
        if owner and owner.last == close:
            return Description(at - 1, close + 1, None, owner.text)
        role = self._role_from(at)
        return replace(role, first=at - 1, last=close + 1) if role else Description(at - 1, close + 1)

    def _apposition(self, at: int) -> Description | None:
        at = self._past_credentials(at)
        tokens = self._tokens
        if at >= len(tokens):
            return None
        if tokens[at].lower == "who":
            return self._relative(at)
        if tokens[at].lower in ("writing", "speaking"):
            return self._outlet(at)
        if tokens[at].lower in _TO_EMPLOYER:
            owner = self._owner(at + 1)
            return self._closed(Description(at - 1, owner.last, None, owner.text)) if owner else None
        found = self._role_from(at)
        return self._closed(found) if found else None

    def _outlet(self, at: int) -> Description | None:
        """ "..., writing in a column for Acme," names where somebody writes."""
        for index in range(at + 1, min(len(self._tokens), at + 8)):
            if self._tokens[index].lower in _LINKS and (owner := self._owner(index + 1)):
                return self._closed(Description(at - 1, owner.last, None, owner.text))
        return None

    def _past_credentials(self, at: int) -> int:
        """Skip letters after a name and an age: "PhD, CAE," "42,"."""
        tokens = self._tokens
        while at + 1 < len(tokens) and tokens[at + 1].text == "," and not is_role(tokens[at]):
            short = len(tokens[at].text) <= 6 and sum(letter.isupper() for letter in tokens[at].text) >= 2
            if not short and tokens[at].tag != "CD" and tokens[at].lower not in ("jr.", "sr."):
                break
            at += 2
        return at

    def _closed(self, found: Description) -> Description:
        """The description with its closing comma; a longer aside up to the next comma counts as part of it."""
        tokens = self._tokens
        last = found.last
        if last < len(tokens) and tokens[last].text in (",", "-", "--"):
            return replace(found, last=last + 1)
        for index in range(last, min(len(tokens), last + _LONGEST)):
            if tokens[index].text in (",", "-", "--"):
                return replace(found, last=index + 1)
            if tokens[index].text in (".", ";", ":") or tokens[index].tag in ("QUOTE", "VBD", "VBZ", "MD"):
                break
        return found

    def _relative(self, at: int) -> Description:
        """ "..., who leads Acme," gives the employer when the clause names one right after its verb or role."""
        tokens = self._tokens
        stop = next(
            (index for index in range(at, min(len(tokens), at + 2 * _LONGEST)) if tokens[index].text in _ENDS),
            len(tokens),
        )
        end = min(stop + 1, len(tokens)) if stop < len(tokens) and tokens[stop].text == "," else stop
        if at + 1 < len(tokens) and tokens[at + 1].lower in ("is", "was"):
            role = self._role_from(at + 2)
            if role:
                return replace(role, first=at - 1, last=end)
        for index in range(at + 1, min(stop, at + 4)):
            if tokens[index].lower not in _LEADING:
                continue
            linked = index + 1 < stop and tokens[index + 1].lower in _TO_EMPLOYER
            if owner := self._owner(index + 2 if linked else index + 1):
                return Description(at - 1, end, None, owner.text)
            if any(token.lower in _INQUIRIES for token in tokens[index + 1 : index + 4]):
                return Description(at - 1, end, of_last=True)
        return Description(at - 1, end)

    def _role_from(self, at: int) -> Description | None:
        """A description that begins here: article, employer, modifiers, role noun, then where, for whom."""
        tokens = self._tokens
        start = at
        owner = self._owner(at)
        if at < len(tokens) and tokens[at].tag in ("DT", "PRP$"):
            at += 1
        if owner and not any(is_role(token) for token in tokens[owner.first : owner.last]):
            at = owner.last + (1 if tokens[owner.last : owner.last + 1] and tokens[owner.last].lower == "'s" else 0)
        else:
            owner = None
        first, head, index = at, -1, at
        while index < len(tokens) and index < at + _LONGEST and (self._modifies(index) or tokens[index].lower == "'s"):
            if is_role(tokens[index]):
                head = index
            index += 1
        if head < 0:
            return None
        if not owner and (possessive := [at for at in range(first, head) if tokens[at].lower == "'s"]):
            first = possessive[-1] + 1
        found = self._role_tail(start, first, head, owner.text if owner else None)
        return replace(found, of_last=True) if not found.affiliation and self._of_last(first) else found

    def _role_tail(self, start: int, first: int, head: int, employer: str | None) -> Description:
        """Read on after the role noun: "of security research at Acme", ", network research, Acme"."""
        tokens = self._tokens
        last = index = head + 1
        commas = 0
        while index < len(tokens) and index < head + _LONGEST:
            token = tokens[index]
            if token.lower in _LINKS and (owner := self._owner(index + 1)):
                return Description(start - 1, owner.last, words(tokens, first, last), employer or owner.text)
            if token.text == "," and (owner := self._owner(index + 1)) and self._closes(owner.last):
                return Description(start - 1, owner.last, words(tokens, first, last), employer or owner.text)
            if token.text == ",":
                commas += 1
                if commas > 1 or not self._goes_on(index + 1):
                    break
            elif token.lower not in _LINKS and token.tag != "DT" and token.lower != "'s" and not self._modifies(index):
                break
            index += 1
            if commas == 0:
                last = index
        if last < len(tokens) and tokens[last - 1].tag in ("IN", "DT", "CC"):
            last -= 1
        return Description(start - 1, last, words(tokens, first, last), employer)

    def _closes(self, at: int) -> bool:
        return at >= len(self._tokens) or self._tokens[at].text in _ENDS

    def _goes_on(self, at: int) -> bool:
        """Whether a few lower-case words after a comma lead to an employer: ", network research at Acme"."""
        tokens = self._tokens
        for index in range(at, min(len(tokens), at + 5)):
            if tokens[index].lower in _TO_EMPLOYER:
                return index > at and self._owner(index + 1) is not None
            if not self._modifies(index):
                return False
        return False


_COMMON_BODIES = word_class("common-bodies")
_INQUIRIES = word_class("inquiries")
_BARE_ROLES = frozenset(role.replace("_", " ") for role in word_class("bare-roles"))
_PLAIN_EMPLOYERS = word_class("plain-employers")
_LEADING = word_class("leading")
