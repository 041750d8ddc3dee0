"""The answers as one file: to hand in, to take over from another machine; and how to forget them.

The file is JSON Lines: a header that says what it is and how many answers follow, then one answer
a line, as :mod:`helpers.quiz.progress` keeps it. So a file that was cut off, one of something
else and one of a later version are all known for what they are. Nothing in it says what is right:
whoever reads it marks the answers again.
"""

import datetime as dt
import html
import itertools
import json
import os
import re
import unicodedata
from pathlib import Path

from helpers import __version__
from helpers.data import DataError
from helpers.quiz import progress
from helpers.quiz.words import say

KIND = "china-russia-answers"
SCHEMA = 1
LIMIT = 200_000_000
"""Bytes of a file that is read at all."""

LONGEST_NAME = 100
HIDDEN = {"Cc", "Cs", "Co", "Cn"}  # controls, half characters, characters that nobody knows
TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # of the direction


class HandinError(DataError):
    """A file of answers cannot be written, read or deleted; the sentence says what to do."""


class Done:
    """What was done, in sentences; ``path`` is the file, where there is one."""

    def __init__(self, said, path=None):
        self._said, self.path = [s for s in said if s], path

    def __repr__(self):
        return " ".join(self._said)

    def _repr_html_(self):
        return "".join(f"<p>{html.escape(sentence)}</p>" for sentence in self._said)


def export(name="", to=None):
    """Write all answers of this machine into one file; see :func:`helpers.quiz.export_progress`.

    Parameters
    ----------
    name : str
        Stands in the file and in its name. May be empty.
    to : path-like, optional
        A folder that exists, or the name of a file. Without it, the folder above the answers.

    Returns
    -------
    Done
        A file that is there and differs is never replaced: ``path`` ends in ``-2``, ``-3`` then.

    Raises
    ------
    HandinError
        If there are no answers, or the file cannot be written.

    Examples
    --------
    >>> record, problem = progress.save("q-1", "0a1b", "choice", "b", 1, "04_trade")
    >>> done = export("Ana")
    >>> done.path.name.startswith("answers-Ana-"), str(done)[:19]
    (True, 'Answers in the file')
    """
    history = progress.load()
    if not history.records:
        raise HandinError(" ".join([say("handin_nothing", folder=_folder()), *history.notes]))
    name = _clean("" if name is None else str(name))
    moment = progress.now()
    header = a_header(name, moment, len(history.records))
    body = b"".join(map(progress.as_line, history.records))
    target = _target(to, name, moment)
    n = len(history.records)
    try:
        if to is None:
            target.parent.mkdir(parents=True, exist_ok=True)
        for file in _numbered(target):
            if not os.path.lexists(file):
                # In the folder of one's own it is as private as the answers; where it is laid on
                # purpose, others may have to read it.
                mode = 0o600 if to is None else 0o666
                progress.write_whole(file, progress.as_line(header) + body, mode)
                done = say("handin_done", n=n)
                break
            if _same(file, header, body):
                done = say("handin_already", n=n)
                break
    except OSError as error:
        reason = error.strerror or str(error)
        raise HandinError(
            say("handin_unwritten", folder=target.parent.as_posix(), reason=reason)
        ) from error
    where = say("handin_file", file=file.as_posix())
    return Done([done, where, say("handin_next"), *history.notes], file)


def a_header(name, moment, count):
    """Make the first line of a file.

    Parameters
    ----------
    name : str
        Under which it is handed in.
    moment : datetime.datetime
        In UTC.
    count : int
        How many answers follow.

    Returns
    -------
    dict

    Examples
    --------
    >>> a_header("Ana", progress.now(), 3)["records"]
    3
    """
    return {
        "kind": KIND,
        "schema": SCHEMA,
        "name": name,
        "exported": moment.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "module": __version__,
        "records": count,
    }


def read(path):
    """Read a file of :func:`export`, which may have been changed or damaged by anyone.

    Parameters
    ----------
    path : path-like

    Returns
    -------
    header : dict
        ``name`` and ``exported`` (ISO 8601), both only as claimed, or empty; ``module``;
        ``records``, how many there should be, or None.
    records : list of dict
        As :func:`helpers.quiz.progress.parse` gives them, in the order of the file, none twice.
    problems : list of str
        What had to be left out, what is missing: in sentences that name the file.

    Raises
    ------
    HandinError
        If there is nothing in it that can be used.

    Examples
    --------
    >>> record, problem = progress.save("q-1", "0a1b", "choice", "b", 1, "04_trade")
    >>> header, records, problems = read(export("Ana").path)
    >>> header["name"], header["records"] == len(records), records[0]["answer"], problems
    ('Ana', True, 'b', [])
    """
    path = _path(path)
    name = _clean(path.name) or _shown(path)
    found, torn, foreign = [], 0, 0
    try:
        lines = progress.lines(path, LIMIT)
        header = _header(next(lines, b""), name)
        torn, foreign = progress.sift(lines, found)
    except FileNotFoundError as error:
        raise HandinError(say("handin_missing", file=_shown(path))) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise HandinError(say("handin_unread", file=name, reason=reason)) from error
    if not found:
        raise HandinError(say("handin_no_answers", file=name))
    records = {}
    double = 0
    for record in found:  # the first of two stays
        first = records.setdefault((record["session"], record["n"]), record)
        double += first is not record and _differ(first, record)
    total, count = header["records"], len(found) + torn + foreign
    problems = [
        say(word, file=name, n=n, total=total)
        for word, n, wrong in (
            ("handin_short", count, total is not None and count < total),
            ("handin_long", count, total is None or count > total),
            ("handin_torn", torn, torn),
            ("foreign", foreign, foreign),
            ("handin_double", double, double),
        )
        if wrong
    ]
    return header, list(records.values()), problems


def take_in(path):
    """Take over the answers of a file; see :func:`helpers.quiz.import_progress`.

    Parameters
    ----------
    path : path-like

    Returns
    -------
    Done
        How many answers were new. ``path`` is the file made for them in the folder of answers, or
        None if none was new.

    Raises
    ------
    HandinError
        If the file cannot be used, or nothing can be written here.

    Examples
    --------
    >>> record, problem = progress.save("q-1", "0a1b", "choice", "b", 1, "04_trade")
    >>> "New answers: 0." in str(take_in(export("Ana").path))
    True
    """
    header, records, problems = read(path)
    here = {(r["session"], r["n"]): r for r in progress.load().records}
    new = [r for r in records if (r["session"], r["n"]) not in here]
    known = [r for r in records if (r["session"], r["n"]) in here]
    differ = sum(_differ(here[r["session"], r["n"]], r) for r in known)
    name = _clean(_path(path).name)
    if sum(len(progress.as_line(r)) for r in new) > progress.LIMIT:
        raise HandinError(say("handin_large", file=name, n=progress.LIMIT // 1_000_000))
    file = None
    if new:
        try:
            file = progress.add(new)
        except OSError as error:
            reason = error.strerror or str(error)
            raise HandinError(say("takein_unwritten", folder=_folder(), reason=reason)) from error
    by, date = header["name"], header["exported"][:10] or "?"
    said = [
        say("takein_from" if by else "takein_from_nobody", file=name, name=by, date=date),
        say("takein_done", n=len(new), known=len(known)),
        new and say("takein_show"),
        differ and say("takein_differ", n=differ),
        *problems,
    ]
    return Done(said, file)


def forget(sure=False):
    """Delete all answers of this machine; see :func:`helpers.quiz.forget`.

    Parameters
    ----------
    sure : bool
        Anything but True only says what would be deleted.

    Returns
    -------
    Done

    Raises
    ------
    HandinError
        If a file cannot be deleted; the others are gone then.

    Examples
    --------
    >>> record, problem = progress.save("q-1", "0a1b", "choice", "b", 1, "04_trade")
    >>> str(forget()).endswith("To delete them for good, run quiz.forget(sure=True).")
    True
    """
    folder = _folder()
    try:
        ours, others, answers = progress.kept()
    except OSError as error:
        reason = error.strerror or str(error)
        raise HandinError(say("handin_unread", file=folder, reason=reason)) from error
    left = others and say("forget_others", files=_names(others))
    if not ours and not answers:
        return Done([say("forget_nothing", folder=folder), left, *_exported()])
    if sure is not True:
        would = say("forget_would", n=answers, files=len(ours), folder=folder)
        return Done([would, left, *_exported(), say("forget_how")])
    progress.start_afresh()
    failed = []
    for file in ours:
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            failed.append(f"{file.name} ({error.strerror or error})")
    if failed:
        gone = len(ours) - len(failed)
        raise HandinError(say("forget_failed", files="; ".join(failed), n=gone, folder=folder))
    done = say("forget_done", n=answers, files=len(ours), folder=folder)
    return Done([done, say("forget_open"), left, *_exported()])


def _header(line, name):
    """The first line of a file, with nothing in it that was not looked at."""
    if not line:
        raise HandinError(say("handin_empty", file=name))
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        found = None
    if progress.parse(line):
        raise HandinError(say("handin_raw", file=name, folder=_folder()))
    if not isinstance(found, dict) or found.get("kind") != KIND:
        raise HandinError(say("handin_foreign", file=name))
    schema, total = found.get("schema"), found.get("records")
    module = _clean(found.get("module"))
    if type(schema) is not int or schema < SCHEMA:
        raise HandinError(say("handin_foreign", file=name))
    if schema > SCHEMA:
        raise HandinError(say("handin_future", file=name, module=module or "?"))
    exported = found.get("exported")
    try:
        dt.datetime.fromisoformat(exported)
    except (TypeError, ValueError):
        exported = ""
    return {
        "kind": KIND,
        "schema": SCHEMA,
        "name": _clean(found.get("name")),
        "exported": exported,
        "module": module,
        "records": total if type(total) is int and total >= 0 else None,
    }


def _clean(name):
    """A name as one short line of text, with nothing in it that cannot be seen."""
    if not isinstance(name, str):
        return ""
    text = " ".join(unicodedata.normalize("NFC", name[:1000]).split())
    seen = [c for c in text if unicodedata.category(c) not in HIDDEN and c not in TURNING]
    return "".join(seen)[:LONGEST_NAME].strip()


def _target(to, name, moment):
    """The file to write, before one looks what is there."""
    letters = "".join(c if unicodedata.category(c)[0] in "LMN" else "-" for c in name)
    slug = re.sub("-+", "-", letters).encode()[:120].decode(errors="ignore").strip("-")
    own = "-".join(filter(None, ["answers", slug, f"{moment.astimezone():%Y-%m-%d}"])) + ".jsonl"
    if to is None:
        return progress.folder().parent / own
    path = _path(to)
    try:
        target = path / own if path.is_dir() or not path.suffix else path
        if not target.parent.is_dir():
            raise HandinError(say("handin_no_folder", folder=target.parent.as_posix()))
        inside = target.parent.resolve() == progress.folder().resolve()
    except (OSError, RuntimeError) as error:  # such as a link that leads to itself
        raise HandinError(say("handin_no_folder", folder=_shown(path))) from error
    if inside:
        raise HandinError(say("handin_own_folder", folder=_folder()))
    return target


def _numbered(file):
    yield file
    for n in itertools.count(2):
        yield file.with_name(f"{file.stem}-{n}{file.suffix}")


def _same(file, header, body):
    """Whether a file holds these answers under this name, written at whatever time."""
    if not file.is_file() or file.stat().st_size > len(body) + 10_000:
        return False
    first, _, rest = file.read_bytes().partition(b"\n")
    if rest != body:
        return False
    try:
        return {**json.loads(first), "exported": ""} == {**header, "exported": ""}
    except (ValueError, TypeError, RecursionError):
        return False


def _differ(one, other):
    return one is not other and progress.as_line(one) != progress.as_line(other)


def _path(value):
    try:
        path = Path(value).expanduser().absolute()
        os.fsencode(path)
        if "\0" in str(path) or not str(value).strip():
            raise ValueError
        return path
    except (TypeError, ValueError, RuntimeError) as error:
        shown = repr(value)
        shown = shown if len(shown) < 80 else f"{shown[:80]}…"
        raise HandinError(say("handin_path", value=shown)) from error


def _shown(path):
    text = path.as_posix()
    return text if len(text) < 300 else f"{text[:300]}…"


def _folder():
    return progress.folder().as_posix()


def _names(files, most=5):
    rest = ["…"] if len(files) > most else []
    return ", ".join([_clean(f.name) for f in files[:most]] + rest)


def _exported():
    """What to know of files that were exported: they are not deleted."""
    where = progress.folder().parent
    try:
        found = sorted(where.glob("answers-*.jsonl"))
    except OSError:
        found = []
    return [
        say("forget_exported", folder=where.as_posix()),
        found and say("forget_exported_found", files=_names(found)),
    ]
