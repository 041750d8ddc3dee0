"""The built wheel holds the tables and works where there is no checkout."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TRY = """
import helpers
from helpers import data, maps, quiz, sources
assert "site-packages" in helpers.__file__, helpers.__file__
assert len(data.members("SCO", on="2017-06-09")) == 8
trade = data.table("trade")
rows = trade.query("year == 2023 and reporter == 'CHN' and flow == 'total'")
assert rows["usd_bn"].round(1).tolist() == [240.1]
assert "L.CRS.EqualEarth" in maps.members("SCO").page()
assert len(sources.bibliography("04_trade")) > 3
assert "<form" not in repr(quiz.show("04_trade", section="warm-up"))
print("works")
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    out = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    [built] = out.glob("china_russia_module-*.whl")
    return built


def test_the_wheel_holds_every_file_of_the_data_package(wheel):
    inside = {n for n in zipfile.ZipFile(wheel).namelist() if n.startswith("helpers/_data/")}
    kept = subprocess.run(
        ["git", "ls-files", "data"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    assert kept
    assert {f"helpers/_{name}" for name in kept} == inside


def test_the_wheel_carries_what_maps_and_quiz_show_in_the_page(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    for name in ["maps.js", "maps.css", "widget.js", "quiz/controls.js", "quiz/view.js",
                 "quiz/view.css", "explore/panel.js", "explore/panel.css",
                 "slides/lesson.css", "slides/slides.html.j2"]:  # fmt: skip
        assert f"helpers/{name}" in names


def test_the_wheel_works_in_an_empty_environment(wheel, tmp_path):
    home = tmp_path / "empty"
    venv.create(home)
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pins = tmp_path / "pins.txt"  # the versions that were tried, without the checkout itself
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    pins.write_text("\n".join(x for x in lines if not x.startswith("-e")), encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--python", str(python)]
    install = ["install", "-q", "--no-compile", str(wheel), "-c", str(pins)]
    done = subprocess.run([*pip, *install], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    done = subprocess.run(
        [str(python), "-I", "-c", TRY], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.stdout.strip() == "works", done.stderr[-2000:]
    assert subprocess.run([*pip, "check"], capture_output=True).returncode == 0
