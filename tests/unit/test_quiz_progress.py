"""Answers on disk: nothing is lost, nothing is made before it is needed, faults are told."""

import datetime as dt
import errno
import json
import os
import shutil
import subprocess
import sys
import tempfile

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
    monkeypatch.setattr(progress, "now", lambda: moment)
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
    write(place, "b.jsonl", {**LINE, "answer": "early", "time": "2026-01-01T00:00:00Z", "n": 1},
          {**LINE, "answer": "late", "time": "2026-01-03T00:00:00Z", "n": 2})  # fmt: skip
    write(place, "a.jsonl", {**LINE, "session": "t", "answer": "middle",
                             "time": "2026-01-02T03:00:00+03:00"})  # fmt: skip
    assert answers() == ["early", "middle", "late"]
    assert [r["answer"] for r in progress.load().of("q")] == ["early", "middle", "late"]
    assert progress.load().of("other") == []


def test_a_clock_put_back_does_not_turn_the_order_of_a_session(place, monkeypatch):
    clock = iter([12, 13, 9, 10, 14])
    monkeypatch.setattr(
        progress, "now", lambda: dt.datetime(2026, 11, 23, next(clock), tzinfo=dt.UTC)
    )
    monkeypatch.setattr(progress, "_new_name", lambda: "own.jsonl")
    for answer in ("12 h", "13 h", "back: 9 h", "10 h", "14 h"):
        keep(answer)
    other = {**LINE, "session": "t", "answer": "elsewhere, 11 h", "time": "2026-11-23T11:00:00Z"}
    write(place, "other.jsonl", other)
    assert answers() == ["elsewhere, 11 h", "12 h", "13 h", "back: 9 h", "10 h", "14 h"]


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


def test_claims_in_a_file_are_not_read(place):
    write(place, "a.jsonl", {**LINE, "correct": True, "share": 1.0, "hints": 2, "review": ""})
    (record,) = progress.load().records
    assert record == {**LINE, "hints": 2}


@pytest.mark.parametrize(
    "fault",
    [{"n": True}, {"n": -1}, {"try": "1"}, {"try": None}, {"lesson": 4}, {"hints": "many"},
     {"shown": 1}, {"review": None}, {"schema": True}, {"time": "0001-01-01T00:00:00+14:00"}],
    ids=str,
)  # fmt: skip
def test_a_record_of_another_form_is_left_out(place, fault):
    write(place, "a.jsonl", {**LINE, **fault}, {**LINE, "n": 2})
    history = progress.load()
    assert [r["n"] for r in history.records] == [2]
    assert "left out: 1 (file a.jsonl)" in history.notes[0]


def test_a_file_cut_off_anywhere_gives_all_the_whole_lines(place):
    first, second = ({**LINE, "answer": "Привет", "n": n} for n in (1, 2))
    whole = progress.as_line(first) + progress.as_line(second)
    place.mkdir(parents=True)
    begin = len(progress.as_line(first))
    for end in range(begin, len(whole)):
        (place / "a.jsonl").write_bytes(whole[:end])
        expected = [1, 2] if end == len(whole) - 1 else [1]  # only the end of the line is missing
        assert [r["n"] for r in progress.load().records] == expected, end


def test_empty_files_and_those_that_macos_lays_beside_are_no_fault(place):
    write(place, "a.jsonl", LINE)
    (place / "b.jsonl").touch()
    (place / "c.jsonl").write_bytes(b"\n\r\n  \n")
    (place / "._a.jsonl").write_bytes(b"\x00\x05\x16\x07")
    history = progress.load()
    assert len(history.records) == 1 and history.notes == []


def test_a_file_changed_by_an_editor_is_still_read(place):
    place.mkdir(parents=True)
    text = b"\xef\xbb\xbf" + progress.as_line(LINE) + progress.as_line({**LINE, "n": 2})
    (place / "a.jsonl").write_bytes(text.replace(b"\n", b"\r\n"))
    history = progress.load()
    assert [r["n"] for r in history.records] == [1, 2] and history.notes == []


def test_huge_files_cost_nothing_and_are_named(place):
    write(place, "a.jsonl", LINE)
    write(place, "huge.jsonl")
    os.truncate(place / "huge.jsonl", 200_000_000)
    (place / "junk.jsonl").write_bytes(b"x\n" * 5_000_000)
    (place / "line.jsonl").write_bytes(
        b"[" * 5_000_000 + b"\n" + progress.as_line({**LINE, "n": 2})
    )
    history = progress.load()
    assert [r["n"] for r in history.records] == [1, 2]
    notes = "\n".join(history.notes)
    assert "huge.jsonl could not be opened (it is larger than 32 MB)" in notes
    assert f"left out: {progress.PATIENCE + 1} (file junk.jsonl)" in notes
    assert "left out: 1 (file line.jsonl)" in notes


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_in_the_folder_does_not_stop_the_lesson(place):
    write(place, "a.jsonl", LINE)
    os.mkfifo(place / "b.jsonl")
    (place / "c.jsonl").symlink_to("c.jsonl")
    code = "from helpers.quiz import progress; h = progress.load(); print(h.records, h.notes)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert "'session': 's'" in said.stdout
    assert "b.jsonl could not be opened (it is not a file)" in said.stdout
    assert "c.jsonl could not be opened" in said.stdout


def test_half_a_character_does_not_stop_what_comes_after_it(place):
    assert keep("\ud83d")[1] == ""
    assert keep("c")[1] == ""
    history = progress.load()
    assert [r["answer"] for r in history.records] == ["\ud83d", "c"] and history.notes == []


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


def test_a_drive_that_cannot_flush_still_keeps(place, monkeypatch):
    def refuse(_):
        raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(progress.os, "fsync", refuse)
    assert keep("a")[1] == ""
    monkeypatch.delattr(progress.os, "fsync")
    assert keep("b")[1] == ""
    monkeypatch.setattr(progress, "_session", None)
    assert answers() == ["a", "b"]


def test_a_network_drive_that_is_full_only_when_flushed_is_told(place, monkeypatch):
    real = os.fsync

    def refuse(_):
        raise OSError(errno.EDQUOT, "Disk quota exceeded")

    monkeypatch.setattr(progress.os, "fsync", refuse)
    assert keep("a")[1] == "Disk quota exceeded"
    monkeypatch.setattr(progress.os, "fsync", real)
    assert keep("b")[1] == ""
    assert answers() == ["a", "b"]


def test_answers_that_wait_go_along_to_another_folder(place, monkeypatch, tmp_path):
    place.parent.mkdir(parents=True)
    place.write_text("a file stands where the folder should be")
    assert keep("a")[1]
    monkeypatch.setenv(progress.FOLDER_VARIABLE, str(tmp_path / "stick"))
    assert answers() == ["a"]
    assert keep("b")[1] == ""
    monkeypatch.setattr(progress, "_session", None)
    assert sorted(answers()) == ["a", "b"]


FULL = """
import os, sys
from pathlib import Path
from helpers.quiz import progress
def keep():
    return progress.save("q", "v", "choice", "b", 1, "04_trade")[1]
"""

TOO_LONG = """
import resource
before = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (600, before[1]))
problems = [keep() for _ in range(3)]
assert problems[:2] == ["", ""] and problems[2], problems
assert len(progress.load().records) == 3
resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
assert keep() and keep()
assert len(progress.load().records) == 5
resource.setrlimit(resource.RLIMIT_FSIZE, before)
"""

FULL_DISK = """
place = progress.folder()
ballast = place.parent / "ballast"
ballast.write_bytes(bytes(40_000))
n = 1
while not (problem := keep()):
    n += 1
assert problem == "No space left on device", problem
for _ in range(5):
    assert keep() == problem
n += 5
assert len(progress.load().records) == n
assert all(file.stat().st_size for file in place.iterdir()), "no litter of empty files"
ballast.unlink()
"""

READ_ONLY = """
place = progress.folder()
assert keep() == ""
assert os.system(f"mount -o remount,ro '{place.parent}'") == 0
assert keep() == keep() == "Read-only file system"
assert len(progress.load().records) == 3
assert os.system(f"mount -o remount,rw '{place.parent}'") == 0
"""

ALL_THERE = """
n = len(progress.load().records) + 1
assert keep() == "", "the disk allows it again"
progress._session = None
history = progress.load()
assert len(history.records) == n, "and what was told is on it now, each once"
print("all there", n)
"""


@pytest.mark.skipif(os.name != "posix", reason="limits of a process are a thing of POSIX")
def test_a_file_that_may_not_grow_is_told_and_made_up_for(place):
    code = FULL + TOO_LONG + ALL_THERE
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert said.stdout == "all there 6\n", said.stderr


def own_disk(*command):
    """A command that runs with a small disk of its own, if this system lets anyone have one."""
    return ["unshare", "-rm", "sh", "-c", 'mount -t tmpfs -o size=64k tmpfs "$0" && exec "$@"',
            *map(str, command)]  # fmt: skip


def has_own_disk():
    if not shutil.which("unshare"):
        return False
    return not subprocess.run(
        own_disk(tempfile.gettempdir(), "true"), capture_output=True
    ).returncode


@pytest.mark.skipif(not has_own_disk(), reason="a disk of one's own needs Linux user namespaces")
@pytest.mark.parametrize("script", [FULL_DISK, READ_ONLY], ids=["full", "read-only"])
def test_a_real_disk_that_takes_nothing_is_told_and_made_up_for(place, script):
    place.parent.mkdir(parents=True)
    code = FULL + script + ALL_THERE
    command = own_disk(place.parent, sys.executable, "-c", code)
    said = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert said.stdout.startswith("all there"), said.stderr


WRITER = """
import sys
from helpers.quiz import progress
for i in range(int(sys.argv[2])):
    progress.save("q", "v", "choice", f"{sys.argv[1]}-{i}", i + 1, "l")
"""


def writer(name, count):
    return subprocess.Popen([sys.executable, "-c", WRITER, name, str(count)])


def test_two_processes_at_once_lose_nothing(place):
    both = [writer(name, 1000) for name in "ab"]
    assert [process.wait() for process in both] == [0, 0]
    history = progress.load()
    found = [r["answer"] for r in history.records]
    assert len(found) == 2000 and history.notes == []
    for name in "ab":  # the order of each session survives the merging
        assert [a for a in found if a[0] == name] == [f"{name}-{i}" for i in range(1000)]
    assert len(list(place.iterdir())) == 2


def test_two_kernels_of_one_lesson_see_each_other_when_they_look(place):
    keep("here", q="same")
    assert writer("there", 1).wait() == 0
    keep("here again", q="same")
    assert [(r["answer"], r["n"]) for r in progress.load().records] == [
        ("here", 1), ("there-0", 1), ("here again", 2),
    ]  # fmt: skip


KILLED = """
import json, mmap, os, random, signal, struct, time
from helpers.quiz import progress

shared = mmap.mmap(-1, 9)  # how many answers were confirmed, and whether one is being written
confirmed = lambda: struct.unpack("q", shared[:8])[0]
out, chance = [], random.Random(1)
for k in range(100):
    shared[:] = bytes(9)
    child = os.fork()
    while child == 0:
        n = confirmed()
        shared[8] = 1
        problem = progress.save("q", "v", "open", f"{k} {n} " + "x" * 9000, n + 1, "l")[1]
        shared[:8] = struct.pack("q", n + 1 if not problem else -1000)
        shared[8] = 0
    while confirmed() < 3:
        time.sleep(0.0005)
    time.sleep(chance.random() / 200)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    out.append([confirmed(), shared[8]])
print(json.dumps(out))
"""


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is a signal of POSIX systems")
def test_a_hundred_killed_processes_lose_at_most_the_answer_being_written(place):
    said = subprocess.run(
        [sys.executable, "-c", KILLED], capture_output=True, text=True, timeout=300
    )
    killed = json.loads(said.stdout)
    assert len(killed) == 100 and sum(writing for _, writing in killed) > 50, "in the middle of it"
    history = progress.load()
    found = [r["answer"].split()[:2] for r in history.records]
    for k, (confirmed, writing) in enumerate(killed):
        numbers = [int(n) for who, n in found if who == str(k)]
        assert numbers == list(range(len(numbers))), "none between is missing"
        assert confirmed <= len(numbers) <= confirmed + writing
    assert all("left out: 1 (" in note for note in history.notes), "never more than one line a file"


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
