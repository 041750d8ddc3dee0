"""The answers of this machine: one folder, one append-only file per kernel session.

A line is one answer, as JSON. Nobody else writes into a session's file, so two tabs, or a folder
shared by two machines, never collide; a reader takes all files together. A line is written by one
call and ends the file, so a crash can cost the line being written and no other.
"""

import contextlib
import datetime as dt
import errno
import json
import os
import re
import stat
import sys
import uuid
from dataclasses import dataclass, field
from pathlib import Path

from helpers.quiz.words import say

SCHEMA = 1
FOLDER_VARIABLE = "CHINA_RUSSIA_PROGRESS"
FIELDS = (
    "schema", "question", "version", "type", "answer", "time", "try", "lesson", "session", "n",
    "shown", "hints", "review",
)  # fmt: skip
"""What a record may hold. Anything else in a file, such as a claim to be right, is not read."""

ALWAYS = frozenset(FIELDS[:10])  # the others only where there is something to say
KINDS = dict.fromkeys(("question", "version", "type", "lesson", "session", "time", "review"), str)
KINDS |= {"schema": int, "n": int, "try": int, "hints": int, "shown": bool}

LIMIT = 32_000_000
"""Bytes of one file of the folder. A hundred thousand answers fit; more than that is not ours."""

LONGEST = 200_000
"""Bytes of one line. The longest answer that a question takes is 10,000 characters."""

PATIENCE = 10_000
"""Lines without an answer after which the rest of a file is not looked at."""

OURS = re.compile(r"\d{4}-\d\d-\d\dT\d{6}Z-[0-9a-f]{8}\.jsonl(\.[0-9a-f]{8}\.part)?")
"""Names of the files that this module makes in the folder."""


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


def save(question, version, type, answer, number, lesson, *, shown=False, hints=0, review=""):
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
    hints : int
        How many hints had been read.
    review : str
        The lesson in whose review it was answered; empty where the question belongs.

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
    record = a_record(
        question, version, type, answer, number, lesson, now(), session.name, session.count
    )
    record |= {k: v for k, v in {"shown": shown, "hints": hints, "review": review}.items() if v}
    session.waiting.append(record)
    try:
        _write(session)
    except OSError as error:
        _leave(session)
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
        records, torn, foreign = [], 0, 0
        try:
            torn, foreign = sift(lines(file), records)
        except OSError as error:
            history.notes.append(say("unread", file=file.name, reason=error.strerror))
        for record in records:
            found.setdefault((record["session"], record["n"]), record)
        for name, n in (("torn", torn), ("foreign", foreign)):
            if n:
                history.notes.append(say(name, n=n, file=file.name))
    for record in _current().waiting:
        found.setdefault((record["session"], record["n"]), record)
    history.records = in_order(found.values())
    return history


def add(records):
    """Lay records of another machine into the folder, whole or not at all.

    Parameters
    ----------
    records : list of dict
        As :func:`parse` gives them.

    Returns
    -------
    pathlib.Path
        The new file; those that are there stay as they are.

    Raises
    ------
    OSError
        If it cannot be written.

    Examples
    --------
    >>> add([]).suffix
    '.jsonl'
    """
    where = folder()
    where.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = where / _new_name()
    write_whole(file, b"".join(map(as_line, records)))
    return file


def kept():
    """Say which files of the folder hold the answers that this module wrote.

    Returns
    -------
    ours : list of pathlib.Path
        Known by their names, or, if they were renamed, because each line is an answer.
    others : list of pathlib.Path
        Other files that end in ``.jsonl``.
    answers : int
        How many answers ``ours`` and the memory of this session hold.

    Raises
    ------
    OSError
        If the folder cannot be looked into.

    Examples
    --------
    >>> ours, others, answers = kept()
    >>> others
    []
    """
    ours, others = [], []
    found = {(r["session"], r["n"]) for r in _current().waiting}
    try:
        files = sorted(folder().iterdir())
    except FileNotFoundError:
        files = []
    for file in files:
        named = OURS.fullmatch(file.name)
        if not named and (file.suffix != ".jsonl" or file.name.startswith(".")):
            continue
        records, pure = [], False
        if stat.S_ISREG(file.lstat().st_mode):  # a link is not ours, whatever it leads to
            with contextlib.suppress(OSError):
                pure = not any(sift(lines(file), records)) and bool(records)
        else:
            named = None
        if named or pure:
            ours.append(file)
            found |= {(r["session"], r["n"]) for r in records}
        else:
            others.append(file)
    return ours, others, len(found)


def start_afresh():
    """Forget what this session holds in memory; the next answer begins a new one.

    Examples
    --------
    >>> start_afresh()
    """
    global _session
    _session = None


def lines(file, limit=LIMIT):
    """Give the lines of a file that may be anything.

    Parameters
    ----------
    file : pathlib.Path
    limit : int
        The most bytes that are read.

    Yields
    ------
    bytes
        At most :data:`LONGEST`: what is longer is cut, so that it cannot be parsed.

    Raises
    ------
    OSError
        If it is no file (a folder, a pipe that would never end), larger than ``limit``, or cannot
        be read. ``strerror`` is in words.

    Examples
    --------
    >>> next(lines(Path(__file__))).startswith(b"The answers", 3)
    True
    """
    found = file.stat()
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, say("unread_kind"))
    if found.st_size > limit:
        raise OSError(errno.EFBIG, say("unread_large", n=limit // 1_000_000))
    with file.open("rb") as handle:
        while line := handle.readline(LONGEST):
            end = line
            while end and not end.endswith(b"\n"):
                end = handle.readline(LONGEST)
            yield line


def sift(lines, records):
    """Take the records out of lines that may be anything.

    Parameters
    ----------
    lines : iterable of bytes
    records : list
        The records are added to it, one by one: so they are there even if reading fails half way.

    Returns
    -------
    torn, foreign : int
        How many lines are no record, and how many are one of another schema. After
        :data:`PATIENCE` of them the rest is left.

    Examples
    --------
    >>> sift([b'{"schema": 2}', b'{"schema": 1, "que', b""], [])
    (1, 1)
    """
    torn = foreign = blank = 0
    for line in lines:
        if not line.strip():
            blank += 1
        elif (record := parse(line)) is None:
            torn += 1
        elif record == {}:
            foreign += 1
        else:
            records.append(record)
        if torn + foreign + blank > PATIENCE:
            break
    return torn, foreign


def as_line(record):
    """Write a record as one line of UTF-8.

    Parameters
    ----------
    record : dict

    Returns
    -------
    bytes

    Examples
    --------
    >>> as_line({"answer": "a"})
    b'{"answer": "a"}\\n'
    """
    try:
        return (json.dumps(record, ensure_ascii=False) + "\n").encode()
    except UnicodeEncodeError:  # half a character, as a broken input method sends it
        return (json.dumps(record) + "\n").encode()


def write_whole(file, content, mode=0o600):
    """Write a file so that it is there whole or not at all, also if the power goes.

    Parameters
    ----------
    file : pathlib.Path
        A file of this name is replaced.
    content : bytes
    mode : int
        Who may read it, where the system knows such rights.

    Raises
    ------
    OSError
        If it cannot be written; nothing is left behind then.

    Examples
    --------
    >>> folder().mkdir(exist_ok=True)
    >>> write_whole(folder() / "a.txt", b"whole")
    >>> (folder() / "a.txt").read_text()
    'whole'
    """
    part = file.with_name(f"{file.name}.{uuid.uuid4().hex[:8]}.part")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(part, flags, mode), "wb") as handle:
            handle.write(content)
            handle.flush()
            _sync(handle.fileno())
        part.replace(file)
    except OSError:
        with contextlib.suppress(OSError):
            part.unlink()
        raise


def _current():
    """The session of this process; a fork, or another folder, begins a new one.

    Answers that wait for a disk go along: whoever names another folder may do so because the
    first is full. Written twice, by a fork and its parent, they still count once.
    """
    global _session
    old, here = _session, (os.getpid(), folder())
    if old is None or (old.process, old.folder) != here:
        _session = _Session(*here, waiting=old.waiting if old else [])
    return _session


def _write(session):
    session.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if session.file is None:
        session.file = session.folder / _new_name()
    content = b"".join(map(as_line, session.waiting))
    # 0700 and 0600: on a shared machine the answers are the student's alone.
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
    handle = os.open(session.file, flags, 0o600)
    try:
        if os.write(handle, content) != len(content):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        _sync(handle)
    finally:
        os.close(handle)
    session.waiting.clear()


def _sync(handle):
    """Ask for the bytes to be on the disk, not on their way to it.

    Some drives of browsers and networks cannot say; one that says "full" only now is believed.
    """
    try:
        os.fsync(handle)
    except AttributeError:
        return
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG):
            raise


def _leave(session):
    """Go on in a new file: the old one may end in half a line. An empty one is taken away."""
    with contextlib.suppress(OSError):
        if session.file is not None and session.file.stat().st_size == 0:
            session.file.unlink()
    session.file = None


def _new_name():
    return f"{now():%Y-%m-%dT%H%M%SZ}-{uuid.uuid4().hex[:8]}.jsonl"


def _files(history):
    where = folder()
    try:
        # Names with a dot in front are what macOS lays beside a file on a stick.
        return sorted(
            f for f in where.iterdir() if f.suffix == ".jsonl" and not f.name.startswith(".")
        )
    except FileNotFoundError:
        return []
    except OSError as error:
        history.notes.append(say("unread", file=where.name, reason=error.strerror))
        return []


def parse(line):
    """Read one line that may be anything.

    Parameters
    ----------
    line : bytes

    Returns
    -------
    dict or None
        The record, with its :data:`FIELDS` and no others; empty if it is of another schema; None
        if it is torn, or no answer of this module. The answer itself may be any JSON value.

    Examples
    --------
    >>> parse(b'{"schema": 2}'), parse(b'{"schema": 1, "que')
    ({}, None)
    """
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    if "schema" in found and found["schema"] != SCHEMA:
        return {}
    for name, kind in KINDS.items():
        # Not isinstance: True is no number here.
        if type(found.get(name)) is not kind and (name in found or name in ALWAYS):
            return None
    if "answer" not in found or min(found["n"], found["try"], found.get("hints", 0)) < 0:
        return None
    if _time(found) is None:
        return None
    for name in ("question", "version", "type", "lesson", "session"):
        found[name] = sys.intern(found[name])  # of a class, the same words a million times
    return {name: found[name] for name in FIELDS if name in ALWAYS or found.get(name)}


def a_record(question, version, type, answer, number, lesson, moment, session, n):
    """Make the record of one answer, with what each has.

    Parameters
    ----------
    question, version, type, answer, number, lesson
        As in :func:`save`.
    moment : datetime.datetime
        In UTC.
    session : str
    n : int
        Its place in the session.

    Returns
    -------
    dict

    Examples
    --------
    >>> a_record("q-1", "0a1b", "choice", "b", 1, "04_trade", now(), "s", 1)["try"]
    1
    """
    return {
        "schema": SCHEMA,
        "question": question,
        "version": version,
        "type": type,
        "answer": answer,
        "time": moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "try": number,
        "lesson": lesson,
        "session": session,
        "n": n,
    }


def in_order(records):
    """Sort records by time; within a session as given, even if the clock was put back meanwhile.

    Parameters
    ----------
    records : iterable of dict

    Returns
    -------
    list of dict

    Examples
    --------
    >>> late = {"session": "s", "n": 1, "time": "2026-11-23T10:00:00Z"}
    >>> in_order([late, {**late, "n": 2, "time": "2026-11-23T09:00:00Z"}])[0]["n"]
    1
    """
    timed, latest = [], {}
    for record in sorted(records, key=lambda r: (r["session"], r["n"])):
        session, moment = record["session"], _time(record)
        latest[session] = max(moment, latest.get(session, moment))
        timed.append((latest[session], session, record["n"], record))
    return [entry[3] for entry in sorted(timed, key=lambda entry: entry[:3])]


def _time(record):
    try:
        time = dt.datetime.fromisoformat(record["time"])
        return time.astimezone(dt.UTC) if time.tzinfo else time.replace(tzinfo=dt.UTC)
    except (ValueError, OverflowError):
        return None


def now():
    """Give the present moment, in UTC: the one clock of the quiz.

    Returns
    -------
    datetime.datetime

    Examples
    --------
    >>> now().tzname()
    'UTC'
    """
    return dt.datetime.now(dt.UTC)
