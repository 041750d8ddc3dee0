"""The slides open from a folder, ask for nothing, and show what the lessons show."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser
NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
SHOW = """kind => {
  for (const slide of Reveal.getSlides()) if (slide.querySelector(kind)) {
    const at = Reveal.getIndices(slide);
    Reveal.slide(at.h, at.v);
    return true;
  }
}"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    out = tmp_path_factory.mktemp("slides ü")
    command = [sys.executable, "-m", "helpers.editions", "slides", "--out", str(out)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return out


def test_every_lesson_has_slides_that_open_without_a_network(made, visit):
    lessons = [file.stem for file in sorted(NOTEBOOKS.glob("*.ipynb"))]
    assert sorted(p.stem for p in made.glob("*.html")) == lessons
    for lesson in lessons:
        page = visit((made / f"{lesson}.html").as_uri())
        page.wait_for_function("() => window.Reveal?.isReady()")
        total = page.evaluate("Reveal.getTotalSlides()")
        assert total >= 15, lesson
        # Through all slides by a command; with the keys in the next test.
        page.evaluate("total => { for (let i = 0; i < total; i++) Reveal.next() }", total)
        assert page.evaluate("Reveal.isLastSlide()"), lesson
        page.close()  # its charts and maps would go on working


def test_the_space_bar_leads_through_a_lesson(made, visit):
    page = visit((made / "06_sco.html").as_uri())
    page.wait_for_function("() => window.Reveal?.isReady()")
    for _ in range(page.evaluate("Reveal.getTotalSlides()")):
        page.keyboard.press("Space")
    assert page.evaluate("Reveal.isLastSlide()")


def test_a_chart_and_a_map_are_drawn_when_their_slide_comes(made, visit):
    page = visit((made / "04_trade.html").as_uri())
    page.wait_for_function("() => window.Reveal?.isReady()")
    assert page.evaluate(SHOW, ".plot")
    page.locator("section.present .plot .main-svg").last.wait_for()
    box = page.locator("section.present .plot .main-svg").first.bounding_box()
    assert box["width"] > 600 and box["height"] > 350

    page = visit((made / "06_sco.html").as_uri())
    page.wait_for_function("() => window.Reveal?.isReady()")
    assert page.evaluate(SHOW, "iframe")
    land = page.frame_locator("section.present iframe").first.locator("path.land")
    land.nth(200).wait_for(state="attached", timeout=30_000)
    russia = page.frame_locator("section.present iframe").first.locator("path.land.RUS")
    assert russia.bounding_box()["width"] > 100
