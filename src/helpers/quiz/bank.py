"""The question file of a lesson → questions and exercises, or sentences on what to mend.

The form of the files is described for editors in ``data/questions/questions.schema.json``. The
checks here are the part of it without which a question could not be shown or marked, so that a
lesson runs where no schema validator is installed.
"""

import re
from dataclasses import dataclass

from helpers import data
from helpers.data import DataError
from helpers.quiz import form, question, reader, tasks
from helpers.quiz.reader import Fault

FOLDER = "questions"


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
            _short(text, 600),  # it may quote what stands in the file
        )
        for path, text in form.faults(raw, file)
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
    if len(path) < 2 or path[0] not in form.TYPES or not isinstance(raw.get(path[0]), list):
        return ""
    entry = raw[path[0]][path[1]]
    return _short(str(entry.get("id", "")), 60) if isinstance(entry, dict) else ""


def field_at(path):
    """Name the field that a path leads to: ``options.a.why`` inside an entry, else the path."""
    inside = path[2:] if len(path) >= 2 and path[0] in form.TYPES else path
    return _short(".".join(map(str, inside)), 100)


def _short(text, most):
    """What is long is cut in the middle: the mend stands at the end."""
    half = most // 2
    return text if len(text) <= most else f"{text[:half]}…{text[-half:]}"


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
