"""Whence as a library: what `import whence` offers. See docs/library.md."""
