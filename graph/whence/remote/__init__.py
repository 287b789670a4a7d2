"""Other machines that Whence speaks to: SPARQL endpoints, graph stores, models. Nothing here is asked unbidden."""
