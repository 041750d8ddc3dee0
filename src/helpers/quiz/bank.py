"""The question file of a lesson → questions and exercises, or sentences on what to mend.

The form of the files is described for editors in ``data/questions/questions.schema.json``. The
checks here are the part of it without which a question could not be shown or marked, so that a
lesson runs where no schema validator is installed.
"""

import datetime as dt
import re
from dataclasses import dataclass

from helpers import data
from helpers.data import DataError
from helpers.quiz import question, reader, tasks
from helpers.quiz.reader import Fault

FOLDER = "questions"
LONGEST = 4000
"""Characters in one text: more than a page of prose is no question."""


class BankError(DataError):
    """A question file, a lesson or a section is not there, or not as it should be."""


@dataclass(frozen=True)
class Bank:
    """The questions and exercises of one lesson, in the order of the file."""

    lesson: str
    questions: tuple
    exercises: tuple

    def sections(self):
        """Give the sections that have questions, in the order of the file."""
        return list(dict.fromkeys(q.section for q in self.questions))


def lessons():
    """Give the lessons that have a question file.

    Returns
    -------
    list of str

    Examples
    --------
    >>> "00_start_here" in lessons()
    True
    """
    return sorted(f.name.removesuffix(".yaml") for f in _files())


def load(lesson):
    """Read the questions and exercises of a lesson.

    Parameters
    ----------
    lesson : str
        The file name of the lesson without its ending.

    Returns
    -------
    Bank

    Raises
    ------
    BankError
        If there is no such file, or it has a fault.

    Examples
    --------
    >>> load("00_start_here").lesson
    '00_start_here'
    """
    for file in _files():
        if file.name == f"{lesson}.yaml":
            bank, faults = read(text_of(file), file.name)
            if faults:
                raise BankError(_told(faults))
            return bank
    known = ", ".join(lessons()) or "none"
    raise BankError(
        f"There are no questions for the lesson {lesson!r}. Lessons with questions: {known}."
    )


def section(lesson, name=None):
    """Give the questions of one section.

    Parameters
    ----------
    lesson : str
    name : str, optional
        Without it, all questions of the lesson.

    Returns
    -------
    list of Question

    Raises
    ------
    BankError
        If the lesson or the section is not known, or the file has a fault.

    Examples
    --------
    >>> [q.id for q in section("00_start_here", "warm-up")]
    ['start-first-question']
    """
    bank = load(lesson)
    found = [q for q in bank.questions if name is None or q.section == name]
    if not found:
        known = ", ".join(bank.sections()) or "none"
        raise BankError(
            f"The lesson {lesson!r} has no questions in a section {name!r}. Its sections: {known}."
            if name is not None
            else f"The question file of the lesson {lesson!r} holds no questions yet."
        )
    return found


def exercise(id):
    """Find an exercise in the files of all lessons.

    Parameters
    ----------
    id : str

    Returns
    -------
    Exercise

    Raises
    ------
    BankError
        If no file has it, or its file has a fault.

    Examples
    --------
    >>> exercise("start-sco-members-2017").type
    'number'
    """
    known = []
    for file in _files():
        text = text_of(file)
        known += re.findall(r"^ *- +id: *(\S+)", text.partition("\nexercises:")[2], re.M)
        if not isinstance(id, str) or not id or id not in text:
            continue  # do not stop at the faults of a file that cannot hold it
        bank, faults = read(text, file.name)
        if faults:
            raise BankError(_told(faults))
        for found in bank.exercises:
            if found.id == id:
                return found
    raise BankError(
        f"There is no exercise {id!r}. The exercises are: {', '.join(known) or 'none'}."
    )


def read(text, file):
    """Read the text of a question file.

    Parameters
    ----------
    text : str
    file : str
        Its name, for the faults; it also has to be the name of the lesson.

    Returns
    -------
    bank : Bank or None
        ``None`` if there is a fault.
    faults : list of Fault
        All of them, in the order of the file.

    Examples
    --------
    >>> bank, faults = read("lesson: x", "y.yaml")
    >>> str(faults[0])
    "y.yaml, line 1, field 'lesson': 'x' is not the name of the file. Write: lesson: y"
    """
    raw, lines, faults = reader.read(text, file)
    if faults:
        return None, faults
    faults = [
        Fault(
            file,
            reader.line_of(lines, path),
            id_at(raw, path),
            field_at(path),
            text,
        )
        for path, text in _faults(raw, file)
    ]
    if faults:
        return None, sorted(faults)
    lesson = raw["lesson"]
    questions = tuple(_question(lesson, entry) for entry in raw.get("questions") or [])
    exercises = tuple(_exercise(lesson, entry) for entry in raw.get("exercises") or [])
    return Bank(lesson, questions, exercises), []


# files


def _files():
    folder = data.path(FOLDER)
    return sorted((f for f in folder.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name)


def text_of(file):
    """Read a question file as text, or say why not (``BankError``)."""
    if file.stat().st_size > reader.LARGEST:
        raise BankError(f"{file.name} is larger than {reader.LARGEST:,} bytes. Split the file.")
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BankError(
            f"{file.name}: the byte at position {error.start} is not UTF-8. Save the file as UTF-8."
        ) from None


def _told(faults):
    more = f"\n({len(faults) - 5} more.)" if len(faults) > 5 else ""
    first = "\n".join(f"- {fault}" for fault in faults[:5]) if len(faults) > 1 else str(faults[0])
    return f"The question file has to be mended:\n{first}{more}" if len(faults) > 1 else first


def id_at(raw, path):
    """Give the id of the entry that a path leads into, or nothing."""
    if len(path) < 2 or path[0] not in TYPES or not isinstance(raw.get(path[0]), list):
        return ""
    entry = raw[path[0]][path[1]]
    return str(entry.get("id", "")) if isinstance(entry, dict) else ""


def field_at(path):
    """Name the field that a path leads to: ``options.a.why`` inside an entry, else the path."""
    inside = path[2:] if len(path) >= 2 and path[0] in TYPES else path
    return ".".join(map(str, inside))


# form

FIELDS = {
    "questions": {
        "id": ("id", True),
        "section": ("id", True),
        "type": ("text", True),
        "level": ("level", True),
        "objective": ("text", True),
        "prompt": ("text", True),
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
MOST_HINTS = {"questions": 2, "exercises": 3}
TYPES = {"questions": question.TYPES, "exercises": tasks.TYPES}
KEY_FROM = {
    "table": ("text", True),
    "where": ("fields", False),
    "column": ("text", False),
    "take": ("take", False),
}


def _faults(raw, file):
    """Everything that keeps a file from being shown: pairs of path and sentence."""
    if not isinstance(raw, dict):
        yield (), "the file must begin with 'lesson: …' and then 'questions:'."
        return
    yield from _unknown(raw, ("lesson", "questions", "exercises"), ())
    name = file.rpartition("/")[2].removesuffix(".yaml")
    if raw.get("lesson") != name:
        told = f"{raw['lesson']!r} is not the name of the file" if "lesson" in raw else "is missing"
        yield ("lesson",), f"{told}. Write: lesson: {name}"
    seen = {}
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
            yield from _entry_faults(entry, group, types, at)
            id = entry.get("id")
            if isinstance(id, str) and id in seen:
                yield (*at, "id"), f"{id!r} is in this file twice. Give each its own id."
            seen[id] = at


def _entry_faults(entry, group, types, at):
    kind = entry.get("type")
    if not isinstance(kind, str) or kind not in types:
        told = f"{kind!r} is not a type of {group[:-1]}" if "type" in entry else "is missing"
        yield (*at, "type"), f"{told}. The types are: {', '.join(types)}."
        return
    fields = FIELDS[group] | types[kind].fields
    found = list(_form(entry, fields, at))
    hints = entry.get("hints")
    if isinstance(hints, list) and len(hints) > MOST_HINTS[group]:
        most = MOST_HINTS[group]
        found.append(((*at, "hints"), f"there are {len(hints)} hints; keep {most} at most."))
    # What a type looks at has to have the right form first; the other faults do not matter to it.
    looked_at = {*types[kind].fields, "mistakes"}
    if not any(path[2] in looked_at for path, _ in found):
        if group == "exercises" and entry.get("key") is None and "key_from" not in entry:
            found.append(((*at, "key"), "is missing. Write key: … or key_from: …, or both."))
        if "key_from" in entry:
            found += _form(entry["key_from"], KEY_FROM, (*at, "key_from"))
        own = {"mistakes": [], **entry}
        found += [((*at, *path), text) for path, text in types[kind].faults(own)]
    yield from found


def _form(entry, fields, at):
    """Missing, unknown and ill-typed fields of one entry."""
    yield from _unknown(entry, fields, at)
    for name, (kind, needed) in fields.items():
        if name in entry:
            yield from _kind_faults(kind, entry[name], (*at, name))
        elif needed:
            yield (*at, name), "is missing."


def _unknown(entry, fields, at):
    for name in entry:
        if name not in fields:
            yield (*at, name), f"there is no such field here. The fields are: {', '.join(fields)}."


def _kind_faults(kind, value, at):
    if kind in ("text", "id", "level", "take", "unit"):
        if not isinstance(value, str):
            yield at, _quote(value)
        elif not value.strip() and kind != "unit":
            yield at, "is empty. Write something, or take the field out."
        elif len(value) > LONGEST:
            yield at, f"has {len(value):,} characters; {LONGEST:,} at most are read."
        elif kind == "id" and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
            yield at, f"{value!r} must be small letters, digits and hyphens, such as trade-2023."
        elif kind == "level" and value not in question.LEVELS:
            yield at, f"{value!r} must be one of: {', '.join(question.LEVELS)}."
        elif kind == "take" and value not in tasks.keys.TAKES:
            yield at, f"{value!r} must be one of: {', '.join(tasks.keys.TAKES)}."
    elif kind in ("texts", "ids"):
        if not isinstance(value, list):
            yield at, "must be a list, such as: [first, second], or [] for none."
        else:
            for i, item in enumerate(value):
                yield from _kind_faults("id" if kind == "ids" else "text", item, (*at, i))
    elif kind == "number":
        if type(value) not in (int, float):
            yield at, f"{value!r} is not a number. Write it with a decimal point."
        elif value < 0:
            yield at, f"{value!r} is below nought."
    elif kind == "day" and not isinstance(value, dt.date):
        yield at, f"{value!r} is not a day. Write it as 2026-11-23, without quotation marks."
    elif kind == "fields" and not isinstance(value, dict):
        yield at, "must have fields, such as: {year: 2023, flow: total}."
    elif kind in ("options", "reasoned options"):
        if not isinstance(value, dict):
            yield at, "must have the options as fields a, b, c …, each with a text."
            return
        fields = {"text": ("text", True)}
        if kind == "reasoned options":
            fields["why"] = ("text", True)
        for letter, option in value.items():
            if isinstance(option, dict):
                yield from _form(option, fields, (*at, letter))
            else:
                yield (*at, letter), f"must have the fields: {', '.join(fields)}."
    elif kind == "mistakes":
        if not isinstance(value, list):
            yield at, "must be a list: each entry has a value and what to say."
            return
        for i, item in enumerate(value):
            if isinstance(item, dict):
                yield from _form(item, {"value": ("any", True), "say": ("text", True)}, (*at, i))
            else:
                yield (*at, i), "must have the fields: value, say."


def _quote(value):
    if value is None:
        return "is empty. Write something, or take the field out."
    if isinstance(value, (list, dict)):
        return "must be a text. If it begins with [ or {, put it in quotation marks."
    return f'is read as {type(value).__name__}, not as text. Write it in quotation marks: "{value}"'


# objects


def _question(lesson, entry):
    own = {k: entry[k] for k in question.TYPES[entry["type"]].fields if k in entry}
    return question.Question(lesson=lesson, own=own, **_common(entry, own))


def _exercise(lesson, entry):
    own = {k: entry[k] for k in tasks.TYPES[entry["type"]].fields if k in entry}
    return tasks.Exercise(lesson=lesson, own=own, **_common(entry, own))


def _common(entry, own):
    return {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in entry.items()
        if name not in own
    }
