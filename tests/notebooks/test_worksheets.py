"""The worksheets: current pages, one sheet of A4 each, and nothing but paper needed."""

import re
from pathlib import Path

import pytest
import worksheets

from helpers.browser import chromium

ROOT = Path(__file__).resolve().parents[2]
PAGES = [file.with_suffix(".html") for file in worksheets.sources()]
BLANK = "# 05 · X\n\n"


def test_every_worksheet_belongs_to_a_lesson():
    lessons = {f.stem for f in (ROOT / "notebooks").glob("*.ipynb")}
    names = {f.stem for f in worksheets.sources()}
    assert {"04_trade", "06_sco"} <= names and names <= lessons


def test_the_pages_are_made_from_the_text_that_stands_there_now():
    assert worksheets.not_current() == [], "run tools/worksheets.py"
    assert sorted(worksheets.FOLDER.glob("*.html")) == PAGES, "a page without its text"


@pytest.mark.browser
def test_each_prints_on_exactly_one_page():
    browser = chromium()
    if not browser:
        pytest.fail("There is no Chromium: set CHROMIUM to its path, or leave out -m browser.")
    count = worksheets.printed(PAGES, browser)
    assert count == {page.stem: 1 for page in PAGES}


@pytest.mark.browser
def test_a_page_that_is_too_long_is_found(tmp_path):
    long = tmp_path / "long.html"
    long.write_text(worksheets.render(BLANK + "Line.\n\n" * 80), encoding="utf-8")
    assert worksheets.printed([long], chromium())["long"] > 1


@pytest.mark.parametrize("page", PAGES, ids=[p.stem for p in PAGES])
def test_a_page_needs_no_other_file_and_says_whose_it_is(page):
    text = page.read_text(encoding="utf-8")
    assert not re.search(r"<script|<link|<img|url\(|@import", text)
    assert "Name:" in text and "Date:" in text
    [footer] = re.findall(r"<footer>(.*?)</footer>", text)
    title = re.search(r"<h1>(.*?)</h1>", text)[1]
    for words in (worksheets.MODULE, title.removeprefix("Worksheet "), "CC BY 4.0"):
        assert words in footer


def test_room_to_write():
    page = worksheets.render(
        f"{BLANK}Name: ____ Date: ____\n\nBecause ____ it grew: ________\n\n____"
    )
    assert page.count("Name:") == 1
    assert 'Because <span class="line" style="width:2em"></span> it grew: ' in page
    assert 'it grew: <span class="rest"></span></p>' in page, "it runs to the end of the line"
    assert '<div class="across"></div>' in page and "<hr" not in page


def test_lines_one_below_the_other_stay_lines():
    page = worksheets.render(f"{BLANK}Say why.\n____________\n____________\n\nNext.")
    assert page.count('<div class="across"></div>') == 2
    assert page.index("Say why.") < page.index('across"') < page.index("Next.")


def test_a_cell_to_fill_is_empty_and_its_column_has_room():
    page = worksheets.render(f"{BLANK}| Year | Why |\n|---|---|\n| 2009 | {'_' * 40} |\n")
    assert re.search(r'<tr class="write">\s*<td>2009</td>\s*<td></td>', page)
    narrow, wide = map(int, re.findall(r'<col style="width:(\d+)%">', page))
    assert wide > 5 * narrow
    assert '<th scope="col">Why</th>' in page


def test_who_forgets_the_line_for_the_name_gets_one():
    assert worksheets.render("# 05 · X\n\nTask.").count("Name:") == 1


def test_html_in_a_worksheet_is_text():
    page = worksheets.render(f"{BLANK}<script>alert(1)</script>")
    assert "<script>" not in page and "&lt;script&gt;" in page


def test_a_worksheet_without_a_title_is_refused():
    with pytest.raises(SystemExit, match="begins with a line"):
        worksheets.render("Just text.")
