"""The answers of this machine: one folder, one append-only file per kernel session.

A line is one answer, as JSON. Nobody else writes into a session's file, so two tabs, or a folder
shared by two machines, never collide; a reader takes all files together. A line is written by one
call and ends the file, so a crash can cost the line being written and no other.
"""

import contextlib
import datetime as dt
import json
import os
import uuid
from dataclasses import dataclass, field
from pathlib import Path

from helpers.quiz.words import say

SCHEMA = 1
FOLDER_VARIABLE = "CHINA_RUSSIA_PROGRESS"


def folder():
    """Say where the answers are kept.

    Returns
    -------
    pathlib.Path
        What the environment variable ``CHINA_RUSSIA_PROGRESS`` names; else, in a checkout of the
        module, ``my-lessons/progress``; else ``china-russia-module/progress`` in the home folder.
        It need not exist: it is made with the first answer.

    Examples
    --------
    >>> folder().is_absolute()
    True
    """
    named = os.environ.get(FOLDER_VARIABLE, "").strip()
    if named:
        return Path(named).expanduser().absolute()
    root = Path(__file__).resolve().parents[3]
    if (root / "start.py").is_file() and (root / "data" / "questions").is_dir():
        return root / "my-lessons" / "progress"
    return Path.home() / "china-russia-module" / "progress"


@dataclass
class History:
    """What was found: records in order of time, and sentences on what had to be left out."""

    records: list = field(default_factory=list)
    notes: list = field(default_factory=list)

    def of(self, question):
        """Give the records of one question, oldest first."""
        return [r for r in self.records if r["question"] == question]


@dataclass
class _Session:
    """The file of this kernel, and the answers that could not be written yet."""

    process: int
    folder: Path
    name: str = field(default_factory=lambda: uuid.uuid4().hex)
    file: Path | None = None
    count: int = 0
    waiting: list = field(default_factory=list)


_session = None


def save(question, version, type, answer, number, lesson, shown=False):
    """Keep one answer.

    Parameters
    ----------
    question, version, type, lesson : str
        Which question, in which wording.
    answer : object
        As given, never as marked; ``None`` with ``shown``.
    number : int
        The how-manieth try it is.
    shown : bool
        Not an answer: the student asked to see the right one.

    Returns
    -------
    record : dict
        What was, or will be, written.
    problem : str
        Why it could not be written; empty if it was. The answer is then held in memory, counts
        in :func:`load`, and is written with the next answer for which the disk allows it.

    Examples
    --------
    >>> record, problem = save("q-1", "0a1b", "choice", "b", 1, "04_trade")
    >>> record["answer"], problem
    ('b', '')
    """
    session = _current()
    session.count += 1
    record = {
        "schema": SCHEMA,
        "question": question,
        "version": version,
        "type": type,
        "answer": answer,
        "time": _now().isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "try": number,
        "lesson": lesson,
        "session": session.name,
        "n": session.count,
    }
    if shown:
        record["shown"] = True
    session.waiting.append(record)
    try:
        _write(session)
    except OSError as error:
        session.file = None  # it may end in half a line: go on in a new one
        return record, error.strerror or str(error)
    return record, ""


def load():
    """Read all answers of the folder, and those of this session that are not on disk.

    Returns
    -------
    History

    Examples
    --------
    >>> load().notes
    []
    """
    history = History()
    found = {}
    for file in _files(history):
        torn = foreign = 0
        try:
            lines = file.read_bytes().split(b"\n")
        except OSError as error:
            history.notes.append(say("unread", file=file.name, reason=error.strerror))
            continue
        for line in filter(bytes.strip, lines):
            record = _record(line)
            if record is None:
                torn += 1
            elif record == {}:
                foreign += 1
            else:
                found.setdefault((record["session"], record["n"]), record)
        for name, n in (("torn", torn), ("foreign", foreign)):
            if n:
                history.notes.append(say(name, n=n, file=file.name))
    for record in _current().waiting:
        found.setdefault((record["session"], record["n"]), record)
    history.records = sorted(found.values(), key=lambda r: (_time(r), r["session"], r["n"]))
    return history


def _current():
    """The session of this process; a fork, or another folder, begins a new one."""
    global _session
    if _session is None or (_session.process, _session.folder) != (os.getpid(), folder()):
        _session = _Session(os.getpid(), folder())
    return _session


def _write(session):
    session.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if session.file is None:
        name = f"{_now():%Y-%m-%dT%H%M%SZ}-{uuid.uuid4().hex[:8]}.jsonl"
        session.file = session.folder / name
    lines = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in session.waiting).encode()
    # 0700 and 0600: on a shared machine the answers are the student's alone.
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
    handle = os.open(session.file, flags, 0o600)
    try:
        if os.write(handle, lines) != len(lines):
            raise OSError(28, "No space left on device")
        with contextlib.suppress(OSError):  # some drives of browsers and networks cannot
            os.fsync(handle)
    finally:
        os.close(handle)
    session.waiting.clear()


def _files(history):
    where = folder()
    try:
        return sorted(f for f in where.iterdir() if f.suffix == ".jsonl")
    except FileNotFoundError:
        return []
    except OSError as error:
        history.notes.append(say("unread", file=where.name, reason=error.strerror))
        return []


def _record(line):
    """One line → a record; None if it is torn, {} if it is of another schema."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(record, dict):
        return None
    if record.get("schema") != SCHEMA:
        return {}
    words = ("question", "version", "type", "time", "session")
    if not all(isinstance(record.get(name), str) for name in words):
        return None
    if not isinstance(record.get("n"), int) or "answer" not in record or _time(record) is None:
        return None
    return record


def _time(record):
    try:
        time = dt.datetime.fromisoformat(record["time"])
    except ValueError:
        return None
    return time if time.tzinfo else time.replace(tzinfo=dt.UTC)


def _now():
    return dt.datetime.now(dt.UTC)
