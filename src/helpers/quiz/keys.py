"""The answer that a table of the module gives: what ``key_from`` in a question file means."""

import functools
import json

from helpers import data
from helpers.data import DataError

SINGLE = ("body", "on", "status")
"""Conditions on members that hold one value each."""
TAKES = ("value", "sum", "count", "max", "min", "list", "largest", "smallest")


def of(rule):
    """Work out a key once, however often an answer is marked; see :func:`compute`.

    Parameters
    ----------
    rule : dict

    Returns
    -------
    float, int, str or list of str

    Examples
    --------
    >>> of({"table": "members", "where": {"body": "SCO", "on": 2017}, "take": "count"})
    8
    """
    return _once(json.dumps(rule, default=str, sort_keys=True))


@functools.lru_cache(maxsize=1000)
def _once(rule):
    return compute(json.loads(rule))


def compute(rule):
    """Work out a key.

    Parameters
    ----------
    rule : dict
        ``table``: a table of the module, or ``"members"``. ``where``: column → value that the
        rows must have (or a list of values); for ``members``, ``body``, ``on`` and ``status`` go
        to :func:`helpers.data.members`. ``columns``: several, for a table; else ``column``: the
        column to take. ``take``: ``"value"`` (of the one row left), ``"sum"``, ``"count"`` (of
        rows), ``"max"``, ``"min"``, ``"list"`` (each value once), ``"largest"`` or ``"smallest"``
        (its value in the row in which the column ``by`` is largest or smallest).

    Returns
    -------
    float, int, str, list of str or pandas.DataFrame

    Raises
    ------
    DataError
        If the table, a column or the wanted rows are not there.

    Examples
    --------
    >>> compute({"table": "members", "where": {"body": "SCO", "on": 2017}, "take": "count"})
    8
    """
    where = dict(rule.get("where") or {})
    for name, value in where.items():
        values = value if isinstance(value, list) and name not in SINGLE else [value]
        if any(isinstance(v, (list, dict)) for v in values):
            raise DataError(
                f"The condition {name!r} in where is not a value. Write one word or day."
            )
    if rule["table"] == "members":
        if "body" not in where:
            raise DataError("Name the body: where: {body: SCO, on: 2017, status: member}.")
        body, on = where.pop("body"), where.pop("on", None)
        rows = data.members(body, on=on, status=where.pop("status", "member"))
    else:
        rows = data.table(rule["table"])
    for column, value in where.items():
        _known(rows, column)
        # As text, so that 2023, "2023" and a day mean the same in YAML and in the table.
        wanted = [str(v) for v in (value if isinstance(value, list) else [value])]
        rows = rows[rows[column].astype(str).isin(wanted)]
    if "columns" in rule:
        for column in rule["columns"]:
            _known(rows, column)
        if rows.empty:
            raise DataError("No row of the table fits the conditions in where. Check their values.")
        return rows[rule["columns"]].reset_index(drop=True)
    take = rule.get("take", "value")
    if take == "count":
        return len(rows)
    column = rule.get("column")
    if not column:
        raise DataError(f"Name the column to take, with column: …, for take: {take}.")
    _known(rows, column)
    if rows.empty:
        raise DataError("No row of the table fits the conditions in where. Check their values.")
    values = rows[column].dropna()
    if take == "list":
        return sorted({str(v) for v in values})
    if take in ("largest", "smallest"):
        return _extreme(rows, column, rule.get("by"), take)
    if take == "value" and len(rows) != 1:
        raise DataError(
            f"{len(rows)} rows fit, and take: value needs exactly one. Add a condition to where."
        )
    try:
        numbers = [float(v) for v in values]
    except (TypeError, ValueError):
        raise DataError(
            f"The column {column!r} holds no numbers. Take: list, or another column."
        ) from None
    if not numbers:
        raise DataError(f"The cells of {column!r} in these rows are empty.")
    return {"value": sum, "sum": sum, "max": max, "min": min}[take](numbers)


def _extreme(rows, column, by, take):
    """The value of one column in the row in which another is largest, or smallest."""
    if not by:
        raise DataError(f"Name the column to compare, with by: …, for take: {take}.")
    _known(rows, by)
    numbers = rows[by].dropna()
    try:
        # Days are compared as numbers too: the latest is the largest.
        numbers = numbers.astype("int64" if numbers.dtype.kind == "M" else float)
    except (TypeError, ValueError):
        raise DataError(
            f"The column {by!r} holds neither numbers nor days. Compare another one."
        ) from None
    if numbers.empty:
        raise DataError(f"The cells of {by!r} in these rows are empty.")
    most = numbers.max() if take == "largest" else numbers.min()
    found = rows.loc[numbers.index[numbers == most], column].unique()
    if len(found) != 1:
        raise DataError(f"{len(found)} rows share the {take} {by!r}. Add a condition to where.")
    return found[0].item() if hasattr(found[0], "item") else found[0]


def _known(rows, column):
    if column not in rows.columns:
        raise DataError(
            f"There is no column {column!r}. The table has: {', '.join(map(str, rows.columns))}."
        )
