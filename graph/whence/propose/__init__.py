"""A language model proposes claims, and the article's text disposes of them. Off unless somebody asks for it."""
