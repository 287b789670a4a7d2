"""An explanation in words: each chain from the last telling to the study, with its quotes, for a reader to check."""

from __future__ import annotations

from collections.abc import Iterator

from whence.explain.chains import Chain, Explanation, Hop, StudyCard, Telling


def in_words(explanation: Explanation) -> str:
    """The explanation as lines of plain text."""
    return "\n".join(_lines(explanation))


def chain_in_words(chain: Chain) -> str:
    """One way of a number, as lines of plain text."""
    return "\n".join(_chain(chain))


def _lines(explanation: Explanation) -> Iterator[str]:
    tellings = explanation.tellings
    dates = [telling.date for telling in tellings if telling.date]
    dated = "told" if len(dates) == len(tellings) else "dated telling"
    first = f"first {dated} {min(dates)}" if dates else "no telling has a date"
    yield explanation.finding or f"“{tellings[0].quote}”"
    yield f"{first} · {_count(len(tellings), 'telling')} · {_count(explanation.origins, 'origin')}"
    for chain in explanation.chains:
        yield ""
        yield from _chain(chain)
    for wave in explanation.earlier_waves:
        yield f"earlier wave: {wave}"
    for decision in explanation.decisions:
        yield f"decided: {decision}"


def _chain(chain: Chain) -> Iterator[str]:
    for depth, telling in enumerate(chain.tellings):
        indent = "   " * depth
        yield f"{indent}{heading(telling)}"
        yield f"{indent}   “{telling.quote}”"
        if chain.study and depth == chain.named_at != len(chain.tellings) - 1:
            yield f"{indent}   names the study: {study_words(chain.study)}"
        if depth < len(chain.hops):
            yield f"{indent}└─ {hop_words(chain.hops[depth])}"
    yield from _end(chain)
    for telling, parts in chain.lost():
        yield f"lost on the way, at {outlet(telling)}: {', '.join(f'the {part}' for part in parts)}"


def _end(chain: Chain) -> Iterator[str]:
    indent = "   " * (len(chain.tellings) - 1)
    if chain.study is None or chain.named_at != len(chain.tellings) - 1:
        speaker = chain.tellings[-1].speaker
        yield f"{indent}└─ {f'said by {speaker}' if speaker else 'names no study: the trail ends here'}"
        return
    yield f"{indent}└─ reports"
    yield f"{indent}   {study_words(chain.study)}"


def heading(telling: Telling) -> str:
    """Who told it, and when: "CIO Insight · Dennis McCafferty · 2014-08-20 · a.html"."""
    parts = (outlet(telling), ", ".join(telling.authors), telling.date or "no date")
    told = " · ".join(dict.fromkeys(part for part in parts if part))
    return told if outlet(telling) == telling.file_name else f"{told} · {telling.file_name}"


def outlet(telling: Telling) -> str:
    """The publisher as the article names it, else the file's name."""
    return telling.publisher or telling.file_name


def study_words(study: StudyCard) -> str:
    """A study in a line: conductors, title, year, samples as the articles tell them."""
    whose = ", ".join(study.conductors)
    title = study.label if not whose or not study.label.startswith(f"{whose} study") else ""
    parts = (whose, title, study.year or "", " / ".join(study.samples))
    return " · ".join(part for part in parts if part)


def hop_words(hop: Hop) -> str:
    """What happened to the number between two tellings; what was lost besides is told at the end of the chain."""
    told = [reason for reason in hop.reason.split("; ") if not reason.endswith(" is lost")]
    return f"retells: {', '.join(told) or 'unchanged'} (confidence {hop.confidence:.2f})"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
