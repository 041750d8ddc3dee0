"""Answers on disk: nothing is lost, nothing is made before it is needed, faults are told."""

import datetime as dt
import json
import os
import signal
import subprocess
import sys
import time

import pytest

from helpers.quiz import progress

LINE = {
    "schema": 1, "question": "q", "version": "v", "type": "choice", "answer": "a",
    "time": "2026-01-01T10:00:00.000Z", "try": 1, "lesson": "l", "session": "s", "n": 1,
}  # fmt: skip


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A progress folder that does not exist yet, and a new session."""
    folder = tmp_path / "my answers ü" / "progress"
    monkeypatch.setenv(progress.FOLDER_VARIABLE, str(folder))
    monkeypatch.setattr(progress, "_session", None)
    return folder


def keep(answer="b", q="q", **more):
    return progress.save(q, "v", "choice", answer, 1, "04_trade", **more)


def write(place, name, *lines):
    place.mkdir(parents=True, exist_ok=True)
    (place / name).write_bytes(
        b"".join((x if isinstance(x, bytes) else json.dumps(x).encode()) + b"\n" for x in lines)
    )


def answers():
    return [r["answer"] for r in progress.load().records]


def test_nothing_is_made_before_the_first_answer(place):
    assert progress.load().records == []
    assert not place.parent.exists()
    keep()
    assert len(list(place.iterdir())) == 1


def test_a_record_says_what_later_marking_needs(place, monkeypatch):
    moment = dt.datetime(2026, 11, 23, 10, 0, 0, 5000, tzinfo=dt.UTC)
    monkeypatch.setattr(progress, "_now", lambda: moment)
    keep("b")
    (file,) = place.iterdir()
    record = json.loads(file.read_text(encoding="utf-8"))
    session = record.pop("session")
    assert len(session) == 32
    assert record == {
        "schema": 1, "question": "q", "version": "v", "type": "choice", "answer": "b",
        "time": "2026-11-23T10:00:00.005Z", "try": 1, "lesson": "04_trade", "n": 1,
    }  # fmt: skip


def test_raw_answers_of_any_kind_come_back(place):
    for answer in ("b", ["a", "c"], {"x": 1}, 2.5, "Привет\n中文", None):
        keep(answer)
    assert answers() == ["b", ["a", "c"], {"x": 1}, 2.5, "Привет\n中文", None]


def test_sessions_are_merged_by_time(place, monkeypatch):
    write(place, "b.jsonl", {**LINE, "answer": "late", "time": "2026-01-03T00:00:00Z", "n": 1},
          {**LINE, "answer": "early", "time": "2026-01-01T00:00:00Z", "n": 2})  # fmt: skip
    write(place, "a.jsonl", {**LINE, "session": "t", "answer": "middle",
                             "time": "2026-01-02T03:00:00+03:00"})  # fmt: skip
    assert answers() == ["early", "middle", "late"]
    assert [r["answer"] for r in progress.load().of("q")] == ["early", "middle", "late"]
    assert progress.load().of("other") == []


def test_a_copied_file_counts_once(place):
    write(place, "a.jsonl", LINE)
    write(place, "a (copy).jsonl", LINE)
    assert answers() == ["a"]


def test_what_cannot_be_read_is_left_out_with_a_word(place):
    write(place, "a.jsonl", LINE, b'{"schema": 1, "question": "q", "ans')
    write(place, "b.jsonl", b"\xff\xfe\x00", b"null", b"[1]", b'"x"', b"[" * 10_000, b"",
          {**LINE, "n": 2, "time": "yesterday"}, {**LINE, "n": "3"}, {**LINE, "question": 7},
          {k: v for k, v in LINE.items() if k != "answer"})  # fmt: skip
    write(place, "c.jsonl", {**LINE, "n": 4, "schema": 2}, {"schema": 99}, {**LINE, "n": 5})
    (place / "d.jsonl").mkdir()
    (place / "e.txt").write_text("not ours")
    history = progress.load()
    assert [r["n"] for r in history.records] == [1, 5]
    notes = "\n".join(history.notes)
    assert "could not be read, and are left out: 1 (file a.jsonl)" in notes
    assert "left out: 9 (file b.jsonl)" in notes
    assert "another version of the module, which are left out: 2 (file c.jsonl)" in notes
    assert "d.jsonl could not be opened" in notes
    assert len(history.notes) == 4


@pytest.mark.skipif(sys.platform == "win32", reason="needs links to a full device")
def test_a_full_disk_is_told_and_the_answer_is_kept_in_memory(place, monkeypatch):
    real = os.write
    monkeypatch.setattr(progress.os, "write", lambda handle, data: real(handle, data[:40]))
    _, problem = keep("b")
    assert "No space left" in problem
    assert answers() == ["b"]
    monkeypatch.setattr(progress.os, "write", real)
    assert keep("c")[1] == ""
    history = progress.load()
    assert [r["answer"] for r in history.records] == ["b", "c"], "both are on disk now"
    assert len(history.notes) == 1, "and half a line of the first attempt, in a file of its own"
    monkeypatch.setattr(progress, "_session", None)
    assert answers() == ["b", "c"]


def test_a_folder_that_cannot_be_written_is_told(place, monkeypatch):
    place.parent.mkdir(parents=True)
    place.write_text("a file stands where the folder should be")
    _, problem = keep("b")
    assert problem
    assert answers() == ["b"]
    assert progress.load().notes
    place.unlink()
    assert keep("c")[1] == ""
    monkeypatch.setattr(progress, "_session", None)
    assert answers() == ["b", "c"]


def test_a_folder_deleted_under_a_running_session_is_made_again(place):
    keep("b")
    for file in place.iterdir():
        file.unlink()
    place.rmdir()
    assert keep("c")[1] == ""
    assert answers() == ["c"]


def test_other_people_on_the_machine_cannot_read_it(place):
    keep()
    (file,) = place.iterdir()
    if os.name == "posix":
        assert file.stat().st_mode & 0o077 == 0
        assert place.stat().st_mode & 0o077 == 0


def test_where_the_folder_is(monkeypatch, tmp_path):
    monkeypatch.setenv(progress.FOLDER_VARIABLE, str(tmp_path / "x"))
    assert progress.folder() == tmp_path / "x"
    monkeypatch.setenv(progress.FOLDER_VARIABLE, "  ")
    root = progress.Path(progress.__file__).resolve().parents[3]
    if (root / "start.py").exists():
        assert progress.folder() == root / "my-lessons" / "progress"
    elsewhere = tmp_path / "site-packages" / "helpers" / "quiz" / "progress.py"
    monkeypatch.setattr(progress, "__file__", str(elsewhere))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert progress.folder() == tmp_path / "china-russia-module" / "progress"


WRITER = """
import sys
from helpers.quiz import progress
for i in range(int(sys.argv[2])):
    progress.save("q", "v", "choice", f"{sys.argv[1]}-{i}", i + 1, "l")
    print(i, flush=True)
"""


def writer(name, count):
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, name, str(count)], stdout=subprocess.PIPE, text=True
    )


def test_two_processes_at_once_lose_nothing(place):
    both = [writer(name, 200) for name in "ab"]
    for process in both:
        process.communicate()
        assert process.returncode == 0
    expected = {f"{name}-{i}" for name in "ab" for i in range(200)}
    assert set(answers()) == expected and len(answers()) == 400
    assert len(list(place.iterdir())) == 2
    for name in "ab":  # the order of each session survives the merging
        own = [a for a in answers() if a.startswith(name)]
        assert own == sorted(own, key=lambda a: int(a[2:]))


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is a signal of POSIX systems")
def test_a_killed_process_loses_at_most_the_answer_being_written(place):
    process = writer("k", 100_000)
    for _ in range(20):
        process.stdout.readline()
    time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    said = 20 + len(process.stdout.read().split())
    process.wait()
    assert len(answers()) >= said, "what was confirmed is on disk"
    assert answers() == [f"k-{i}" for i in range(len(answers()))]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_fork_writes_into_a_file_of_its_own(place):
    keep("parent")
    child = os.fork()
    if child == 0:
        keep("child")
        os._exit(0)
    os.waitpid(child, 0)
    keep("parent again")
    assert sorted(answers()) == ["child", "parent", "parent again"]
    assert len(list(place.iterdir())) == 2
