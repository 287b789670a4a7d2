"""SHACL shapes as sets of queries: the files of ontology/ are read, compiled to SPARQL, and asked of a store."""
