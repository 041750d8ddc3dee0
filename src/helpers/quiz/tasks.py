"""The types of exercise and their marking: an answer worked out in a cell, not clicked.

Like ``question``: pure functions, and a type is a few of them.
"""

import math
import numbers
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from helpers.quiz import checklist, keys, numerals
from helpers.quiz.words import say, short


@dataclass(frozen=True)
class Exercise:
    """One exercise as its file has it; ``own`` holds the fields that only its type has."""

    id: str
    lesson: str
    section: str
    type: str
    prompt: str
    own: dict
    mistakes: tuple = ()
    hints: tuple = ()
    why: str = ""
    sources: tuple = ()


@dataclass(frozen=True)
class Mark:
    """What the marking found: right, wrong, or (``None``) nothing that can be marked."""

    right: bool | None
    say: str = ""
    mistake: bool = False


@dataclass(frozen=True)
class Type:
    """What a type of exercise has to be able to do."""

    fields: dict
    """Its own fields: name → (kind, needed), as in ``bank.FIELDS``."""
    faults: Callable
    """own → pairs of path and sentence."""
    mark: Callable
    """exercise, answer → Mark."""
    agrees: Callable
    """exercise, value computed by ``key_from`` → a sentence if the key says something else."""
    verdicts: tuple = ("exercise_right", "exercise_wrong")
    """The words that stand before everything else, if it is right and if it is not."""


def mark(exercise, answer):
    """Mark an answer.

    Parameters
    ----------
    exercise : Exercise
    answer : object
        Whatever a student hands over.

    Returns
    -------
    Mark

    Examples
    --------
    >>> e = Exercise("e", "l", "s", "number", "How many?", {"key": 8})
    >>> mark(e, 8).right, mark(e, "8,0").right, mark(e, 6).right, mark(e, None).right
    (True, True, False, None)
    """
    if answer is None or answer is ...:
        return Mark(None, say("exercise_none", value="None" if answer is None else "..."))
    return TYPES[exercise.type].mark(exercise, answer)


def key(exercise):
    """Give the right answer: from the file, or where it has none, from the table.

    Parameters
    ----------
    exercise : Exercise

    Returns
    -------
    float, int, list of str, dict or pandas.DataFrame
        For a ``checklist`` the sample answer.

    Examples
    --------
    >>> key(Exercise("e", "l", "s", "number", "How many?", {"key": 8}))
    8
    """
    own = exercise.own
    return own["key"] if own.get("key") is not None else keys.of(own["key_from"])


# number


def _number_mark(exercise, answer):
    found = _numbers(answer, exercise.own.get("unit", ""))
    if isinstance(found, str):
        return Mark(None, found)
    right, tolerance = key(exercise), exercise.own.get("tolerance", 0)
    if any(numerals.close(n, right, tolerance) for n in found):
        return Mark(True)
    told = numerals.mistake(found, exercise.mistakes)
    return Mark(False, told, mistake=bool(told))


def _numbers(answer, unit):
    """An answer → the numbers it can mean, or the sentence that helps."""
    asked = f" (in {unit})" if unit else ""
    if _is(answer, "DataFrame"):
        return say("number_table", rows=len(answer), columns=answer.shape[1], unit=asked)
    if isinstance(answer, str):
        found = numerals.readings(answer, unit)
        return found or say("number_text", value=short(answer), unit=asked)
    if not isinstance(answer, numbers.Number) and hasattr(answer, "tolist"):
        answer = answer.tolist()  # numpy and pandas, also arrays with no dimension
    if isinstance(answer, Iterable) and not isinstance(answer, (bytes, dict)):
        values = list(answer)
        if len(values) != 1:
            return say("number_many", n=len(values), unit=asked)
        return _numbers(values[0], unit)
    if isinstance(answer, bool):
        return say("number_bool", value=answer, unit=asked)
    try:
        value = float(answer if not isinstance(answer, bytes) else None)
    except (TypeError, ValueError, OverflowError):
        # pandas' missing value has no number in it, and says so with a TypeError.
        if type(answer).__name__ in ("NAType", "NaTType"):
            return say("number_nan")
        return say("number_other", kind=_kind(answer), unit=asked)
    if math.isnan(value):
        return say("number_nan")
    return say("number_infinite") if math.isinf(value) else [value]


# codes


def _codes_mark(exercise, answer):
    found = _codes(answer)
    if isinstance(found, str):
        return Mark(None, found)
    right = set(key(exercise))
    if found == right:
        return Mark(True)
    for mistake in exercise.mistakes:
        if found == set(mistake["value"]):
            return Mark(False, mistake["say"], mistake=True)
    missing, extra = len(right - found), len(found - right)
    rest = [say("codes_missing", n=missing)] if missing else []
    rest += [say("codes_extra", n=extra)] if extra else []
    count = say("codes_count", n=len(found), right=len(found & right), rest=", ".join(rest))
    return Mark(False, count)


def _codes(answer):
    """An answer → the set of codes it holds, or the sentence that helps."""
    if _is(answer, "DataFrame"):
        if "iso3" not in answer.columns:
            return say("codes_table", columns=short(", ".join(map(str, answer.columns))))
        answer = answer["iso3"]
    if isinstance(answer, str):
        answer = answer.replace(",", " ").replace(";", " ").split()
    if not isinstance(answer, Iterable) or isinstance(answer, bytes):
        return say("codes_other", kind=_kind(answer))
    values = [v for v in answer if not (isinstance(v, float) and math.isnan(v))]
    for value in values:
        if not isinstance(value, str) or not _is_code(value.strip()):
            return say("codes_bad", value=short(str(value)))
    return {v.strip().upper() for v in values} or say("codes_empty")


def _codes_faults(own):
    lists = [(("key",), own.get("key"))]
    lists += [(("mistakes", i, "value"), m.get("value")) for i, m in enumerate(own["mistakes"])]
    for path, value in lists:
        if value is None and path == ("key",):
            continue
        fits = isinstance(value, list) and value and all(isinstance(v, str) for v in value)
        if not fits or not all(_is_code(v) and v.isupper() for v in value):
            yield path, "write a list of three-letter codes in capitals, such as [CHN, RUS]."


def _codes_agrees(exercise, computed):
    if not isinstance(computed, list):
        return f"the table gives {computed!r}, which is no list of codes. Write: take: list"
    key = exercise.own.get("key")
    if key is None or set(key) == set(computed):
        return ""
    return f"the table gives {', '.join(computed)}. Correct the key, or the conditions in key_from."


# table


def _table_key(exercise):
    import pandas as pd

    rows = key(exercise)
    return rows if isinstance(rows, pd.DataFrame) else pd.DataFrame(rows)


def _table_mark(exercise, answer):
    from helpers.quiz import tables

    expected = _table_key(exercise)
    found = tables.as_frame(answer, list(expected.columns))
    if found is None:
        columns = ", ".join(expected.columns)
        return Mark(None, say("table_none", columns=columns, kind=_kind(answer)))
    tolerance = exercise.own.get("tolerance", 0)
    told = tables.difference(found, expected, tolerance)
    for mistake in exercise.mistakes if told else ():
        wrong = tables.as_frame(mistake["value"], list(expected.columns))
        if not tables.difference(found, wrong, tolerance):
            return Mark(False, mistake["say"], mistake=True)
    return Mark(not told, told)


def _table_faults(own):
    lists = [(("key",), own.get("key"))]
    lists += [(("mistakes", i, "value"), m.get("value")) for i, m in enumerate(own["mistakes"])]
    for path, value in lists:
        if value is None and path == ("key",):
            continue
        rows = isinstance(value, list) and value and all(isinstance(row, dict) for row in value)
        if not rows or any(row.keys() != value[0].keys() for row in value):
            yield path, "write a list of rows, each with the same fields: [{year: 2023, …}, …]."
    rule = own.get("key_from")
    if rule is not None and not (isinstance(rule.get("columns"), list) and rule["columns"]):
        yield ("key_from", "columns"), "is missing. Name the columns of the table that is asked."


def _table_agrees(exercise, computed):
    from helpers.quiz import tables

    if exercise.own.get("key") is None:
        return ""
    told = tables.difference(_table_key(exercise), computed, exercise.own.get("tolerance", 0))
    return f"the key is not what the table gives. {told}" if told else ""


# checklist


def _checklist_mark(exercise, answer):
    if not isinstance(answer, dict):
        known = ", ".join(checklist.FIELDS)
        return Mark(None, say("checklist_kind", known=known, kind=_kind(answer)))
    if checklist.untouched(answer):
        return Mark(None, say("checklist_empty"))
    told = checklist.missing(answer, exercise.own)
    if not told:
        return Mark(True)
    points = "\n".join(f"- {point}" for point in told)
    return Mark(False, f"{say('checklist_count', n=len(told))}\n\n{points}", mistake=True)


# words about an answer


def _is(answer, kind):
    """Whether it is pandas' DataFrame or Series, without loading pandas to ask."""
    return type(answer).__name__ == kind and type(answer).__module__.startswith("pandas")


def _is_code(text):
    return len(text) == 3 and text.isascii() and text.isalpha()


def _kind(answer):
    kind = type(answer).__name__
    return f"{'an' if kind[0].lower() in 'aeio' else 'a'} {kind}"


TYPES = {
    "number": Type(
        fields={
            "key": ("any", False),
            "tolerance": ("number", False),
            "unit": ("unit", False),
            "key_from": ("rule", False),
        },
        faults=numerals.faults,
        mark=_number_mark,
        agrees=numerals.disagreement,
    ),
    "table": Type(
        fields={
            "key": ("any", False),
            "tolerance": ("number", False),
            "key_from": ("rule", False),
        },
        faults=_table_faults,
        mark=_table_mark,
        agrees=_table_agrees,
    ),
    "codes": Type(
        fields={"key": ("any", False), "key_from": ("rule", False)},
        faults=_codes_faults,
        mark=_codes_mark,
        agrees=_codes_agrees,
    ),
    "checklist": Type(
        fields={
            "key": ("any", False),
            "words": ("any", True),
            "least": ("any", True),
            "questions": ("any", True),
        },
        faults=checklist.faults,
        mark=_checklist_mark,
        agrees=lambda exercise, computed: "",  # no table writes a brief
        verdicts=("checklist_right", "checklist_wrong"),
    ),
}
