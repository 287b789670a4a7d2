"""A graph for those who don't read RDF: annotations, fact-check markup, references, a data cube, a crate, a page."""
