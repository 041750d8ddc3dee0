"""The fields of a question file: which there are, and what may stand in each.

Only the form: whether a field is there, is text where text is asked, or a day, or a list. What it
means is for the types. A path leads to a place in the file, as in ``("questions", 2, "hints")``.
"""

import datetime as dt
import re

from helpers.quiz import keys, question, tasks

LONGEST = 4000
"""Characters in one text: more than a page of prose is no question."""
MOST = 200
"""Entries in one list or set of fields."""

FIELDS = {
    "questions": {
        "id": ("id", True),
        "section": ("id", True),
        "type": ("text", True),
        "level": ("level", True),
        "objective": ("text", True),
        "prompt": ("text", True),
        "tries": ("count", False),
        "hints": ("texts", False),
        "sources": ("ids", True),
        "as_of": ("day", False),
    },
    "exercises": {
        "id": ("id", True),
        "section": ("id", True),
        "type": ("text", True),
        "prompt": ("text", True),
        "mistakes": ("mistakes", False),
        "hints": ("texts", False),
        "why": ("text", True),
        "sources": ("ids", True),
    },
}
"""What every question and every exercise has: name → (kind, needed)."""
MOST_HINTS = {"questions": 2, "exercises": 3}
TYPES = {"questions": question.TYPES, "exercises": tasks.TYPES}
RULE = {
    "table": ("text", True),
    "where": ("fields", False),
    "column": ("text", False),
    "columns": ("texts", False),
    "take": ("take", False),
    "by": ("text", False),
}


def faults(raw, file):
    """Find everything in a file that keeps it from being shown.

    Parameters
    ----------
    raw : object
        What the file says, as :func:`helpers.quiz.reader.read` gives it.
    file : str
        Its name, which has to be the name of the lesson.

    Yields
    ------
    tuple
        A path and a sentence.

    Examples
    --------
    >>> list(faults({"lesson": "x"}, "y.yaml"))
    [(('lesson',), "'x' is not the name of the file. Write: lesson: y")]
    """
    if not isinstance(raw, dict):
        yield (), "the file must begin with 'lesson: …' and then 'questions:'."
        return
    yield from _unknown(raw, ("lesson", "questions", "exercises"), ())
    name = file.rpartition("/")[2].removesuffix(".yaml")
    if raw.get("lesson") != name:
        told = f"{raw['lesson']!r} is not the name of the file" if "lesson" in raw else "is missing"
        yield ("lesson",), f"{told}. Write: lesson: {name}"
    seen = set()
    for group, types in TYPES.items():
        entries = raw.get(group)
        if entries is None:
            continue
        if not isinstance(entries, list):
            yield (group,), "must be a list: each entry begins with '  - id: …'."
            continue
        for i, entry in enumerate(entries):
            at = (group, i)
            if not isinstance(entry, dict):
                yield at, "must have fields, the first of them 'id: …'."
                continue
            yield from _entry(entry, group, types, at)
            id = entry.get("id")
            if isinstance(id, str) and id in seen:
                yield (*at, "id"), f"{id!r} is in this file twice. Give each its own id."
            elif isinstance(id, str):
                seen.add(id)


def _entry(entry, group, types, at):
    kind = entry.get("type")
    if not isinstance(kind, str) or kind not in types:
        told = f"{kind!r} is not a type of {group[:-1]}" if "type" in entry else "is missing"
        yield (*at, "type"), f"{told}. The types are: {', '.join(types)}."
        return
    found = list(_fields(entry, FIELDS[group] | types[kind].fields, at))
    hints = entry.get("hints")
    if isinstance(hints, list) and len(hints) > MOST_HINTS[group]:
        most = MOST_HINTS[group]
        found.append(((*at, "hints"), f"there are {len(hints)} hints; keep {most} at most."))
    # What a type looks at has to have the right form first; the other faults do not matter to it.
    looked_at = {*types[kind].fields, "mistakes"}
    if not any(path[2] in looked_at for path, _ in found):
        if group == "exercises" and entry.get("key") is None and "key_from" not in entry:
            found.append(((*at, "key"), "is missing. Write key: … or key_from: …, or both."))
        own = {"mistakes": [], **entry}
        found += [((*at, *path), text) for path, text in types[kind].faults(own)]
    yield from found


def _fields(entry, fields, at):
    """Missing, unknown and ill-typed fields of one entry."""
    yield from _unknown(entry, fields, at)
    for name, (kind, needed) in fields.items():
        if name in entry:
            yield from KINDS[kind](entry[name], (*at, name))
        elif needed:
            yield (*at, name), "is missing."


def _unknown(entry, fields, at):
    for name in entry:
        if name not in fields:
            yield (*at, name), f"there is no such field here. The fields are: {', '.join(fields)}."


# One function a kind of field: value, path → pairs of path and sentence.


def _text(value, at):
    if not isinstance(value, str):
        yield at, _quote(value)
    elif not value.strip():
        yield at, "is empty. Write something, or take the field out."
    else:
        yield from _unit(value, at)


def _unit(value, at):
    """As text, but it may be empty: some numbers have no unit."""
    if not isinstance(value, str):
        yield at, _quote(value)
    elif len(value) > LONGEST:
        yield at, f"has {len(value):,} characters; {LONGEST:,} at most are read."


def _quote(value):
    if value is None:
        return "is empty. Write something, or take the field out."
    if isinstance(value, (list, dict)):
        return "must be a text. If it begins with [ or {, put it in quotation marks."
    return f'is read as {type(value).__name__}, not as text. Write it in quotation marks: "{value}"'


def _id(value, at):
    found = list(_text(value, at))
    yield from found
    if not found and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
        yield at, f"{value!r} must be small letters, digits and hyphens, such as trade-2023."


def _one_of(words):
    def fits(value, at):
        found = list(_text(value, at))
        yield from found
        if not found and value not in words:
            yield at, f"{value!r} must be one of: {', '.join(words)}."

    return fits


def _list_of(kind, example="[first, second]"):
    def fits(value, at):
        if not isinstance(value, list):
            yield at, f"must be a list, such as: {example}, or [] for none."
        elif len(value) > MOST:
            yield at, f"has {len(value)} entries; {MOST} at most are read."
        else:
            for i, item in enumerate(value):
                yield from kind(item, (*at, i))

    return fits


def _with_fields(fields, told):
    def fits(value, at):
        if isinstance(value, dict):
            yield from _fields(value, fields, at)
        else:
            yield at, told or f"must have the fields: {', '.join(fields)}."

    return fits


def _lettered(fields):
    each = _with_fields(fields, "")

    def fits(value, at):
        if not isinstance(value, dict):
            yield at, "must have the options as fields a, b, c …, each with a text."
            return
        for letter, option in value.items():
            yield from each(option, (*at, letter))

    return fits


def _number(value, at):
    if type(value) not in (int, float):
        yield at, f"{value!r} is not a number. Write it with a decimal point."
    elif value < 0:
        yield at, f"{value!r} is below nought."


def _count(value, at):
    if type(value) is not int or not 1 <= value <= 1000:
        yield at, f"{value!r} is not a whole number from 1 to 1000."


def _day(value, at):
    if not isinstance(value, dt.date):
        yield at, f"{value!r} is not a day. Write it as 2026-11-23, without quotation marks."


def _yes_or_no(value, at):
    if not isinstance(value, bool):
        yield at, f"{value!r} is neither true nor false. Write one of them, in small letters."


def _where(value, at):
    if not isinstance(value, dict):
        yield at, "must have fields, such as: {year: 2023, flow: total}."


def _any(value, at):
    return ()


_mistakes = _list_of(
    _with_fields({"value": ("any", True), "say": ("text", True)}, ""),
    "[{value: 0.26, say: Times 100 it is a percentage.}]",
)

KINDS = {
    "text": _text,
    "unit": _unit,
    "id": _id,
    "level": _one_of(question.LEVELS),
    "take": _one_of(keys.TAKES),
    "texts": _list_of(_text),
    "ids": _list_of(_id),
    "letters": _list_of(_text, "[a, c]"),
    "codes": _list_of(_text, "[CHN, RUS]"),
    "number": _number,
    "count": _count,
    "day": _day,
    "yes or no": _yes_or_no,
    "any": _any,
    "fields": _where,
    "rule": _with_fields(RULE, "must have fields, the first of them table."),
    "options": _lettered({"text": ("text", True)}),
    "reasoned options": _lettered(
        {"text": ("text", True), "why": ("text", True), "value": ("any", False)}
    ),
    "two reasons": _with_fields({"true": ("text", True), "false": ("text", True)}, ""),
    "items": _list_of(
        _with_fields({"text": ("text", True), "why": ("text", True)}, ""),
        "[{text: First, why: …}, {text: Then, why: …}]",
    ),
    "pairs": _list_of(
        _with_fields({"text": ("text", True), "match": ("text", True), "why": ("text", True)}, ""),
        "[{text: Aigun, match: “1858”, why: …}]",
    ),
    "mistakes": _mistakes,
}
"""kind of field → what may stand in it."""
