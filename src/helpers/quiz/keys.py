"""The answer that a table of the module gives: what ``key_from`` in a question file means."""

from helpers import data
from helpers.data import DataError

TAKES = ("value", "sum", "count", "max", "min", "list")


def compute(rule):
    """Work out a key.

    Parameters
    ----------
    rule : dict
        ``table``: a table of the module, or ``"members"``. ``where``: column → value that the
        rows must have (or a list of values); for ``members``, ``body``, ``on`` and ``status`` go
        to :func:`helpers.data.members`. ``column``: the column to take. ``take``: ``"value"``
        (of the one row left), ``"sum"``, ``"count"`` (of rows), ``"max"``, ``"min"``, ``"list"``
        (each value once).

    Returns
    -------
    float, int or list of str

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


def _known(rows, column):
    if column not in rows.columns:
        raise DataError(
            f"There is no column {column!r}. The table has: {', '.join(map(str, rows.columns))}."
        )
