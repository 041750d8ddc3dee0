"""Two tables compared by what they hold: the order of rows and columns and the index are free."""

import pandas as pd

from helpers.quiz import numerals
from helpers.quiz.words import say


def as_frame(answer, columns):
    """Make a table of what a student hands over.

    Parameters
    ----------
    answer : object
        A DataFrame, a Series with a named or unnamed index, a dict or a list of rows.
    columns : list of str
        The columns that are asked; an index that bears one of these names becomes a column.

    Returns
    -------
    pandas.DataFrame or None
        ``None`` if it is no table.

    Examples
    --------
    >>> as_frame(pd.Series({1992: 5.8}, name="usd_bn").rename_axis("year"), ["year", "usd_bn"])
       year  usd_bn
    0  1992     5.8
    """
    if isinstance(answer, pd.Series):
        if answer.name is None and len(columns) == 2 and answer.index.name == columns[0]:
            answer = answer.rename(columns[1])
        answer = answer.to_frame()
    elif isinstance(answer, (list, dict)):
        try:
            answer = pd.DataFrame(answer)
        except (TypeError, ValueError):
            return None
    if not isinstance(answer, pd.DataFrame):
        return None
    named = [name for name in answer.index.names if name in columns and name not in answer.columns]
    return answer.reset_index(level=named) if named else answer


def difference(answer, expected, tolerance=0.0):
    """Say in what a table differs from the expected one; nothing if it does not.

    Parameters
    ----------
    answer, expected : pandas.DataFrame
        Rows may stand in any order, columns too; further columns do no harm.
    tolerance : float
        How far numbers may be apart.

    Returns
    -------
    str
        One sentence on the first kind of difference: columns, then number of rows, then values.
        It says where to look, not what stands there in the expected table.

    Examples
    --------
    >>> right = pd.DataFrame({"year": [2023, 2024], "usd_bn": [240.11, 244.81]})
    >>> difference(right.iloc[::-1], right)
    ''
    >>> difference(right.head(1), right)
    'Your table has 1 row; 2 are asked.'
    """
    columns = list(expected.columns)
    missing = [name for name in columns if name not in answer.columns]
    if missing:
        return say(
            "table_columns", names=", ".join(missing), columns=_listed(answer.columns) or "none"
        )
    if answer.columns.duplicated().any():
        return say("table_twice")
    if len(answer) != len(expected):
        rows = say("row") if len(answer) == 1 else say("rows", n=len(answer))
        return say("table_rows", rows=rows, n=len(expected))
    for name in columns:
        if _numeric(expected[name]) and not _numeric(answer[name]):
            return say("table_not_numbers", name=name)
    given, wanted = _sorted(answer[columns]), _sorted(expected)
    for name in columns:
        apart = [not _same(a, b, tolerance) for a, b in zip(given[name], wanted[name], strict=True)]
        if any(apart):
            return say("table_values", name=name, n=sum(apart), total=len(expected))
    return ""


def _listed(columns):
    text = ", ".join(map(str, columns))
    return text if len(text) <= 80 else text[:79] + "…"


def _numeric(column):
    return pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)


def _sorted(frame):
    """Rows in one and the same order: by text and whole numbers first, because measured numbers
    may differ a little."""
    frame = frame.reset_index(drop=True)
    exact = [name for name in frame.columns if not pd.api.types.is_float_dtype(frame[name])]
    order = exact + [name for name in frame.columns if name not in exact]
    keys = {n: frame[n] if _numeric(frame[n]) else frame[n].map(_text) for n in order}
    return frame.loc[pd.DataFrame(keys).sort_values(order).index]


def _text(value):
    """Days as days, whatever their type; everything else as text."""
    return value.date().isoformat() if hasattr(value, "date") else str(value)


def _same(a, b, tolerance):
    if pd.isna(a) or pd.isna(b):
        return bool(pd.isna(a) and pd.isna(b))
    if isinstance(b, (int, float)) or hasattr(b, "dtype"):
        return numerals.close(float(a), float(b), tolerance)
    return _text(a) == _text(b)
