"""Document → Evidence: all that one article says, each part anchored in its text."""
