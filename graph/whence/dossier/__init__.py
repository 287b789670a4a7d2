"""What a graph tells of an article, a claim or a study, gathered from its nodes into one value each."""
