"""Rows as a pandas DataFrame, for those who have pandas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from whence.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd


def dataframe(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> pd.DataFrame:
    """The rows as a DataFrame; exact decimals become floats. Raises UsageError where pandas is not installed."""
    try:
        import pandas as pd
    except ImportError as error:
        raise UsageError("a DataFrame needs pandas: pip install 'whence[dataframe]'") from error
    plain = [[float(cell) if isinstance(cell, Decimal) else cell for cell in row] for row in rows]
    return pd.DataFrame(plain, columns=list(columns))
