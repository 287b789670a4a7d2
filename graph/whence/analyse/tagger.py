"""stub"""
from __future__ import annotations


def tag(words: list[str]) -> list[str]:
    return ["NN"] * len(words)
