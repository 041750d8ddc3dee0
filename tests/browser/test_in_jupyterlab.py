"""The lessons in a real JupyterLab, with every address outside this machine blocked."""

import subprocess
import sys

import pytest
from playwright.sync_api import TimeoutError, expect

pytestmark = pytest.mark.browser
LESSONS = ["00_start_here", "02_from_normalisation_to_treaty", "04_trade", "06_sco"]
QUESTION = "form.crq-question"


def ready(page):
    """Wait for the notebook and its kernel."""
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
    page.wait_for_function(
        """() => { const p = window.jupyterapp?.shell?.currentWidget;
                   return p?.sessionContext?.session?.kernel?.status === 'idle' }""",
        timeout=60_000,
    )


CODE = """window.jupyterapp.shell.currentWidget.content.widgets
          .filter(cell => cell.model.type === 'code')"""


def run_all(page):
    """Run all cells and wait until each has run."""
    for _ in range(4):  # a kernel that has just said "idle" can still lose the first request
        page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells')")
        try:
            page.wait_for_function(f"() => {CODE}[0].model.executionCount", timeout=10_000)
            break
        except TimeoutError:
            continue
    page.wait_for_function(f"() => {CODE}.every(cell => cell.model.executionCount)", timeout=60_000)


def map_frame(page):
    page.wait_for_selector("iframe", state="attached", timeout=30_000)
    page.locator("iframe").first.scroll_into_view_if_needed()
    return page.frame_locator("iframe").first


def test_a_newcomer_runs_the_first_lesson_and_answers_by_keyboard(lab, visit):
    page = visit(lab.url("00_start_here"))
    ready(page)
    run_all(page)
    question = page.locator(QUESTION).first
    question.wait_for(timeout=60_000)
    assert question.locator(".crq-feedback").inner_text() == "", "no reason before an answer"
    question.locator("input[type=radio]").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")  # leaves the options, whose arrow keys move among themselves
    page.keyboard.press("Enter")
    verdict = question.locator(".crq-feedback .crq-verdict")
    verdict.wait_for(timeout=10_000)
    said = question.locator(".crq-feedback").text_content()
    assert len(said) > 60, "an answer is met with a reason"

    shapes = map_frame(page).locator("path.land")
    shapes.nth(200).wait_for(state="attached", timeout=30_000)
    said_by_map, legend = step_back(map_frame(page), 9)
    assert "2017" in said_by_map and "India, Pakistan" in said_by_map
    assert "Members (8)" in legend

    page.evaluate(
        """async () => { const p = window.jupyterapp.shell.currentWidget;
                         await p.sessionContext.session.kernel.restart() }"""
    )
    ready(page)
    page.evaluate("window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs')")
    page.locator(QUESTION).first.wait_for(state="detached")
    run_all(page)
    again = page.locator(QUESTION).first
    expect(again.locator(".crq-feedback")).to_have_text(said, timeout=30_000)
    assert again.locator("input[type=radio]").first.is_checked()

    page.evaluate("window.jupyterapp.commands.execute('docmanager:save')")
    page.wait_for_timeout(1500)
    page.reload()
    page.get_by_text("Run this cell to answer.").first.wait_for(timeout=60_000)
    assert page.get_by_text("Loading widget").count() == 0, "the saved copy shows its questions"


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_runs_to_its_end(lab, visit, lesson):
    page = visit(lab.url(lesson))
    ready(page)
    run_all(page)
    assert page.locator(".jp-RenderedText[data-mime-type*=stderr]").count() == 0
    assert page.get_by_text("Error displaying widget").count() == 0


@pytest.mark.parametrize("trusted", [True, False], ids=["trusted", "untrusted"])
def test_a_stored_lesson_reads_well_before_it_is_run(lab, visit, trusted):
    if trusted:
        lab.trust("06_sco")
    page = visit(lab.url("06_sco" if trusted else "04_trade"))
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
    for _ in range(60):  # JupyterLab draws a cell when it comes into view
        page.keyboard.press("PageDown")
        page.mouse.wheel(0, 900)
        page.wait_for_timeout(60)
    text = page.locator(".jp-Notebook")
    assert text.get_by_text("Error displaying widget").count() == 0
    assert text.locator("details table").count() > 0, "the table under the picture is there"
    if trusted:
        shapes = map_frame(page).locator("path.land")
        shapes.nth(200).wait_for(state="attached", timeout=30_000)


def step_back(frame, years):
    """Move the slider of a map by keyboard; give what it says then."""
    frame.locator("path.land.KAZ").dispatch_event("mouseover")
    assert "哈萨克斯坦 · Казахстан" in frame.locator(".leaflet-tooltip").inner_text()
    slider = frame.get_by_role("slider", name="Year")
    slider.focus()
    for _ in range(years):
        slider.press("ArrowLeft")
    return frame.locator("output").inner_text(), frame.locator(".legend").inner_text()


def test_an_exported_lesson_shows_map_and_words(lab, visit, tmp_path):
    command = [
        sys.executable, "-m", "jupyter", "nbconvert", "--to", "html",
        "--HTMLExporter.mathjax_url=", "--HTMLExporter.require_js_url=",
        "--output-dir", str(tmp_path), str(lab.lessons / "06_sco.ipynb"),
    ]  # fmt: skip
    subprocess.run(command, env=lab.environment, check=True, capture_output=True)
    page = visit((tmp_path / "06_sco.html").as_uri())
    shapes = map_frame(page).locator("path.land")
    shapes.nth(200).wait_for(state="attached", timeout=30_000)
    assert page.locator("details table").count() > 0
    said, legend = step_back(page.frame_locator("iframe").last, 2)
    assert "2024" in said and "Belarus" in said and "Members (10)" in legend
