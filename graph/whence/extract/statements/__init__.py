"""Statements: quoted words, retold words and forecasts, each with its speaker, role and affiliation."""

from __future__ import annotations

from whence.extract.statements.attribution import statements

__all__ = ["statements"]
