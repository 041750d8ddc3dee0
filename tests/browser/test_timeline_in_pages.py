"""The timeline as plotly draws it: titles that fit, at any width, and menus that filter."""

import json
from pathlib import Path

import plotly
import pytest
from axe_playwright_python.sync_playwright import Axe

from helpers import page, timeline

pytestmark = pytest.mark.browser
SCRIPT = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
SPANS = {
    "to 1991": {"start": 1689, "end": 1991},
    "1989 to 2008": {"start": 1989, "end": 2008},
    "since 2009": {"start": 2009},
    "all": {},
}

# Titles that can be seen, and signs: text and box of each. Of a title, the part that is drawn.
BOXES = """() => {
  const box = (e, text) => { const r = e.getBoundingClientRect();
    return {text, left: r.left, right: r.right, top: r.top, bottom: r.bottom} };
  const seen = [...document.querySelectorAll('text.bartext')].filter(t => t.getBBox().width > 0);
  const titles = seen.flatMap(title => {
    const lines = [], walk = document.createTreeWalker(title, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) lines.push(walk.currentNode);
    return lines.map(line => {  // without the spaces that keep a title off its sign
      const bare = line.data.trim(), range = document.createRange(), at = line.data.indexOf(bare);
      range.setStart(line, at); range.setEnd(line, at + bare.length);
      return box(range, bare) }) });
  const signs = [...document.querySelectorAll('.scatterlayer path.point')].map(p => box(p, 'sign'));
  return {titles, signs, titled: seen.length}
}"""


@pytest.fixture
def drawn(visit, tmp_path):
    def draw(span, width):
        chart = timeline.show(**SPANS[span])
        figure = json.dumps(chart._repr_mimebundle_()["application/vnd.plotly.v1+json"])
        figure = figure.replace("<", "\\u003c")
        body = (
            f'<h1>T</h1><div id="p"></div>{chart._twin}<script src="{SCRIPT.as_uri()}"></script>'
            f"<script>const f = {figure};"
            "Plotly.newPlot('p', f.data, f.layout, f.config)"
            ".then(() => { document.body.dataset.drawn = 'yes' })</script>"
        )
        file = tmp_path / "timeline.html"
        file.write_text(page.document("T", body), encoding="utf-8")
        opened = visit(file.as_uri(), width=width, height=1000)
        opened.locator("body[data-drawn]").wait_for()  # titles are placed after the signs
        opened.locator("path.point").first.wait_for()
        return opened

    return draw


def overlaps(a, b):
    return (
        min(a["right"], b["right"]) - max(a["left"], b["left"]) > 1
        and min(a["bottom"], b["bottom"]) - max(a["top"], b["top"]) > 3
    )


PLACES = [(span, width) for span in SPANS for width in (400, 1280)] + [("all", 800)]


@pytest.mark.parametrize(("span", "width"), PLACES)
def test_no_title_lies_on_a_sign_or_another_title(drawn, span, width):
    found = drawn(span, width).evaluate(BOXES)
    titles, signs = found["titles"], found["signs"]
    assert len(signs) == len(timeline._chosen(**{"start": None, "end": None, "kinds": None,
                                                 "eras": None} | SPANS[span]))  # fmt: skip
    clashes = [
        (a["text"], b["text"])
        for i, a in enumerate(titles)
        for b in titles[i + 1 :] + signs
        if overlaps(a, b)
    ]
    assert not clashes
    assert all(t["left"] >= 0 and t["right"] <= width for t in titles)
    if width == 1280 and span != "all":  # the screen of a classroom: read without pointing
        assert found["titled"] >= 0.9 * len(signs)


def choose(opened, words):
    """Press an entry of the menu that is open, and wait until the chart is drawn again."""
    opened.evaluate(
        """() => { delete document.body.dataset.drawn;
            document.getElementById('p').on('plotly_afterplot',
                () => { document.body.dataset.drawn = 'yes' }) }"""
    )
    opened.locator(".updatemenu-dropdown-button", has_text=words).click()
    opened.locator("body[data-drawn]").wait_for()


def test_a_period_from_the_menu_shows_its_events_with_their_titles(drawn):
    opened = drawn("since 2009", 1280)
    opened.locator(".updatemenu-header").first.click()
    choose(opened, "since 2022")
    found = opened.evaluate(BOXES)
    said = " ".join(t["text"] for t in found["titles"])
    assert "invasion of Ukraine" in said and "BRIC summit" not in said
    opened.locator(".updatemenu-header").nth(1).click()
    choose(opened, "War")
    assert len(opened.evaluate(BOXES)["signs"]) == 1


def test_pointing_at_a_sign_says_what_happened(drawn):
    opened = drawn("to 1991", 400)
    sign = opened.locator("path.point").first.bounding_box()
    opened.mouse.move(sign["x"] + sign["width"] / 2, sign["y"] + sign["height"] / 2)
    said = opened.locator(".hovertext")
    said.wait_for()
    assert "14 February 1950" in said.text_content()
    box = said.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 400


def test_axe_finds_nothing(drawn):
    opened = drawn("1989 to 2008", 800)
    for summary in opened.locator("summary").all():
        summary.click()
    found = Axe().run(opened)
    assert found.violations_count == 0, found.generate_report()
