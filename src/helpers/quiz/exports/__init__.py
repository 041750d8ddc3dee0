"""The question bank for other places: Moodle, paper, Anki.

``python -m helpers.quiz export`` calls :func:`export`. One module a format: ``moodle``,
``printed``, ``anki``; ``answers`` says the right answer and its reasons for all of them. Each
format has a table ``CASES``: what becomes of each type there. ``docs/export.md`` shows the same.
"""

import importlib
from dataclasses import dataclass, field
from pathlib import Path

from helpers import data
from helpers.data import DataError
from helpers.quiz import bank
from helpers.quiz.exports import answers

FORMATS = {
    "moodle-xml": ("moodle", ".xml"),
    "print": ("printed", ""),
    "anki": ("anki", ".apkg"),
}
"""name of a format → its module, and how its file ends (nothing: several files in a folder)."""
NAME = "questions"
"""What a file is called for which only a folder is named."""
MARK = b"python -m helpers.quiz export"
"""Stands at the beginning or the end of each file: what this program wrote it may overwrite."""
PAPERS = ("A4", "Letter")


class ExportError(DataError):
    """Something that was asked for cannot be exported, or not there; the sentence says why."""


@dataclass
class Done:
    """What was written, and what is not the same there as here."""

    written: list = field(default_factory=list)
    """Paths of the files."""
    count: int = 0
    """Questions in them."""
    fates: dict = field(default_factory=dict)
    """(``"degraded"`` or ``"refused"``, type, how) → ids of the questions."""
    notes: list = field(default_factory=list)
    """Further sentences."""

    def __str__(self):
        lines = [f"Questions exported: {self.count}."]
        lines += [f"Written: {path}" for path in self.written]
        lines += self.notes
        for fate, told in (("degraded", "Exported, but not the same:"), ("refused", "Refused:")):
            found = {k: ids for k, ids in self.fates.items() if k[0] == fate}
            lines += [told] if found else []
            lines += [f"- {', '.join(ids)} ({k[1]}): {k[2]}" for k, ids in found.items()]
        return "\n".join(lines)


def export(format, out, lessons=None, sections=None, *, questions=None, force=False, paper="A4"):
    """Write questions in the form of another program.

    Parameters
    ----------
    format : str
        ``"moodle-xml"``, ``"print"`` or ``"anki"``.
    out : path-like
        A file with the ending of the format (``.xml``, ``.apkg``), or a folder; for ``print`` a
        folder, which is made if only the folder above it is there.
    lessons : list of str, optional
        File names without ending; without it, all.
    sections : list of str, optional
        Only these sections of them.
    questions : list of Question, optional
        These, such as a final test that was drawn; then lessons and sections are not looked at.
    force : bool
        Overwrite files that were not written by this program.
    paper : str
        ``"A4"`` or ``"Letter"``, for ``print``.

    Returns
    -------
    Done
        Printed, it says what was written, what differs and what was refused.

    Raises
    ------
    DataError
        If a lesson, a section or the folder is not there, nothing can be exported, or something
        would be overwritten. Nothing is written then.

    Examples
    --------
    >>> print(export("anki", "trade.apkg", ["04_trade"]))  # doctest: +SKIP
    """
    if format not in FORMATS:
        raise ExportError(f"{format!r} is not a format. The formats are: {', '.join(FORMATS)}.")
    if paper not in PAPERS:
        raise ExportError(f"{paper!r} is not a paper. The papers are: {', '.join(PAPERS)}.")
    asked, done = questions or gather(lessons, sections), Done()
    kept = [q for q in asked if _keeps(q, format, done)]
    if not kept:
        why = "; ".join(f"{', '.join(ids)} ({k[1]}): {k[2]}" for k, ids in done.fates.items())
        raise ExportError(f"None of the questions can be exported as {format}. {why}.")
    target = _target(Path(out), format)
    module = _module(format)
    paths = [target] if FORMATS[format][1] else [target / name for name in module.FILES]
    _free(paths, force)
    done.count = len(kept)
    try:
        if format == "print":
            target.mkdir(exist_ok=True)
            done.written, done.notes = module.write(target, kept, paper)
        else:
            target.write_bytes(module.build(kept))
            done.written = [target]
    except OSError as error:
        raise ExportError(
            f"It could not be written in {target.parent} ({error.strerror}). Make room there, "
            "close what has the file open, or name another place with --out."
        ) from None
    return done


def gather(lessons=None, sections=None):
    """Read the questions of some lessons, in the order of the lessons and of their files.

    Parameters
    ----------
    lessons, sections : list of str, optional
        As in :func:`export`.

    Returns
    -------
    list of Question

    Raises
    ------
    DataError
        If a lesson or a section is not known, a file has a fault, or no question is there.

    Examples
    --------
    >>> [q.id for q in gather(["00_start_here"], ["warm-up"])]
    ['start-first-question']
    """
    names = list(dict.fromkeys(lessons)) if lessons else bank.lessons()
    banks = [bank.load(name) for name in names]
    known = list(dict.fromkeys(s for b in banks for s in b.sections()))
    for section in sections or ():
        if section not in known:
            raise ExportError(
                f"There is no section {section!r} with questions in {', '.join(names)}. "
                f"The sections are: {', '.join(known) or 'none'}."
            )
    found = [q for b in banks for q in b.questions if not sections or q.section in sections]
    if not found:
        raise ExportError(f"There are no questions in {', '.join(names) or 'the question folder'}.")
    return found


def fate(question, format):
    """Say what becomes of a question in a format.

    Parameters
    ----------
    question : Question
    format : str

    Returns
    -------
    tuple of str
        ``"exact"``, ``"degraded"`` or ``"refused"``, and how or why (nothing if exact).

    Examples
    --------
    >>> fate(gather(["00_start_here"], ["warm-up"])[0], "anki")
    ('exact', '')
    """
    return _module(format).CASES[answers.case(question)]


def _module(format):
    return importlib.import_module(f"helpers.quiz.exports.{FORMATS[format][0]}")


def _keeps(question, format, done):
    what, how = fate(question, format)
    if what != "exact":
        done.fates.setdefault((what, answers.case(question), how), []).append(question.id)
    return what != "refused"


def _target(out, format):
    """The file to write, or for several files the folder; its folder must be there."""
    ending = FORMATS[format][1]
    if ending and out.is_dir():
        out = out / f"{NAME}{ending}"
    elif ending and out.suffix.lower() != ending:
        raise ExportError(
            f"{out} is no folder, and does not end in {ending} as a file for {format} does. Name "
            f"a folder that is there, or a file such as {NAME}{ending}."
        )
    if not ending and out.exists() and not out.is_dir():
        raise ExportError(f"{out} is a file. For {format} name a folder.")
    if out.is_dir() and ending:
        raise ExportError(f"{out} is a folder. Name another file.")
    if not out.absolute().parent.is_dir():
        raise ExportError(f"There is no folder {out.absolute().parent}. Make it first.")
    return out


def _free(paths, force):
    for path in paths:
        if path.exists() and not force and not _ours(path):
            raise ExportError(
                f"{path} is there already, and this program did not write it. Name another place "
                "with --out, or overwrite it with --force."
            )


def _ours(path):
    try:
        content = path.read_bytes()
    except OSError:  # a folder, or not for us to read
        return False
    return MARK in content[:1000] or MARK in content[-1000:]


def newest(questions):
    """Give the time of the last change to what is exported: the same files, the same bytes.

    Parameters
    ----------
    questions : list of Question

    Returns
    -------
    int
        Seconds since 1970, of the youngest of question files, tables and bibliography.

    Examples
    --------
    >>> newest(gather(["00_start_here"])) > 0
    True
    """
    folder = data.path(bank.FOLDER)
    files = [folder / f"{lesson}.yaml" for lesson in {q.lesson for q in questions}]
    files += [data.path("sources.json"), *data.path("tables").glob("*.csv")]
    return int(max(file.stat().st_mtime for file in files))
