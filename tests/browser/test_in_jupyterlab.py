"""The lessons in a real JupyterLab, with every address outside this machine blocked."""

import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
import quizpage
from playwright.sync_api import TimeoutError, expect

pytestmark = pytest.mark.browser
LESSONS = sorted(
    file.stem for file in (Path(__file__).resolve().parents[2] / "notebooks").glob("*.ipynb")
)
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


def test_every_lesson_runs_to_its_end(lab, visit):
    """In one JupyterLab, one after the other: opening it anew each time costs more than the run."""
    page = visit(lab.url(LESSONS[0]))
    ready(page)
    for lesson in LESSONS:
        page.evaluate(
            "path => { window.jupyterapp.commands.execute('docmanager:open', {path}) }",
            f"{lesson}.ipynb",
        )
        page.wait_for_function(
            "path => window.jupyterapp.shell.currentWidget?.context?.path === path",
            arg=f"{lesson}.ipynb",
        )
        ready(page)
        run_all(page)
        assert page.locator(".jp-RenderedText[data-mime-type*=stderr]").count() == 0, lesson
        assert page.get_by_text("Error displaying widget").count() == 0, lesson
        page.evaluate(
            """async () => { const p = window.jupyterapp.shell.currentWidget;
                             await p.sessionContext.shutdown(); p.dispose() }"""
        )


@pytest.mark.parametrize("trusted", [True, False], ids=["trusted", "untrusted"])
def test_a_stored_lesson_reads_well_before_it_is_run(lab, visit, trusted):
    if trusted:
        lab.trust("06_sco")
    page = visit(lab.url("06_sco" if trusted else "04_trade"))
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
    text = page.locator(".jp-Notebook")
    scroll_to(page, text.locator("details table").first)
    if trusted:
        scroll_to(page, text.locator("iframe").first)
        shapes = map_frame(page).locator("path.land")
        shapes.nth(200).wait_for(state="attached", timeout=30_000)
    for _ in range(60):  # to the end, past every question
        page.mouse.wheel(0, 900)
        page.wait_for_timeout(30)
    assert text.get_by_text("Error displaying widget").count() == 0


def scroll_to(page, wanted, seconds=60):
    """Scroll down until it is there: JupyterLab draws a cell when it comes into view."""
    page.mouse.move(640, 500)
    end = time.monotonic() + seconds
    while not wanted.count():
        assert time.monotonic() < end, f"{wanted} did not come into view in {seconds} s"
        page.mouse.wheel(0, 600)
        page.wait_for_timeout(100)


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


def made_up_lesson(lab):
    """A lesson with one question of each type, from a folder of its own."""
    place = lab.lessons.parent / "questions"
    place.mkdir(exist_ok=True)
    entries = list(quizpage.examples().values())
    (place / "90_test.yaml").write_text(quizpage.as_yaml(entries), encoding="utf-8")
    cell = nbformat.v4.new_code_cell(
        "import pathlib\nfrom helpers import data, quiz\nreal = data.path\n"
        "data.path = lambda name='': (\n"
        f"    pathlib.Path({str(place)!r}) if name == 'questions' else real(name))\n"
        "quiz.show('90_test')"
    )
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = nbformat.v4.new_notebook(cells=[cell], metadata={"kernelspec": kernel})
    nbformat.write(notebook, lab.lessons / "90_test.ipynb")
    return {entry["type"]: entry["id"] for entry in entries}


def tab_until(page, selector):
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    pytest.fail(f"{selector} cannot be reached")


def test_every_type_is_answered_restarted_and_back(lab, visit):
    """Lines are moved and a list is used by keys, which JupyterLab wants for itself as well."""
    ids = made_up_lesson(lab)
    page = visit(lab.url("90_test"), height=1200)
    ready(page)
    run_all(page)
    form = {kind: page.locator(f'{QUESTION}[data-question="{id}"]') for kind, id in ids.items()}
    form["open"].wait_for(timeout=30_000)

    def check(kind, words):
        form[kind].locator("button.crq-check").click()
        expect(form[kind].locator(".crq-feedback")).to_contain_text(words, timeout=10_000)

    form["choice"].get_by_label("Political relations").check()
    check("choice", "Not right.")
    form["prediction"].get_by_label("False").check()
    check("prediction", "Noted.")
    form["true_false"].get_by_label("False").check()
    check("true_false", "Right.")
    form["multi"].get_by_label("Kazakhstan").check()
    check("multi", "Partly right (50 %).")

    form["number"].get_by_label("Your number").click()
    page.keyboard.type("240,1 bn")  # b, n and digits are commands of the notebook outside a field
    page.keyboard.press("Enter")
    expect(form["number"].locator(".crq-feedback")).to_contain_text("Right.")
    form["blank"].get_by_label("Your answer").click()
    page.keyboard.type("Damanskij")
    page.keyboard.press("Enter")
    expect(form["blank"].locator(".crq-feedback")).to_contain_text("Nearly.")

    form["blank"].locator("button.crq-show").focus()
    tab_until(page, "button.crq-move")
    letters = form["order"].locator("li.crq-row")
    before = [row.get_attribute("data-letter") for row in letters.all()]
    page.keyboard.press("Alt+ArrowDown")
    assert [row.get_attribute("data-letter") for row in letters.all()] == [
        before[1], before[0], before[2],
    ]  # fmt: skip
    check("order", "Your order:")

    tab_until(page, "select")
    for year in ("1950", "1991", "2001"):
        page.keyboard.type(year)
        page.keyboard.press("Tab")
    check("match", "Right.")
    form["country"].locator('path[data-code="IND"]').click()
    form["country"].get_by_label("Country").select_option(label="Iran")
    form["country"].get_by_role("button", name="Add").click()
    check("country", "Iran became a member in 2023.")
    form["open"].locator("textarea").click()
    page.keyboard.type("Article 9 obliges them to consult.")
    page.keyboard.press("Enter")
    page.keyboard.type("No more.")
    expect(form["open"].locator("textarea")).to_have_value(
        "Article 9 obliges them to consult.\nNo more."
    )
    check("open", "One good answer")
    form["open"].get_by_label("names an article").check()
    check("open", "meets 1 of 2")
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    assert cells == 1, "no key that was meant for the quiz has reached the notebook"

    def all_that_is_said():
        return page.locator(".crq-feedback, .crq-tally").all_text_contents()

    def all_that_is_answered():
        return page.evaluate(
            """() => [
                ...[...document.querySelectorAll('.crq input, .crq textarea, .crq-pair select')]
                    .map(i => [i.type, i.checked, i.value]),
                ...[...document.querySelectorAll('.crq-row')].map(r => r.dataset.letter),
                ...[...document.querySelectorAll('.crq-chip')].map(c => c.textContent),
                ...[...document.querySelectorAll('path.crq-chosen')].map(p => p.dataset.code),
            ]"""
        )

    said, answered = all_that_is_said(), all_that_is_answered()
    assert said[-1].startswith("Answered: 10 of 10. Points: ")
    page.evaluate(
        """async () => { const p = window.jupyterapp.shell.currentWidget;
                         await p.sessionContext.session.kernel.restart() }"""
    )
    ready(page)
    page.evaluate("window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs')")
    page.locator(QUESTION).first.wait_for(state="detached")
    run_all(page)
    form["open"].wait_for(timeout=30_000)
    expect(page.locator(".crq-tally")).to_have_text(said[-1])
    assert all_that_is_said() == said
    assert all_that_is_answered() == answered


def test_an_explorer_is_moved_by_keys_restarted_and_reopened(lab, visit):
    """Arrows and letters are commands of the notebook outside a control."""
    calls = ["dependence('crude', 2023)", "group(['CHN', 'RUS'], 2020)"]
    cells = [nbformat.v4.new_code_cell(f"from helpers import explore\nexplore.{c}") for c in calls]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.write(notebook, lab.lessons / "91_explorers.ipynb")
    page = visit(lab.url("91_explorers"), height=2000)
    ready(page)
    run_all(page)
    fuel, group = (page.locator(".crx-headline").nth(i) for i in (0, 1))
    expect(fuel).to_contain_text("2023: Russia comes first", timeout=30_000)
    page.locator(".crx").first.get_by_role("slider", name="Year").focus()
    page.keyboard.press("ArrowLeft")
    expect(fuel).to_contain_text("2022: Saudi Arabia comes first")
    page.get_by_label("Country", exact=True).focus()
    page.keyboard.type("Brazil")
    tab_until(page, "button.crx-button")
    page.keyboard.press("Space")
    expect(group).to_contain_text("China, Russia and Brazil")
    assert page.locator(".jp-Notebook .jp-Cell").count() == 2, "no key has reached the notebook"

    page.evaluate(
        """async () => { const p = window.jupyterapp.shell.currentWidget;
                         await p.sessionContext.session.kernel.restart() }"""
    )
    ready(page)
    page.evaluate("window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs')")
    page.locator(".crx").first.wait_for(state="detached")
    run_all(page)
    expect(page.locator(".crx-headline").first).to_contain_text("2023: Russia", timeout=30_000)

    page.evaluate("window.jupyterapp.commands.execute('docmanager:save')")
    page.wait_for_timeout(1500)
    page.reload()
    page.get_by_text("Run this cell to choose.").first.wait_for(timeout=60_000)
    assert page.get_by_text("Loading widget").count() == 0, "the saved copy shows its table"
    assert page.locator(".jp-OutputArea table", has_text="Saudi Arabia").count() == 1
