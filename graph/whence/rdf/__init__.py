"""Evidence and Knowledge → quads; every IRI is minted here."""
