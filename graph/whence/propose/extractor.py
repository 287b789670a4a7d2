"""The extractor that asks a model: rules and model together where it answers, the rules alone where it fails."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from hashlib import sha256

from whence import resources
from whence.analyse import Analysis, Sentence
from whence.errors import Failure, RemoteError
from whence.extract.claims import claims
from whence.extract.evidence import extract
from whence.extract.quantities import quantities
from whence.extract.studies import Studies
from whence.extractors import Extracted
from whence.model import Document, Statement, StatisticalClaim
from whence.propose.chat import SEED, TEMPERATURE, Chat, Model, ways
from whence.propose.judging import Refusal, Standing, judge, reader
from whence.propose.merging import merged
from whence.propose.proposals import proposals
from whence.rdf.runs import Run
from whence.text import squeeze

_CHUNK = 6_000
"""Characters of an article that are shown at once."""
_MOST_CHUNKS = 40
"""Chunks of an article that are shown; what comes behind them is left to the rules."""
_PATIENCE = 3
"""Articles in a row that the model may fail on before it isn't asked any more."""


class ModelExtractor:
    """Makes evidence of a document with the help of a model.

    It can be pickled; each process counts for itself what the model failed on.
    """

    def __init__(self, model: Model, rules: Run) -> None:
        """Be ready; `rules` is the run of the rules alone, under which an article goes that the model failed on.

        Raises UsageError where the model's address is none, or can't be trusted with the key.
        """
        self._model, self._rules = model, rules
        self._prompt = resources.data("propose", "prompt.md").read_text("utf-8")
        schema = resources.data("propose", "schema.json").read_text("utf-8")
        prompt = sha256((self._prompt + schema).encode()).hexdigest()[:16]
        settings = ("extractor=llm", f"model={model.name}", f"prompt={prompt}")
        fixed = (f"temperature={TEMPERATURE}", f"seed={SEED}")
        self.run = Run(rules.software, rules.version, (*rules.settings, *settings, *fixed))
        self._ways = ways(json.loads(schema))
        self._failed = 0
        with model.client():
            pass  # its address is checked before the work, not at the first article

    def __reduce__(self) -> tuple[type[ModelExtractor], tuple[Model, Run]]:
        return ModelExtractor, (self._model, self._rules)

    def __call__(self, document: Document) -> Extracted:
        """What the document says."""
        if self._failed >= _PATIENCE:
            return self._by_rules(document, f"not asked any more: it failed on {_PATIENCE} articles in a row")
        tally = Counter[str]()
        try:
            with self._model.client() as client:
                chat = Chat(self._model, client, self._ways)
                evidence = extract(document, partial(self._claims, chat, tally))
        except RemoteError as error:
            self._failed += 1
            return self._by_rules(document, str(error))
        self._failed = 0
        return Extracted(evidence, self.run, tally)

    def _by_rules(self, document: Document, reason: str) -> Extracted:
        warning = Failure(document.source, "model", f"{reason}; read by the rules alone")
        return Extracted(extract(document), self._rules, warnings=(warning,))

    def _claims(
        self,
        chat: Chat,
        tally: Counter[str],
        analysis: Analysis,
        studies: Studies,
        statements: Sequence[Statement],
    ) -> tuple[StatisticalClaim, ...]:
        ruled = claims(analysis, studies, statements)
        standing = [one for shown in chunks(analysis) for one in self._standing(chat, analysis, shown, tally)]
        return merged(ruled, standing, studies, statements, tally)

    def _standing(
        self, chat: Chat, analysis: Analysis, shown: Sequence[Sentence], tally: Counter[str]
    ) -> Iterator[Standing]:
        """The proposals on sentences that stand in the text; the others are counted by their reason."""
        lines = "\n".join(f"[{each.index}] {squeeze(each.source[each.start : each.end])}" for each in shown)
        proposed, shapeless = proposals(chat.answer(self._prompt, f"<article>\n{lines}\n</article>"))
        if shapeless:
            tally[Refusal.SHAPE] += shapeless
        read = reader(analysis)
        for proposal in proposed:
            judged = judge(proposal, shown, read)
            if isinstance(judged, Refusal):
                tally[judged] += 1
            else:
                yield judged


def chunks(analysis: Analysis) -> Iterator[Sequence[Sentence]]:
    """The sentences of an article, as many at once as a model is shown; those without any number are passed over."""
    made, shown, length = 0, list[Sentence](), 0
    for sentence in (*analysis.sentences, None):
        size = sentence.end - sentence.start if sentence else 0
        if shown and (sentence is None or length + size > _CHUNK):
            if any(map(quantities, shown)) and made < _MOST_CHUNKS:
                made += 1
                yield tuple(shown)
            shown, length = [], 0
        if sentence:
            shown.append(sentence)
            length += size
