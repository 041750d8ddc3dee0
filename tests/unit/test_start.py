"""start.py: what a student meets when opening the module, and what a fault says to them.

Each test works on a small module of its own, in a folder whose name has spaces and non-ASCII
letters. Its `.venv` is real, but holds stand-ins for JupyterLab, ruff and pytest that write down
how they were called; nothing needs the network.
"""

import ast
import errno
import importlib.util
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

START = Path(__file__).parents[2] / "start.py"

FAKE_JUPYTERLAB = """
import json, os, socket, sys, time
port = int(next(a for a in sys.argv if "port=" in a).split("=")[1])
door = socket.socket(); door.bind(("127.0.0.1", port)); door.listen()
json.dump({"argv": sys.argv[1:], "env": dict(os.environ)}, open("call.json", "w"))
time.sleep(60)
"""
FAKE_CHECK = """
import json, os, sys
name = os.path.basename(os.path.dirname(__file__))
with open("calls.jsonl", "a") as file:
    print(json.dumps({"name": name, "argv": sys.argv[1:], "env": dict(os.environ)}), file=file)
sys.exit(name == os.environ.get("FAIL"))
"""


def notebook(*texts, outputs=(), metadata=None):
    """A notebook with one Markdown cell and then code cells of these texts."""
    title = {"cell_type": "markdown", "id": "t", "metadata": {}, "source": ["# Lesson\n", "text"]}
    cells = [title]
    for number, text in enumerate(texts):
        cells.append(
            {
                "cell_type": "code",
                "id": f"c{number}",
                "metadata": {},
                "source": text,
                "outputs": list(outputs),
                "execution_count": 7 if outputs else None,
            }
        )
    return json.dumps(
        {"cells": cells, "metadata": metadata or {}, "nbformat": 4, "nbformat_minor": 5}
    )


RUN = [{"output_type": "stream", "name": "stdout", "text": "2\n"}]


@pytest.fixture
def root(tmp_path):
    """A small module: start.py, its requirements, one lesson, the package."""
    root = tmp_path / "Модуль für alle – uno"
    (root / "src/helpers").mkdir(parents=True)
    (root / "src/helpers/__init__.py").write_text("")
    (root / "notebooks").mkdir()
    (root / "notebooks/00_start_here.ipynb").write_text(notebook("1 + 1"))
    (root / "requirements.txt").write_text("nothing-of-that-name==1\n-e .\n")
    (root / "requirements-test.txt").write_text("-r requirements.txt\n")
    (root / "pyproject.toml").write_text("[project]\n")
    shutil.copy(START, root)
    return root


@pytest.fixture
def start(root):
    """start.py of the small module, imported."""
    spec = importlib.util.spec_from_file_location("start_under_test", root / "start.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def installed(root, start):
    """The small module with a whole .venv, as after a first start."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", start.VENV], check=True)
    packages = next(start.VENV.rglob("site-packages"))
    (packages / "module.pth").write_text(str(root / "src"), encoding="utf-8")
    for name, code in [
        ("jupyterlab", FAKE_JUPYTERLAB),
        ("nbformat", FAKE_CHECK),
        ("ruff", FAKE_CHECK),
        ("pytest", FAKE_CHECK),
    ]:
        (packages / name).mkdir()
        (packages / name / "__init__.py").write_text("")
        (packages / name / "__main__.py").write_text(code)
    signer = "import runpy\ndef main(): runpy.run_module('nbformat', run_name='__main__')\n"
    (packages / "nbformat/sign.py").write_text(signer)
    version = start.ask("import sys; print('%d.%d.%d' % sys.version_info[:3])")
    for requirements in ("requirements.txt", "requirements-test.txt"):
        start.stamp_file(requirements).write_text(start.stamp(requirements, version))
    return root


def run(root, *words, **env):
    """Run start.py and return (exit code, all it said); a traceback is never right."""
    unset = {"PYTHONPATH", "CHROMIUM", "REQUIRE_BROWSER", "CHINA_RUSSIA_PROGRESS"}
    result = subprocess.run(
        [sys.executable, str(root / "start.py"), *words],
        env={k: v for k, v in os.environ.items() if k not in unset} | env,
        cwd=root.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=60,
        encoding="utf-8",
        errors="replace",
    )
    assert "Traceback" not in result.stdout, result.stdout
    return result.returncode, result.stdout


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


# ---------------------------------------------------------------- which Python


def test_an_older_python_can_read_the_file():
    ast.parse(START.read_text("utf-8"), feature_version=(3, 6))


def test_an_older_python_gets_a_sentence(root):
    code = (
        "import runpy, sys; sys.version_info = (3, 9, 2); sys.argv = ['start.py'];"
        f"runpy.run_path({str(root / 'start.py')!r}, run_name='__main__')"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert result.returncode == 1
    assert "needs Python 3.11 or newer, and this is Python 3.9." in result.stderr
    assert "Traceback" not in result.stderr


def test_python_3_11_and_newer_are_welcome(start):
    assert start.too_old((3, 11, 0)) is None
    assert start.too_old((4, 0)) is None


# ---------------------------------------------------------------- the student's copy


@pytest.fixture
def copy(root, start):
    """A student's copy with one lesson laid out; gives functions to ship and to lay out again."""

    class Copy:
        lesson = root / "notebooks/04_trade.ipynb"
        mine = root / "my-lessons/04_trade.ipynb"
        beside = root / "my-lessons/04_trade (new version).ipynb"

        def lay_out(self):
            return start.lay_out(root / "notebooks", root / "my-lessons")

    (root / "my-lessons").mkdir()
    copy = Copy()
    copy.lesson.write_text(notebook("old"))
    copy.lay_out()
    return copy


def test_all_lessons_are_laid_out_also_in_subfolders_but_no_checkpoints(root, start):
    for name in ("teacher/plan.ipynb", ".ipynb_checkpoints/04-checkpoint.ipynb"):
        path = root / "notebooks" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(notebook("x"))
    (root / "my-lessons").mkdir()
    start.lay_out(root / "notebooks", root / "my-lessons")
    laid = {p.relative_to(root / "my-lessons").as_posix() for p in root.glob("my-lessons/**/*")}
    assert laid == {".laid-out.json", "00_start_here.ipynb", "teacher", "teacher/plan.ipynb"}


def test_a_second_start_changes_nothing(copy):
    before = copy.mine.stat().st_mtime_ns
    assert copy.lay_out() == ([], [])
    assert copy.mine.stat().st_mtime_ns == before


def test_an_untouched_lesson_follows_the_module(copy):
    copy.lesson.write_text(notebook("new"))
    assert copy.lay_out() == ([copy.mine], [])
    assert copy.mine.read_text() == notebook("new")


@pytest.mark.parametrize(
    "saved",
    [
        notebook("old", outputs=RUN, metadata={"language_info": {"version": "3.13"}}),
        notebook("old", "  \n", outputs=RUN),  # Shift+Enter in the last cell adds an empty one
    ],
)
def test_running_a_lesson_is_no_edit(copy, saved):
    copy.mine.write_text(saved)
    copy.lay_out()
    assert copy.mine.read_text() == saved  # the same text: the student's outputs stay
    copy.lesson.write_text(notebook("new"))
    copy.lay_out()
    assert copy.mine.read_text() == notebook("new")
    assert not copy.beside.exists()


def test_new_outputs_of_the_same_text_leave_a_lesson_that_was_run(copy):
    copy.mine.write_text(notebook("old", outputs=RUN))
    copy.lesson.write_text(notebook("old", metadata={"stored": "again"}))
    assert copy.lay_out() == ([], [])
    assert copy.mine.read_text() == notebook("old", outputs=RUN)


def test_an_edited_lesson_stays_and_the_new_one_lies_beside_it(copy):
    copy.mine.write_text(notebook("old", "my note"))
    assert copy.lay_out() == ([], [])  # no new version, nothing to say
    copy.lesson.write_text(notebook("new"))
    written, news = copy.lay_out()
    assert written == [copy.beside]
    assert "04_trade.ipynb" in news[0]
    assert copy.beside.name in news[0]
    assert copy.mine.read_text() == notebook("old", "my note")
    assert copy.beside.read_text() == notebook("new")
    assert copy.lay_out() == ([], [])  # said once


def test_work_in_the_new_version_is_kept_too(copy):
    copy.mine.write_text(notebook("old", "my note"))
    copy.lesson.write_text(notebook("new"))
    copy.lay_out()
    copy.lesson.write_text(notebook("newer"))
    copy.lay_out()
    assert copy.beside.read_text() == notebook("newer")  # nobody had written in it
    copy.beside.write_text(notebook("newer", "second note"))
    copy.lesson.write_text(notebook("newest"))
    written, _ = copy.lay_out()
    assert copy.mine.read_text() == notebook("old", "my note")
    assert copy.beside.read_text() == notebook("newer", "second note")
    assert [path.read_text() for path in written] == [notebook("newest")]


def test_a_deleted_lesson_comes_back_as_new(copy):
    copy.mine.unlink()
    assert copy.lay_out() == ([copy.mine], [])


def test_a_lesson_that_leaves_the_module_stays_with_the_student(copy):
    copy.lesson.unlink()
    copy.lay_out()
    assert copy.mine.exists()


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"04_trade.ipynb": null}'])
def test_without_its_record_no_edited_lesson_is_lost(copy, root, damage):
    (root / "my-lessons/.laid-out.json").write_text(damage)
    copy.mine.write_text(notebook("old", "my note"))
    copy.lay_out()
    assert copy.mine.read_text() == notebook("old", "my note")


@pytest.mark.parametrize("torn", ["", '{"cells": [', '{"cells": 3}', "\xff"])
def test_a_torn_notebook_counts_as_the_students(copy, torn):
    copy.mine.write_bytes(torn.encode("latin-1"))
    copy.lesson.write_text(notebook("new"))
    copy.lay_out()
    assert copy.mine.read_bytes() == torn.encode("latin-1")
    assert copy.beside.read_text() == notebook("new")


# ---------------------------------------------------------------- what is installed, and when


@pytest.mark.parametrize("changed", ["requirements.txt", "pyproject.toml"])
def test_a_change_of_what_is_needed_installs_again(root, start, changed):
    before = start.stamp("requirements.txt", "3.11.7")
    (root / changed).write_text((root / changed).read_text() + "\n# more\n")
    assert start.stamp("requirements.txt", "3.11.7") != before


def test_another_python_or_a_moved_folder_installs_again(start, monkeypatch, tmp_path):
    before = start.stamp("requirements.txt", "3.11.7")
    assert start.stamp("requirements.txt", "3.12.1") != before
    moved = tmp_path / "moved"
    shutil.copytree(start.ROOT, moved)
    monkeypatch.setattr(start, "ROOT", moved)
    assert start.stamp("requirements.txt", "3.11.7") != before


def test_line_ends_of_windows_do_not_install_again(root, start):
    before = start.stamp("requirements.txt", "3.11.7")
    content = (root / "requirements.txt").read_bytes().replace(b"\n", b"\r\n")
    (root / "requirements.txt").write_bytes(content)
    assert start.stamp("requirements.txt", "3.11.7") == before


def test_only_what_changed_counts_for_opening(installed, start):
    (installed / "requirements-test.txt").write_text("more==1\n")
    version = start.ask("import sys; print('%d.%d.%d' % sys.version_info[:3])")
    assert start.is_ready("requirements.txt", version)
    assert not start.is_ready("requirements-test.txt", version)


def test_an_install_that_was_broken_off_does_not_count_as_whole(installed, start):
    version = start.ask("import sys; print('%d.%d.%d' % sys.version_info[:3])")
    (start.VENV / "installing").touch()
    assert not start.is_ready("requirements.txt", version)


def test_two_installs_do_not_meet(start):
    second = start.installing()
    with start.installing(), pytest.raises(start.Stop, match="Another start"):
        second.__enter__()


def test_no_network_and_a_half_made_environment(root):
    """The environment is made whole, real pip then finds no network, and says so."""
    (root / ".venv/bin").mkdir(parents=True)
    (root / ".venv/bin/python").write_text("torn")
    (root / ".venv/installing").touch()
    (root / ".venv/pip-cache").mkdir()
    (root / ".venv/pip-cache/fetched").touch()
    env = {"PIP_INDEX_URL": f"http://127.0.0.1:{free_port()}/", "PIP_CONFIG_FILE": os.devnull}
    env |= {"PIP_RETRIES": "1", "PIP_FIND_LINKS": "", "PIP_EXTRA_INDEX_URL": ""}
    code, said = run(root, "--no-browser", "--port", str(free_port()), **env)
    assert code == 1
    assert "no network" in said.splitlines()[-1]
    assert not (root / ".venv/installing").exists()
    assert (root / ".venv/pip-cache/fetched").exists()
    assert next(root.glob(".venv/**/site-packages/pip"))


def test_no_network_but_an_environment_of_last_time_opens(installed, start, monkeypatch, capsys):
    (installed / "requirements.txt").write_text("newer==2\n-e .\n")
    monkeypatch.setattr(start, "prepare", lambda _: (_ for _ in ()).throw(start.NoNetwork("Off.")))
    monkeypatch.setattr(start, "serve", lambda *_: 0)
    assert start.main(["--no-browser"]) == 0
    assert "with the packages of the last time" in capsys.readouterr().out
    start.stamp_file("requirements.txt").unlink()  # it never was whole
    assert start.main(["--no-browser"]) == 1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left", "disk"),
        ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]", "PIP_CERT"),
        ("WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConn", "no network"),
        ("ERROR: Failed building wheel for numpy", "Failed building wheel for numpy"),
    ],
)
def test_why_pip_failed_is_said(start, words, sentence):
    assert sentence in str(start.explain_pip(words))


def test_debians_missing_venv_package_is_named(start, monkeypatch, capsys):
    find = importlib.util.find_spec
    monkeypatch.setattr(
        start.importlib.util, "find_spec", lambda name: None if name == "ensurepip" else find(name)
    )
    assert start.main(["--no-browser"]) == 1
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    assert f"sudo apt install {package}" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written(root):
    (root / "my-lessons").write_text("a file, where the folder should be")
    code, said = run(root, "--no-browser")
    assert code == 1
    assert "Nothing can be written in" in said
    assert "my-lessons" in said


def test_a_full_disk(installed, start, monkeypatch, capsys):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(start, "lay_out", full)
    assert start.main(["--no-browser"]) == 1
    assert "disk is full" in capsys.readouterr().err


# ---------------------------------------------------------------- opening


def open_and_end(root, end, *words, **env):
    """Open the module, wait until it is ready, end it with a signal; return code, words, call."""
    unset = {"PYTHONPATH", "CHINA_RUSSIA_PROGRESS"}
    process = subprocess.Popen(
        [sys.executable, str(root / "start.py"), *words],
        env={k: v for k, v in os.environ.items() if k not in unset} | env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    said = ""
    for line in process.stdout:
        said += line
        if "Ctrl+C" in line:
            break
    call = root / "call.json"
    while process.poll() is None and not call.exists():
        time.sleep(0.02)
    process.send_signal(end)
    said += process.communicate(timeout=20)[0]
    return process.returncode, said, json.loads(call.read_text()) if call.exists() else None


def test_opening_in_a_path_with_spaces_and_other_letters(installed):
    port = free_port()
    own = {"JUPYTER_CONFIG_DIR": "/of/the/user", "IPYTHONDIR": "/of/the/user"}
    code, said, call = open_and_end(
        installed, signal.SIGTERM, "--no-browser", "--port", str(port), **own
    )
    assert code == 130
    assert "Traceback" not in said
    token = re.search(rf"http://127.0.0.1:{port}/lab/tree/00_start_here.ipynb\?token=(\w+)", said)
    assert call["env"]["JUPYTER_TOKEN"] == token[1]
    assert len(token[1]) >= 32
    assert token[1] not in " ".join(call["argv"])  # others on the machine can read that
    assert f"--ServerApp.root_dir={installed / 'my-lessons'}" in call["argv"]
    assert "--ServerApp.ip=127.0.0.1" in call["argv"]
    assert "--ServerApp.open_browser=False" in call["argv"]
    assert call["env"]["CHINA_RUSSIA_PROGRESS"] == str(installed / "my-lessons/progress")
    folders = [v for k, v in call["env"].items() if k.startswith(("JUPYTER_", "IPYTHON"))]
    assert not any("/of/the/user" in folder for folder in folders)
    trusted = (installed / "calls.jsonl").read_text().splitlines()
    assert json.loads(trusted[0])["argv"] == [str(installed / "my-lessons/00_start_here.ipynb")]
    settings = installed / ".venv/share/jupyter/lab/settings/overrides.json"
    assert json.loads(settings.read_text()) == {
        "@jupyterlab/apputils-extension:notification": {
            "fetchNews": "false",
            "checkForUpdates": False,
        }
    }


def test_ctrl_c_ends_quietly(installed):
    code, said, _ = open_and_end(
        installed, signal.SIGINT, "--no-browser", "--port", str(free_port())
    )
    assert code == 130
    assert said.splitlines()[-1] == "Stopped."
    assert "Traceback" not in said


def test_answers_go_where_the_teacher_says(installed, tmp_path):
    _, _, call = open_and_end(
        installed, signal.SIGTERM, "--port", str(free_port()), CHINA_RUSSIA_PROGRESS=str(tmp_path)
    )
    assert call["env"]["CHINA_RUSSIA_PROGRESS"] == str(tmp_path)
    assert "--ServerApp.open_browser=True" in call["argv"]


def test_a_port_that_is_taken(root):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        code, said = run(root, "--port", str(port))
    assert code == 1
    assert f"Port {port} is taken" in said
    assert re.search(r"start\.py --port \d+", said)


def test_without_port_the_next_free_one_serves(start, monkeypatch, capsys):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        monkeypatch.setattr(start, "FIRST_PORT", taken)
        port = start.choose_port(None)
    assert port > taken
    assert start.port_is_free(port)
    said = capsys.readouterr().out
    assert str(taken) in said
    assert str(port) in said


@pytest.mark.parametrize("port", ["0", "70000"])
def test_a_number_that_is_no_port(root, port):
    code, said = run(root, "--port", port)
    assert code == 1
    assert "is no port" in said


def test_help_and_a_wrong_word(root):
    code, said = run(root, "--help")
    assert code == 0
    assert "--no-browser" in said
    assert "start.py test" in said
    code, said = run(root, "tset")
    assert code == 2
    assert "tset" in said


# ---------------------------------------------------------------- another `helpers`


@pytest.mark.parametrize("folder", ["", "teacher"])
def test_a_helpers_file_beside_the_lessons(installed, folder):
    lessons = installed / "my-lessons" / folder
    lessons.mkdir(parents=True)
    (lessons / "plan.ipynb").write_text(notebook("x"))
    (lessons / "helpers.py").write_text("")
    code, said = run(installed, "--no-browser", "--port", str(free_port()))
    assert code == 1
    assert str(lessons / "helpers.py") in said
    assert "Rename it" in said


@pytest.mark.parametrize("shape", ["helpers.py", "helpers/__init__.py"])
@pytest.mark.parametrize("command", [["--no-browser"], ["test"]])
def test_a_helpers_on_pythonpath(installed, tmp_path, shape, command):
    other = tmp_path / "other" / shape
    other.parent.mkdir(parents=True)
    other.write_text("")
    folder = str(tmp_path / "other")
    code, said = run(installed, *command, PYTHONPATH=os.pathsep.join([str(tmp_path), folder]))
    assert code == 1
    assert str(other) in said
    assert f"Take {folder} out of the variable PYTHONPATH" in said


def test_helpers_that_are_gone_from_the_environment(installed):
    next(installed.rglob("module.pth")).unlink()
    code, said = run(installed, "--no-browser", "--port", str(free_port()))
    assert code == 1
    assert "Delete the folder .venv" in said


# ---------------------------------------------------------------- python3 start.py test


def calls(root):
    return [json.loads(line) for line in (root / "calls.jsonl").read_text().splitlines()]


PYTEST = ["--nbval", "-n", str(min(os.cpu_count() or 1, 4)), "--dist", "loadfile",
          "--no-loadscope-reorder"]  # fmt: skip


def test_the_checks_run_in_order_with_a_browser(installed, tmp_path):
    chromium = tmp_path / "my chromium"
    chromium.write_text("#!/bin/sh\n")
    chromium.chmod(0o755)
    code, said = run(installed, "test", "-k", "one and two", CHROMIUM=str(chromium))
    assert code == 0
    assert said.splitlines()[-1] == "Everything passed."
    lint, layout, tests = calls(installed)
    assert (lint["name"], lint["argv"]) == ("ruff", ["check", "."])
    assert (layout["name"], layout["argv"]) == ("ruff", ["format", "--check", "."])
    assert (tests["name"], tests["argv"]) == ("pytest", [*PYTEST, "-k", "one and two"])
    assert tests["env"]["CHROMIUM"] == str(chromium)
    progress = Path(tests["env"]["CHINA_RUSSIA_PROGRESS"])
    assert installed not in progress.parents  # never the student's own answers
    assert not progress.exists()


def test_without_a_browser_only_its_tests_are_left_out(installed):
    code, said = run(installed, "test", PATH=os.devnull)
    assert code == 0
    assert "no Chromium" in said
    assert calls(installed)[-1]["argv"] == [*PYTEST, "-m", "not browser"]
    assert said.splitlines()[-1] == "Everything passed, without the browser tests."


def test_a_browser_that_is_required(installed, tmp_path):
    code, said = run(installed, "test", PATH=os.devnull, REQUIRE_BROWSER="1")
    assert code == 1
    assert "no Chromium was found" in said
    code, said = run(installed, "test", CHROMIUM=str(tmp_path / "gone"))
    assert code == 1
    assert str(tmp_path / "gone") in said
    assert not (installed / "calls.jsonl").exists()


@pytest.mark.parametrize("fails", ["ruff", "pytest"])
def test_one_failed_check_fails_the_run_and_hides_no_other(installed, fails):
    code, said = run(installed, "test", PATH=os.devnull, FAIL=fails)
    assert code == 1
    assert len(calls(installed)) == 3
    assert fails in said.splitlines()[-1]
