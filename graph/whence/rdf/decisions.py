"""Decisions ↔ quads: what people decided, as one named graph that no build derives and none throws away.

Whether each takes effect on the corpus as it is today is derived, and stands in a graph of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from whence import vocab
from whence.decision import Decision, Field, Ruling, Standing, State, Target, TargetKind, number
from whence.errors import StoreError, UsageError
from whence.model import Change, Qualifier
from whence.rdf import iris
from whence.rdf.quads import Quad, Term, iri, lines, moment, name, string

_Facts = Mapping[str, Mapping[str, list[str]]]
"""The values of each property of each node, by compact name."""


def decision_quads(decisions: Iterable[Decision]) -> list[Quad]:
    """The graph of the decisions."""
    graph, quads = iri(iris.DECISIONS), list[Quad]()

    def add(subject: str, predicate: str, value: Term | None) -> None:
        if value is not None:
            quads.append(Quad(iri(subject), name(predicate), value, graph))

    def described(target: Target) -> Term:
        node, selector = iris.target(target), iris.anchor(iris.target(target), "quote")
        add(node, "rdf:type", name("wh:DecisionTarget"))
        add(node, "wh:targetKind", string(target.kind))
        add(node, "wh:denotes", iri(target.node) if target.node else None)
        add(node, "wh:inArticle", iri(target.article) if target.article else None)
        add(node, "wh:fileName", string(target.file_name) if target.file_name else None)
        add(node, "schema:name", string(target.name) if target.name else None)
        if target.quote:
            add(node, "oa:hasSelector", iri(selector))
            add(selector, "rdf:type", name("oa:TextQuoteSelector"))
            add(selector, "oa:exact", string(target.quote))
            add(selector, "oa:prefix", string(target.prefix))
            add(selector, "oa:suffix", string(target.suffix))
        return iri(node)

    for decision in decisions:
        node, author = iris.decision(decision), iris.author(decision.author)
        add(node, "rdf:type", name("wh:Decision"))
        add(node, "wh:ruling", name(f"wh:{decision.ruling}"))
        add(node, "prov:wasAttributedTo", iri(author))
        add(node, "prov:generatedAtTime", moment(decision.decided))
        add(node, "wh:reason", string(decision.reason))
        add(node, "wh:field", string(decision.field) if decision.field else None)
        add(node, "schema:text", string(decision.value) if decision.value is not None else None)
        add(node, "wh:instead", described(decision.instead) if decision.instead else None)
        add(node, "wh:undoes", iri(decision.undoes) if decision.undoes else None)
        for target in decision.targets:
            add(node, "wh:concerns", described(target))
        add(author, "rdf:type", name("prov:Agent"))
        add(author, "schema:name", string(decision.author))
    return quads


def check_writable(decisions: Iterable[Decision]) -> None:
    """Raise UsageError unless each decision will read back as it is: what is written can't be mended afterwards."""
    for decision in decisions:
        try:
            read = recover_decisions(ox.parse(lines(decision_quads([decision])), format=ox.RdfFormat.N_QUADS))
        except (StoreError, SyntaxError, UnicodeError) as error:
            raise UsageError(f"this can't be kept: {decision.ruling} by {decision.author!r} ({error})") from error
        if read != (decision,):
            raise UsageError(f"this can't be kept as it is: {decision.ruling} by {decision.author!r}")


def standing_quads(standings: Iterable[Standing]) -> list[Quad]:
    """The graph that says whether each decision takes effect."""
    graph, quads = iri(iris.STANDINGS), list[Quad]()
    for standing in standings:
        node = iri(standing.decision)
        quads.append(Quad(node, name("wh:standing"), name(f"wh:{standing.state}"), graph))
        quads.append(Quad(node, name("wh:standingReason"), string(standing.reason), graph))
        quads += [Quad(node, name("wh:appliesTo"), iri(each), graph) for each in standing.nodes]
    return quads


def recover_decisions(quads: Iterable[ox.Quad]) -> tuple[Decision, ...]:
    """The decisions that `decision_quads` wrote, in the order in which they were made; other quads are passed over.

    Raises StoreError where a decision is damaged, or no longer says what it said when it was made.
    """
    facts = _facts(quads)
    kind = vocab.expand("wh:Decision")
    nodes = sorted(node for node, known in facts.items() if kind in known.get("rdf:type", ()))
    return tuple(sorted((_decision(node, facts) for node in nodes), key=lambda one: (one.time, iris.decision(one))))


def recover_standings(quads: Iterable[ox.Quad]) -> dict[str, Standing]:
    """The standings that `standing_quads` wrote, by decision; other quads are passed over."""
    facts = _facts(quads)
    return {
        node: Standing(
            node,
            State(vocab.compact(known["wh:standing"][0]).removeprefix("wh:")),
            known["wh:standingReason"][0],
            tuple(sorted(known.get("wh:appliesTo", ()))),
        )
        for node, known in sorted(facts.items())
        if "wh:standing" in known
    }


def _facts(quads: Iterable[ox.Quad]) -> _Facts:
    facts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for triple in dict.fromkeys(quad.triple for quad in quads):
        if not isinstance(triple.subject, ox.Triple) and not isinstance(triple.object, ox.Triple):
            facts[triple.subject.value][vocab.compact(triple.predicate.value)].append(triple.object.value)
    return facts


def _decision(node: str, facts: _Facts) -> Decision:
    known = facts[node]
    try:
        field = _first(known, "wh:field")
        instead = _first(known, "wh:instead")
        decision = Decision(
            Ruling(vocab.compact(known["wh:ruling"][0]).removeprefix("wh:")),
            tuple(_target(target, facts) for target in sorted(known.get("wh:concerns", ()))),
            facts[known["prov:wasAttributedTo"][0]]["schema:name"][0],
            known["wh:reason"][0],
            known["prov:generatedAtTime"][0],
            Field(field) if field else None,
            _first(known, "schema:text"),
            _target(instead, facts) if instead else None,
            _first(known, "wh:undoes"),
        )
        _check(decision)
    except (LookupError, ValueError, OverflowError, UsageError) as error:
        raise StoreError(f"the decision {node} is damaged ({error}): restore it from a copy") from error
    if iris.decision(decision) != node:
        raise StoreError(
            f"the decision {node} no longer says what it said when it was made: restore it from a copy, "
            "or take it out and decide anew"
        )
    return decision


_CLAIMS = frozenset((TargetKind.CLAIM, TargetKind.STATEMENT))
_ARTICLES = frozenset((TargetKind.ARTICLE,))
_THINGS = frozenset(TargetKind) - _ARTICLES
_FORMS: Mapping[Ruling, tuple[int, frozenset[TargetKind]]] = {
    Ruling.SAME: (2, _THINGS),
    Ruling.DIFFERENT: (2, _THINGS),
    Ruling.CORRECT: (1, _CLAIMS),
    Ruling.REJECT: (1, _CLAIMS),
    Ruling.DRAWS_ON: (1, _ARTICLES),
    Ruling.INDEPENDENT: (2, _ARTICLES),
    Ruling.UNDO: (0, frozenset()),
}
"""How many targets a ruling has, and of which kinds; they are all of one."""


def _check(decision: Decision) -> None:
    """Raise ValueError unless the decision has all that its ruling needs, and nothing else."""
    number, kinds = _FORMS[decision.ruling]
    told = {target.kind for target in decision.targets}
    if len(decision.targets) != number or len(told) > 1 or not told <= kinds:
        raise ValueError(f"{decision.ruling} of {len(decision.targets)} targets: {', '.join(sorted(told))}")
    given = (decision.field is not None, decision.undoes is not None, decision.instead is not None)
    drawn = decision.ruling is Ruling.DRAWS_ON
    needed = (decision.ruling is Ruling.CORRECT, decision.ruling is Ruling.UNDO, drawn or (given[0] and given[2]))
    if given != needed:
        raise ValueError(f"{decision.ruling} with a field, a decision taken back, something instead: {given}")
    _check_value(decision)


def _check_value(decision: Decision) -> None:
    """Raise ValueError or UsageError unless the field can have the value."""
    match decision.field:
        case Field.VALUE:
            number(decision.value or "")
        case Field.UNIT:
            vocab.expand(decision.value or "")
        case Field.QUALIFIER:
            Qualifier(decision.value or "")
        case Field.CHANGE if decision.value is not None:
            Change(decision.value)


def _target(node: str, facts: _Facts) -> Target:
    known = facts[node]
    selector = facts[known["oa:hasSelector"][0]] if "oa:hasSelector" in known else {}
    return Target(
        TargetKind(known["wh:targetKind"][0]),
        _first(known, "wh:denotes") or "",
        _first(known, "wh:inArticle") or "",
        _first(known, "wh:fileName") or "",
        _first(selector, "oa:exact") or "",
        _first(selector, "oa:prefix") or "",
        _first(selector, "oa:suffix") or "",
        _first(known, "schema:name") or "",
    )


def _first(known: Mapping[str, list[str]], predicate: str) -> str | None:
    return next(iter(known.get(predicate, ())), None)
