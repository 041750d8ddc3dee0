"""selfcheck.run(): what a student reads when something is missing, and when nothing is."""

import importlib.metadata
import importlib.util
import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from helpers import data, selfcheck, world


@pytest.fixture(autouse=True)
def progress(tmp_path, monkeypatch):
    folder = tmp_path / "progress"
    monkeypatch.setenv("CHINA_RUSSIA_PROGRESS", str(folder))
    return folder


def wrong(report):
    """The sentences that say what is wrong."""
    return [sentence for _, sentence in report.lines if sentence]


def test_all_is_well_and_says_the_same_on_every_machine():
    report = selfcheck.run()
    assert report.well, report
    assert repr(report).startswith("All is well")
    assert "To do" not in report._repr_html_()
    # No version, path, number or time: the stored lesson compares these words.
    assert not any(character.isdigit() or character == "/" for character in repr(report))


def test_it_works_outside_the_checkout(tmp_path):
    code = "from helpers import selfcheck; print(selfcheck.run())"
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, encoding="utf-8"
    )
    assert answer.stdout.strip() == repr(selfcheck.run())


def test_nothing_is_left_in_the_folder_of_the_answers(progress):
    selfcheck.run()
    assert list(progress.iterdir()) == []


def test_a_missing_and_an_outdated_package_are_named(monkeypatch):
    real = importlib.metadata.version

    def version(name):
        if name == "folium":
            raise importlib.metadata.PackageNotFoundError(name)
        return "1.5.3" if name == "pandas" else real(name)

    monkeypatch.setattr(importlib.metadata, "version", version)
    report = selfcheck.run()
    assert not report.well
    (sentence,) = wrong(report)
    assert "folium is missing" in sentence
    assert "pandas is 1.5.3" in sentence
    assert ".venv" in sentence
    assert "To do" in repr(report)


def test_a_package_that_cannot_be_loaded_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "plotly", None)  # as a broken installation: import fails
    assert "plotly cannot be loaded" in wrong(selfcheck.run())[0]


def test_without_any_package_it_still_speaks(tmp_path):
    """Python alone, with the module's source on its path: as after a failed installation."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "bare"], check=True)
    python = tmp_path / "bare" / ("Scripts" if os.name == "nt" else "bin") / "python"
    source = importlib.util.find_spec("helpers").submodule_search_locations[0]
    code = (
        f"import sys; sys.path.insert(0, {str(Path(source).parent)!r})\n"
        "from helpers import selfcheck; print(selfcheck.run().well, selfcheck.run())"
    )
    answer = subprocess.run([python, "-c", code], capture_output=True, text=True)
    assert answer.stdout.startswith("False"), answer.stderr
    assert "china-russia-module" in answer.stdout


def test_an_old_python_is_named(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    sentence = wrong(selfcheck.run())[0]
    assert "This is Python 3.10.4" in sentence
    assert ">=3.11" in sentence


def test_helpers_of_another_folder_are_named(monkeypatch, tmp_path):
    monkeypatch.setattr(selfcheck, "_installed_from", lambda: tmp_path / "older copy")
    (sentence,) = wrong(selfcheck.run())
    assert str(tmp_path / "older copy") in sentence
    assert str(importlib.util.find_spec("helpers").submodule_search_locations[0]) in sentence


def test_a_fault_in_a_table_is_passed_on(monkeypatch):
    def fault():
        raise data.DataError("trade.csv, row 3, column 'year': '20x4' is not a whole number.")

    monkeypatch.setattr(data, "catalog", fault)
    (sentence,) = wrong(selfcheck.run())
    assert "trade.csv, row 3" in sentence


def test_missing_boundaries_are_told(monkeypatch):
    monkeypatch.setattr(world, "boundaries", lambda: json.loads('{"features": []}'))
    assert "boundaries" in wrong(selfcheck.run())[0]


def test_answers_that_cannot_be_kept_are_told(monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    below_a_file = tmp_path / "file" / "progress"
    monkeypatch.setenv("CHINA_RUSSIA_PROGRESS", str(below_a_file))
    (sentence,) = wrong(selfcheck.run())
    assert str(below_a_file) in sentence
    assert "CHINA_RUSSIA_PROGRESS" in sentence


@pytest.mark.parametrize(
    "ask",
    [
        lambda: socket.create_connection(("tables.example.org", 443), 1),
        lambda: socket.socket().connect(("tables.example.org", 443)),
    ],
)
def test_a_request_to_the_network_is_refused_and_told(monkeypatch, ask):
    real = data.catalog

    def catalog():
        try:
            ask()
        except OSError:
            return real()

    monkeypatch.setattr(data, "catalog", catalog)
    (sentence,) = wrong(selfcheck.run())
    assert "tables.example.org" in sentence


def test_the_network_is_open_again_afterwards():
    selfcheck.run()
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        socket.create_connection(server.getsockname(), 1).close()


def test_words_that_look_like_html_are_shown_as_words():
    report = selfcheck.Report((("x", "<b>No</b>"),))
    assert "<b>No" not in report._repr_html_()
