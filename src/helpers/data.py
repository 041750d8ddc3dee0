"""The tables of the module as pandas DataFrames.

Every number and date of the lessons comes from a CSV file in ``data/tables``. The file
``data/datapackage.json`` (a Frictionless Data Package) says what each column means, so the
checks below are the same for every table and nothing about a table is written twice.
"""

import contextlib
import csv
import datetime as dt
import json
import re
import warnings
from pathlib import Path

import pandas as pd

FIRST_DAY = dt.date(1996, 1, 1)
"""Memberships are kept for every day from here on: the year of the Shanghai Five."""


class DataError(ValueError):
    """Something in the data, or in a question to it, is not as it should be.

    The message is one sentence or two for a person: what was given, what is allowed, what to do.
    """


def path(relative=""):
    """Give the place of a file of the data package.

    Parameters
    ----------
    relative : str
        Path below ``data/``, such as ``"tables/trade.csv"``.

    Returns
    -------
    pathlib.Path
        Inside the installed package, or in a checkout the folder ``data/`` at its root.

    Raises
    ------
    DataError
        If there is no such file.

    Examples
    --------
    >>> path("tables/trade.csv").name
    'trade.csv'
    """
    here = Path(__file__).resolve().parent
    root = here / "_data"  # where the wheel carries the tables
    if not root.is_dir():
        root = here.parents[1] / "data"
    found = root / relative
    if not found.exists():
        raise DataError(
            f"The data file {relative!r} is not there. It belongs to the module: "
            "copy it back from a fresh download, or install the module again."
        )
    return found


def as_of():
    """Give the date up to which the facts of the module were checked.

    Returns
    -------
    datetime.date

    Examples
    --------
    >>> as_of().year >= 2026
    True
    """
    with _described():
        return dt.date.fromisoformat(read_json("datapackage.json")["as_of"])


def catalog():
    """List all tables: what they hold, from whom, and under which licence.

    Returns
    -------
    pandas.DataFrame
        One row a table, with columns ``table``, ``title``, ``rows``, ``coverage``,
        ``publisher``, ``licence``, ``updated``.

    Examples
    --------
    >>> "trade" in set(catalog()["table"])
    True
    """
    with _described():
        rows = [
            {
                "table": resource["name"],
                "title": resource["title"],
                "rows": len(table(resource["name"])),
                "coverage": resource["coverage"],
                "publisher": resource["publisher"],
                "licence": resource["licenses"][0]["title"],
                "updated": resource["updated"],
            }
            for resource in _tables().values()
        ]
        return pd.DataFrame(rows)


def table(name):
    """Read one table, checked against its schema.

    Parameters
    ----------
    name : str
        ``"members"``, ``"trade"``, ``"timeline"`` …; :func:`catalog` lists them all.

    Returns
    -------
    pandas.DataFrame
        The columns, units and types that ``data/datapackage.json`` states. Dates are
        ``datetime64``, whole numbers ``int64``, other numbers ``float64``, the rest text
        (an empty cell is an empty text).

    Raises
    ------
    DataError
        If there is no such table, or a cell is not what the schema says: the sentence names
        file, row, column, value and what is expected.

    Examples
    --------
    >>> trade = table("trade")
    >>> float(trade.query("year == 2023 and reporter == 'CHN' and flow == 'total'").usd_bn.iloc[0])
    240.11
    """
    with _described():
        resources = _tables()
        if name not in resources:
            raise DataError(f"There is no table {name!r}. The tables are: {', '.join(resources)}.")
        return _read(path(resources[name]["path"]), resources[name]["schema"])


def members(body, on=None, status="member"):
    """Say who belonged to a body on a given day.

    Parameters
    ----------
    body : str
        ``"SCO"``, ``"BRICS"`` … as in the table ``members``.
    on : str, int, datetime.date or None
        A day (``"2017-06-09"``), or a year, which means its last day (``2017``; the current
        year means the as-of date). ``None`` is the as-of date of the module.
    status : str or None
        ``"member"`` (the default; founding members are members), or any status of the table:
        ``"partner"``, ``"observer"``, ``"dialogue partner"``, ``"invited"``, ``"declined"``,
        ``"unconfirmed"``, ``"founding member"``. ``None`` gives all of them.

    Returns
    -------
    pandas.DataFrame
        One row a country, oldest first, with columns ``iso3`` (ISO 3166 alpha-3), ``name``,
        ``status``, ``since`` (first day), ``until`` (first day on which it no longer holds;
        empty if it still does), ``precision`` of ``since``, ``sources``, ``confidence``, ``note``.

    Raises
    ------
    DataError
        If the body, the status or the date is not known; the sentence says what is allowed.

    Examples
    --------
    >>> len(members("SCO", on="2017-06-08")), len(members("SCO", on="2017-06-09"))
    (6, 8)
    """
    rows = table("members")
    bodies = list(dict.fromkeys(rows["body"]))
    if not isinstance(body, str) or body not in bodies:
        raise DataError(f"There is no body {body!r} in the table. Known are: {', '.join(bodies)}.")
    statuses = allowed("members", "status")
    wanted = {"member": ["founding member", "member"], None: statuses}.get(status, [status])
    if not set(wanted) <= set(statuses):
        raise DataError(
            f"There is no status {status!r}. Known are: {', '.join(statuses)}; "
            "'member' counts founding members too, None gives all."
        )
    day = pd.Timestamp(day_of(on))
    held = (rows["since"] <= day) & (rows["until"].isna() | (day < rows["until"]))
    chosen = rows[(rows["body"] == body) & held & rows["status"].isin(wanted)]
    return chosen.sort_values(["since", "name"]).drop(columns="body").reset_index(drop=True)


def day_of(on=None):
    """Turn what a teacher writes for a date into a day that the tables can answer.

    Parameters
    ----------
    on : str, int, datetime.date or None
        As in :func:`members`.

    Returns
    -------
    datetime.date

    Raises
    ------
    DataError
        If it is not a date, or lies before 1996 or after the as-of date.

    Examples
    --------
    >>> day_of(2017)
    datetime.date(2017, 12, 31)
    """
    last = as_of()
    if on is None:
        return last
    day = calendar_day(on)
    if day.year == last.year and re.fullmatch(r"\d{4}", str(on).strip()):
        day = last
    if not FIRST_DAY <= day <= last:
        raise DataError(
            f"{day} is outside the table, which answers from {FIRST_DAY} to {last} "
            "(the day up to which the facts were checked)."
        )
    return day


def allowed(name, column):
    """Give the words that a column of a table may hold, in the order of its schema.

    Parameters
    ----------
    name, column : str
        Such as ``"timeline"`` and ``"era"``.

    Returns
    -------
    list of str

    Examples
    --------
    >>> allowed("timeline", "era")[0]
    'to 1988'
    """
    with _described():
        fields = {f["name"]: f for f in _tables()[name]["schema"]["fields"]}
        return list(fields[column]["constraints"]["enum"])


def calendar_day(on, last=True):
    """Read what a teacher writes for a date: a day, or a year.

    Parameters
    ----------
    on : str, int or datetime.date
        A day (``"2017-06-09"``), or a year (``2017``).
    last : bool
        Whether a year means its last day, or its first.

    Returns
    -------
    datetime.date

    Raises
    ------
    DataError
        If it is not a date.

    Examples
    --------
    >>> calendar_day(1689, last=False)
    datetime.date(1689, 1, 1)
    """
    day = None
    text = str(on).strip()
    if isinstance(on, dt.datetime):  # pandas.Timestamp too; NaT is no date
        day = None if pd.isna(on) else on.date()
    elif isinstance(on, dt.date):
        day = on
    elif not isinstance(on, bool) and re.fullmatch(r"\d{4}", text):
        day = dt.date(max(int(text), 1), *((12, 31) if last else (1, 1)))
    elif isinstance(on, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        try:
            day = dt.date.fromisoformat(text)
        except ValueError:
            raise DataError(
                f"There is no such day as {text}. Write a day of the calendar, such as 2017-06-09."
            ) from None
    if day is None:
        raise DataError(
            f"{on!r} is not a date. Write a day as '2017-06-09' (year-month-day), "
            f"or a year as 2017, which means its {'last' if last else 'first'} day."
        )
    return day


def read_json(relative):
    """Read a JSON file of the data package.

    Parameters
    ----------
    relative : str
        Path below ``data/``, such as ``"sources.json"``.

    Returns
    -------
    list or dict

    Raises
    ------
    DataError
        If it is not there, or is not JSON; the sentence names the line.

    Examples
    --------
    >>> read_json("datapackage.json")["name"]
    'china-russia-module'
    """
    file = path(relative)
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except json.JSONDecodeError as fault:
        where = f"line {fault.lineno}, column {fault.colno}"
        raise DataError(f"{file.name} is not JSON: {fault.msg} ({where}).") from None
    except (UnicodeDecodeError, RecursionError):
        raise DataError(f"{file.name} is not JSON in UTF-8. Save it as UTF-8 text.") from None


@contextlib.contextmanager
def _described():
    """Turn whatever a damaged datapackage.json leads to into a sentence."""
    try:
        yield
    except DataError:
        raise
    except (KeyError, IndexError, TypeError, AttributeError, ValueError, re.error) as fault:
        raise DataError(
            f"datapackage.json cannot be understood ({type(fault).__name__}: {fault}). "
            "This command finds the place: frictionless validate data/datapackage.json."
        ) from fault


def _tables():
    """The resources of the data package that are tables, by name."""
    resources = read_json("datapackage.json")["resources"]
    return {r["name"]: r for r in resources if r.get("type") == "table"}


def _read(file, schema):
    """One CSV file → a DataFrame; the first fault found is a DataError."""
    fields = {f["name"]: f for f in schema["fields"]}
    raw = _text(file)
    if list(raw.columns) != list(fields):
        missing = [c for c in fields if c not in raw.columns]
        extra = [c for c in raw.columns if c not in fields]
        raise DataError(
            f"{file.name} must have the columns {', '.join(fields)}, in this order."
            + (f" Missing: {', '.join(missing)}." if missing else "")
            + (f" Not expected: {', '.join(map(str, extra))}." if extra else "")
        )
    typed = pd.DataFrame(
        {name: _column(file.name, raw[name], field) for name, field in fields.items()}
    )
    key = schema.get("primaryKey", [])
    twice = raw.duplicated(subset=key) if key else pd.Series(False, index=raw.index)
    if twice.any():
        at = twice.idxmax()
        values = ", ".join(f"{k} {raw.at[at, k]!r}" for k in key)
        raise DataError(
            f"{file.name}, row {at + 2}: {values} stands there for the second time. "
            "Keep one of the rows, or correct the other."
        )
    return typed


def _text(file):
    """All cells of a CSV file as text; a fault is told with its row."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # a cell too many is only a warning to pandas
            cells = pd.read_csv(
                file, dtype=str, keep_default_na=False, index_col=False, encoding="utf-8-sig"
            )
        if not cells.isna().to_numpy().any() and not cells.columns.has_duplicates:
            return cells
    except (ValueError, Warning):  # also an encoding, and what pandas' parser says
        pass
    return _text_row_by_row(file)


def _text_row_by_row(file):
    """The same, slower, to find the row in which something is wrong."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            head, *rows = list(csv.reader(opened, strict=True)) or [[]]
    except (csv.Error, UnicodeDecodeError) as fault:
        raise DataError(
            f"{file.name} cannot be read as a table ({fault}). "
            "It must be comma-separated text in UTF-8, as a spreadsheet saves 'CSV UTF-8'."
        ) from None
    for at, row in enumerate(rows, start=2):
        if len(row) != len(head):
            raise DataError(
                f"{file.name}, row {at} has {len(row)} cells and the header has {len(head)}. "
                "A cell that holds a comma must stand in double quotes."
            )
    return pd.DataFrame(rows, columns=head, dtype=str)


def _column(file, text, field):
    """The text of one column → its type, with the checks that its schema names.

    Each different text is checked once: most columns say the same thing many times.
    """
    kind, rules = field["type"], field.get("constraints", {})
    at, different = pd.factorize(text)
    each = pd.Series(different, dtype=str)
    empty = each.str.strip() == ""

    def refuse(bad, expected):
        if bad.any():
            row = int(bad.to_numpy()[at].argmax())
            given = f": {text.iloc[row]!r} is not" if text.iloc[row].strip() else " is empty;"
            expected = expected if text.iloc[row].strip() else f"expected {expected}"
            where = f"{file}, row {row + 2}, column {text.name!r}"
            raise DataError(f"{where}{given} {expected}.")

    if rules.get("required"):
        refuse(empty, "something: this cell may not be empty")
    if kind == "date":
        typed = pd.to_datetime(each, format="%Y-%m-%d", errors="coerce")
        refuse(typed.isna() & ~empty, "a day of the calendar, such as 2017-06-09")
    elif kind in ("number", "integer", "year"):
        typed = pd.to_numeric(each, errors="coerce").astype("float64")
        bad = (typed.isna() | typed.isin([float("inf"), float("-inf")])) & ~empty
        refuse(bad, "a number, with a point for decimals and no spaces")
        if kind != "number":
            refuse(typed.notna() & (typed % 1 != 0), "a whole number")
            typed = typed.astype("Int64" if empty.any() else "int64")
    else:
        typed = each
    if "enum" in rules:
        refuse(~empty & ~each.isin(rules["enum"]), "one of " + ", ".join(rules["enum"]))
    if "pattern" in rules:
        fits = each.str.fullmatch(rules["pattern"])
        refuse(~empty & ~fits, field.get("expected", f"of the form {rules['pattern']}"))
    return typed.take(at).set_axis(text.index)
