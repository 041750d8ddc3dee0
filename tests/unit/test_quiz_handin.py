"""Answers as one file: complete, merged without doubles, safe to read, and deleted on request."""

import json
import os
import subprocess
import sys
import uuid

import pytest

from helpers import data, quiz
from helpers.quiz import handin, progress

LINE = {
    "schema": 1, "question": "q", "version": "v", "type": "choice", "answer": "a",
    "time": "2026-01-01T10:00:00.000Z", "try": 1, "lesson": "l", "session": "s", "n": 1,
}  # fmt: skip
HEADER = {
    "kind": "china-russia-answers", "schema": 1, "name": "Ana",
    "exported": "2026-11-23T10:00:00Z", "module": "0.1.0", "records": 1,
}  # fmt: skip


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A way to sit down at a machine: a progress folder of its own, and a new session."""

    def sit_down(name):
        folder = tmp_path / name / "progress"
        monkeypatch.setenv(progress.FOLDER_VARIABLE, str(folder))
        monkeypatch.setattr(progress, "_session", None)
        return folder

    return sit_down


@pytest.fixture
def place(machine):
    return machine("here")


def keep(answer="b", q="q", **more):
    return progress.save(q, "v", "choice", answer, 1, "04_trade", **more)


def answers():
    return [r["answer"] for r in progress.load().records]


def raw(line):
    return line if isinstance(line, bytes) else json.dumps(line).encode()


def handed_in(folder, *lines, name="handed in.jsonl"):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(b"".join(raw(line) + b"\n" for line in lines))
    return folder / name


# ------------------------------------------------------------------ export


def test_the_file_holds_a_header_and_every_answer_as_it_is_kept(place):
    keep("b"), keep("a", hints=1), keep(None, shown=True)
    done = quiz.export_progress("Ana")
    header, *records = map(json.loads, done.path.read_text(encoding="utf-8").splitlines())
    assert header.pop("exported").endswith("Z") and header.pop("module")
    assert header == {"kind": "china-russia-answers", "schema": 1, "name": "Ana", "records": 3}
    (own,) = place.iterdir()
    assert records == [json.loads(line) for line in own.read_text(encoding="utf-8").splitlines()]


def test_it_lies_beside_the_folder_of_answers_and_nothing_else_does(place):
    keep()
    path = quiz.export_progress().path
    assert path.parent == place.parent
    assert sorted(p.name for p in place.parent.iterdir()) == sorted([path.name, "progress"])


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Ana", "answers-Ana-2"),
        ("", "answers-2"),
        (None, "answers-2"),
        ("  Ana   María  ", "answers-Ana-María-2"),
        ("李雷", "answers-李雷-2"),
        ("Анна", "answers-Анна-2"),
        ("हिन्दी", "answers-हिन्दी-2"),
        ("../../etc/passwd", "answers-etc-passwd-2"),
        ("C:\\nul", "answers-C-nul-2"),
        ("a\0b\nc\u202egnp", "answers-ab-cgnp-2"),
        ("///", "answers-2"),
        ("中" * 500, "answers-" + "中" * 40 + "-2"),
    ],
)
def test_a_name_makes_a_safe_file_name(place, name, slug):
    keep()
    path = quiz.export_progress(name).path
    assert path.name.startswith(slug) and path.suffix == ".jsonl"
    assert path.parent == place.parent
    header, _, problems = handin.read(path)
    assert problems == [] and len(header["name"]) <= 100 and "\u202e" not in header["name"]


def test_an_earlier_file_is_never_overwritten(place):
    keep("a")
    first = quiz.export_progress("Ana").path
    before = first.read_bytes()
    assert quiz.export_progress("Ana").path == first, "nothing new: no second file"
    keep("b")
    second = quiz.export_progress("Ana").path
    assert second.name == first.name.replace(".jsonl", "-2.jsonl")
    keep("c")
    assert quiz.export_progress("Ana").path.name.endswith("-3.jsonl")
    assert first.read_bytes() == before
    assert quiz.export_progress("Ana", to=first).path.name.endswith("-3.jsonl")


def test_it_goes_where_one_says(place, tmp_path):
    keep()
    stick = tmp_path / "my stick"
    stick.mkdir()
    assert quiz.export_progress("Ana", to=stick).path.parent == stick
    assert quiz.export_progress("Ana", to=str(stick / "x.jsonl")).path == stick / "x.jsonl"
    (stick / "v1.0").mkdir()
    assert quiz.export_progress("Ana", to=stick / "v1.0").path.parent == stick / "v1.0"


def test_where_it_cannot_go_is_said(place, tmp_path):
    keep()
    (tmp_path / "file").touch()
    (tmp_path / "loop").symlink_to("loop")
    for to in (tmp_path / "no such", tmp_path / "no" / "x.jsonl", tmp_path / "file" / "x.jsonl",
               tmp_path / "loop", place):  # fmt: skip
        with pytest.raises(handin.HandinError, match="to="):
            quiz.export_progress("Ana", to=to)
    for to in (5, "", "a\0b", b"x"):
        with pytest.raises(handin.HandinError, match="is not the name of a file"):
            quiz.export_progress("Ana", to=to)
    assert len(list(place.iterdir())) == 1


def test_a_disk_that_is_full_is_said_and_no_half_file_stays(place, monkeypatch):
    keep()

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(progress.os, "fsync", full)
    with pytest.raises(handin.HandinError, match="No space left"):
        quiz.export_progress("Ana")
    assert [p.name for p in place.parent.iterdir()] == ["progress"]


def test_nothing_to_hand_in_is_said(place):
    with pytest.raises(handin.HandinError, match="There are no answers yet"):
        quiz.export_progress("Ana")
    assert not place.parent.exists()


def test_answers_that_a_disk_refused_are_handed_in_all_the_same(place):
    place.parent.mkdir(parents=True)
    place.write_text("a file stands where the folder should be")
    assert keep("b")[1]
    done = quiz.export_progress("Ana")
    assert [r["answer"] for r in handin.read(done.path)[1]] == ["b"]
    assert "could not be opened" in str(done), "and what could not be read is said"


@pytest.mark.skipif(os.name != "posix", reason="rights of this kind are a thing of POSIX")
def test_beside_the_answers_it_is_private_and_elsewhere_a_file_like_others(place, tmp_path):
    keep()
    assert quiz.export_progress("Ana").path.stat().st_mode & 0o077 == 0
    before = os.umask(0o022)
    try:
        assert quiz.export_progress("Ana", to=tmp_path).path.stat().st_mode & 0o777 == 0o644
    finally:
        os.umask(before)


# ------------------------------------------------------------------ import


def test_importing_ones_own_file_adds_nothing(place):
    keep("a"), keep("b")
    done = quiz.import_progress(quiz.export_progress("Ana").path)
    assert "New answers: 0. Known already: 2." in str(done)
    assert done.path is None and len(list(place.iterdir())) == 1


def test_two_machines_are_merged_and_twice_is_once(machine):
    machine("school")
    keep("at school"), keep("at school, later")
    file = quiz.export_progress("Ana").path
    home = machine("home")
    keep("at home", review="06_sco")
    assert "New answers: 2. Known already: 0." in str(quiz.import_progress(file))
    before = {p: p.read_bytes() for p in home.iterdir()}
    assert "New answers: 0. Known already: 2." in str(quiz.import_progress(file))
    assert {p: p.read_bytes() for p in home.iterdir()} == before
    assert sorted(answers()) == ["at home", "at school", "at school, later"]
    back = quiz.export_progress("Ana").path
    machine("school")
    assert "New answers: 1. Known already: 2." in str(quiz.import_progress(str(back)))
    assert sorted(answers()) == ["at home", "at school", "at school, later"]


def test_what_is_here_stays_when_a_file_says_otherwise(place):
    record, _ = keep("mine")
    file = handed_in(place.parent, HEADER, {**record, "answer": "theirs"})
    done = quiz.import_progress(file)
    assert "are different in the file: 1. Those that were here stay" in str(done)
    assert answers() == ["mine"]


def test_an_imported_answer_comes_back_in_the_quiz(machine):
    machine("school")
    asked = quiz.show("00_start_here", section="warm-up")
    (id,) = asked._bank
    page = {"do": "answer", "question": id, "answer": next(iter(asked._bank[id].own["options"]))}
    asked._on_page(asked, page, [])
    assert asked.states[id]["tries"] == 1
    file = quiz.export_progress("Ana").path
    machine("home")
    assert quiz.show("00_start_here", section="warm-up").states[id]["tries"] == 0
    quiz.import_progress(file)
    assert quiz.show("00_start_here", section="warm-up").states[id]["tries"] == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_kernel_killed_while_it_imports_leaves_all_or_nothing(place, monkeypatch):
    file = handed_in(place.parent, HEADER, LINE)
    with monkeypatch.context() as patch:
        patch.setattr(progress.Path, "replace", lambda *_: os._exit(9))
        child = os.fork()
        if child == 0:
            quiz.import_progress(file)
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert answers() == []
    assert len(list(place.iterdir())) == 1, "what was left half is not read"
    quiz.import_progress(file)
    assert answers() == ["a"]
    quiz.forget(sure=True)
    assert list(place.iterdir()) == [], "and what was left half is forgotten too"


def test_a_folder_that_takes_nothing_is_said(place):
    file = handed_in(place.parent, HEADER, LINE)
    place.write_text("a file stands where the folder should be")
    with pytest.raises(handin.HandinError, match="Nothing was taken over"):
        quiz.import_progress(file)


# ------------------------------------------------------------------ files by anyone


def test_claims_of_being_right_are_not_read(tmp_path):
    file = handed_in(tmp_path, {**HEADER, "points": 100}, {**LINE, "correct": True, "share": 1})
    header, records, problems = handin.read(file)
    assert "points" not in header and records == [LINE] and problems == []


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([], "is empty"),
        ([HEADER], "no answers in the file handed in.jsonl"),
        ([HEADER, {"schema": 1}], "no answers in the file"),
        ([LINE, {**LINE, "n": 2}], "was not exported"),
        ([{**HEADER, "kind": "grades"}, LINE], "does not begin like"),
        ([{**HEADER, "schema": 2, "module": "7.0"}, LINE], r"newer version of the module \(7.0\)"),
        ([{**HEADER, "schema": 0}, LINE], "does not begin like"),
        ([{**HEADER, "schema": "1"}, LINE], "does not begin like"),
        ([{**HEADER, "schema": True}, LINE], "does not begin like"),
        ([b"name,points", b"Ana,5"], "does not begin like"),
        ([b"[" * 500_000], "does not begin like"),
        ([b'{"a":' * 30_000], "does not begin like"),
        ([b"\0" * 1_000_000], "does not begin like"),
        ([b"x" * 5_000_000], "does not begin like"),
        ([b"\xff\xfe\x00\xd8", b"\x80\x81"], "does not begin like"),
        ([json.dumps(HEADER).encode("utf-16")], "does not begin like"),
        ([b"PK\x03\x04" + bytes(range(256)) * 100], "does not begin like"),
        ([b"null"], "does not begin like"),
        ([HEADER, *[b"x"] * 50_000], "no answers in the file"),
        ([HEADER, b"[" * 300_000, b'{"a":' * 3_000_000], "no answers in the file"),
    ],
)
def test_a_file_that_is_no_hand_in_is_refused_in_words(tmp_path, place, lines, said):
    file = handed_in(tmp_path, *lines)
    with pytest.raises(handin.HandinError, match=said):
        quiz.import_progress(file)
    assert not place.exists()


def test_a_path_that_is_no_file_is_refused_in_words(tmp_path, place):
    (tmp_path / "loop.jsonl").symlink_to("loop.jsonl")
    huge = tmp_path / "huge.jsonl"
    huge.touch()
    os.truncate(huge, 200_000_001)
    for path, said in (
        (tmp_path, "it is not a file"),
        (tmp_path / "loop.jsonl", "could not be read"),
        (huge, "larger than 200 MB"),
        (tmp_path / "none.jsonl", "There is no file"),
        ("", "is not the name of a file"),
        (None, "is not the name of a file"),
        ("a\0b", "is not the name of a file"),
        ("\ud800", "is not the name of a file|There is no file"),
        ("x" * 10_000, "could not be read"),
    ):
        with pytest.raises(handin.HandinError, match=said):
            quiz.import_progress(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_does_not_make_the_reader_wait(tmp_path):
    os.mkfifo(tmp_path / "p.jsonl")
    code = "import sys; from helpers.quiz import handin; handin.read(sys.argv[1])"
    command = [sys.executable, "-c", code, str(tmp_path / "p.jsonl")]
    said = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert "HandinError: The file p.jsonl could not be read (it is not a file)" in said.stderr


def test_a_file_cut_off_anywhere_is_told(tmp_path):
    records = [{**LINE, "n": n} for n in range(1, 4)]
    whole = b"".join(raw(line) + b"\n" for line in ({**HEADER, "records": 3}, *records))
    first = whole.index(b"\n", whole.index(b"\n") + 1)
    for end in range(first, len(whole) - 1, 7):
        (tmp_path / "a.jsonl").write_bytes(whole[:end])
        _, found, problems = handin.read(tmp_path / "a.jsonl")
        assert found == records[: len(found)] and len(found) < 3
        assert "a.jsonl is cut off: it should hold 3 answers" in problems[0] or (
            "are no answers, and are left out: 1" in problems[0]
        ), end
    (tmp_path / "a.jsonl").write_bytes(whole)
    assert handin.read(tmp_path / "a.jsonl")[2] == []


def test_what_is_left_out_of_a_file_is_counted(tmp_path):
    file = handed_in(
        tmp_path, {**HEADER, "records": 5}, LINE, LINE, {**LINE, "answer": "b"}, {**LINE, "n": 2},
        b"{", {**LINE, "n": "3"}, {**LINE, "n": 4, "schema": 9}, b"",
    )  # fmt: skip
    _, records, problems = handin.read(file)
    assert [(r["n"], r["answer"]) for r in records] == [(1, "a"), (2, "a")]
    said = "\n".join(problems)
    assert "should hold 5 answers, and 7 are there: it was changed" in said
    assert "are no answers, and are left out: 2" in said
    assert "another version of the module, which are left out: 1" in said
    assert (
        "stand in the file handed in.jsonl twice and differ, of which the first counts: 1" in said
    )
    assert len(problems) == 4


@pytest.mark.parametrize("count", [None, "3", -1, 1.5, True, [], 10**30])
def test_a_header_that_cannot_count_is_told(tmp_path, count):
    file = handed_in(tmp_path, {**HEADER, "records": count}, LINE)
    _, records, problems = handin.read(file)
    assert records == [LINE] and len(problems) == 1


def test_a_hostile_header_shows_as_text(tmp_path, place):
    name = "<script>alert(1)</script>\n\u202e" + "A" * 100_000
    file = handed_in(tmp_path, {**HEADER, "name": name, "exported": "<b>"}, LINE)
    done = quiz.import_progress(file)
    assert "<script>" in str(done) and "<script>" not in done._repr_html_()
    assert "<b>" not in str(done) and len(str(done)) < 400


def test_a_windows_mailer_does_no_harm(tmp_path, place):
    file = handed_in(tmp_path, HEADER, LINE)
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    header, records, problems = handin.read(file)
    assert header["name"] == "Ana" and records == [LINE] and problems == []


def test_more_than_this_module_would_read_again_is_not_taken_over(tmp_path, place, monkeypatch):
    monkeypatch.setattr(progress, "LIMIT", 1000)
    file = handed_in(tmp_path, HEADER, *({**LINE, "n": n} for n in range(9)))
    with pytest.raises(handin.HandinError, match="Nothing was taken over"):
        quiz.import_progress(file)
    assert not place.exists()


# ------------------------------------------------------------------ forget


def test_forgetting_asks_first(place):
    keep("a"), keep("b")
    for sure in (False, "no", 1):
        done = quiz.forget(sure)
        assert f"in the folder {place.as_posix()}: 2 (files: 1). Nothing has been" in str(done)
        assert "quiz.forget(sure=True)" in str(done)
    assert answers() == ["a", "b"]


def test_forgetting_deletes_every_answer_and_nothing_else(place, tmp_path):
    keep("a")
    quiz.import_progress(handed_in(tmp_path, HEADER, LINE))
    export = quiz.export_progress("Ana").path
    sorted(place.iterdir())[0].rename(place / "renamed.jsonl")
    kept = [place / "notes.txt", place / "mine.jsonl", place / "data.csv"]
    for path in kept:
        path.write_text("mine\n")
    (place / "folder.jsonl").mkdir()
    (place / "2026-11-23T100000Z-0123abcd.jsonl").symlink_to(kept[0])
    (place / "2026-11-23T100000Z-0123abce.jsonl").write_bytes(b'{"schema": 1, "question"')
    done = quiz.forget(sure=True)
    assert str(done).startswith(
        f"Answers deleted from the folder {place.as_posix()}: 2 (files: 3)."
    )
    assert all(path.read_text() == "mine\n" for path in kept)
    assert sorted(p.name for p in place.iterdir()) == [
        "2026-11-23T100000Z-0123abcd.jsonl", "data.csv", "folder.jsonl", "mine.jsonl", "notes.txt",
    ]  # fmt: skip
    assert "mine.jsonl" in str(done) and "folder.jsonl" in str(done), "what was left is named"
    assert export.exists() and export.name in str(done), "what was exported is not deleted"
    assert answers() == []


def test_forgetting_clears_the_memory_too(place):
    place.parent.mkdir(parents=True)
    place.write_text("a file stands where the folder should be")
    assert keep("b")[1]
    place.unlink()
    assert ": 1 (files: 0)" in str(quiz.forget())
    quiz.forget(sure=True)
    assert answers() == [] and "No answers are kept" in str(quiz.forget(sure=True))
    record, problem = keep("new")
    assert (record["n"], problem, answers()) == (1, "", ["new"])


def test_nothing_to_forget_is_said_and_makes_nothing(place):
    assert "No answers are kept in the folder" in str(quiz.forget())
    assert "No answers are kept in the folder" in str(quiz.forget(sure=True))
    assert not place.parent.exists()


def test_a_file_that_cannot_be_deleted_is_named_and_the_others_go(place, monkeypatch):
    keep("a")
    progress.start_afresh()
    keep("b")
    real = progress.Path.unlink
    (stuck, gone) = sorted(place.iterdir())

    def unlink(self, *args, **kwargs):
        if self == stuck:
            raise PermissionError(13, "in use")
        return real(self, *args, **kwargs)

    monkeypatch.setattr(progress.Path, "unlink", unlink)
    with pytest.raises(handin.HandinError, match=rf"{stuck.name} \(in use\).*were deleted: 1"):
        quiz.forget(sure=True)
    assert stuck.exists() and not gone.exists()


def test_another_kernel_that_is_open_goes_on_after_forgetting(place):
    keep("a")
    session = progress._session
    quiz.forget(sure=True)
    progress._session = session  # as if it were another kernel, which knows nothing of it
    assert keep("b")[1] == ""
    assert answers() == ["b"]


def test_export_of_many_answers_and_back(machine):
    place = machine("here")
    who = uuid.uuid4().hex
    lines = [{**LINE, "session": who, "n": n, "answer": f"Ответ {n}"} for n in range(1, 20_001)]
    handed_in(place, *lines, name="many.jsonl")
    path = quiz.export_progress("Ana").path
    machine("there")
    assert "New answers: 20000. Known already: 0." in str(quiz.import_progress(path))
    assert progress.load().records == lines


def test_the_privacy_page_shows_what_is_kept(place):
    page = (data.path().parent / "docs" / "privacy.md").read_text(encoding="utf-8")
    line = page.split("```json\n")[1].split("\n```")[0]
    assert progress.parse(line.encode()) == json.loads(line)
    assert all(f"`{field}`" in page for field in progress.FIELDS)
    assert f"over {progress.LIMIT // 1_000_000} MB" in page
    keep("b", hints=1)
    (file,) = place.iterdir()
    assert list(json.loads(file.read_text())) == list(json.loads(line)), "the same fields"
