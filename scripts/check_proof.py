"""Check a proof that `whence prove` wrote against the articles: python check_proof.py PROOF.trig FOLDER

Needs rdflib and nothing of Whence. Each article is looked for in FOLDER as its file name, or as that with ".txt" (the
text that `whence prove --texts` writes). Its hash must be the proof's, and every quote must stand at its offsets.
"""

import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from rdflib import RDF, Dataset, Namespace

OA, WH, SCHEMA = map(Namespace, ("http://www.w3.org/ns/oa#", "https://w3id.org/whence/ns#", "https://schema.org/"))


def problems(proof: Dataset, folder: Path) -> Iterator[str]:
    """What does not hold, one line each."""
    texts = {}
    described = set(proof.subjects(RDF.type, WH.DecisionTarget))  # what decisions are about, named by its file, too
    articles = {article: name for article, name in proof.subject_objects(WH.fileName) if article not in described}
    for article, name in articles.items():
        base = str(name).replace("/", "_").replace(":", "_")
        found = [path.read_bytes() for path in (folder / f"{base}.txt", folder / str(name)) if path.is_file()]
        right = [text for text in found if sha256(text).hexdigest() == str(proof.value(article, WH.contentHash))]
        if right:
            texts[article] = right[0].decode("utf-8", "surrogatepass")
        else:
            yield f"{name}: {'its text is not the one that was read' if found else f'is not in {folder}'}"
    targets = set(proof.subjects(OA.hasSelector))
    for target in targets:
        source, selectors = proof.value(target, OA.hasSource), list(proof.objects(target, OA.hasSelector))
        exact = next(str(quote) for each in selectors for quote in proof.objects(each, OA.exact))
        for start in (start for each in selectors for start in proof.objects(each, OA.start)):
            if source not in articles:
                yield f"{exact!r} stands in no article of the proof"
            if source in texts and not texts[source][int(str(start)) :].startswith(exact):
                yield f"{proof.value(source, WH.fileName)}: {exact!r} does not stand at {start}"
        for claim in proof.subjects(OA.hasTarget, target):
            if str(proof.value(claim, SCHEMA.text) or exact) != exact:
                yield f"{claim}: its text is not the quote {exact!r} that it points to"
    if not targets:
        yield "holds no quote that could be checked"


if __name__ == "__main__":
    dataset = Dataset(default_union=True)
    dataset.parse(sys.argv[1], format="trig")
    found = sorted(problems(dataset, Path(sys.argv[2])))
    print("\n".join(found) or f"all {len(list(dataset.subjects(OA.start)))} quotes stand where the proof says")
    sys.exit(1 if found else 0)
