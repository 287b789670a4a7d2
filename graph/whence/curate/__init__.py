"""Making decisions about a graph: things named as people name them, and where decisions are kept."""
