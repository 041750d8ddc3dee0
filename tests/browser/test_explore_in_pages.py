"""The explorers in a browser: by mouse, by keys alone, read aloud, narrow, large, in the dark."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from quizpage import DARK, PAGE, START, state_of

from helpers import explore

pytestmark = pytest.mark.browser
KINDS = {
    "dependence": lambda: explore.dependence("crude", 2023),
    "without": lambda: explore.without("RUS", "crude", 2023),
    "votes": lambda: explore.votes("CHN", "RUS", 1992, 2026),
    "group": lambda: explore.group(["CHN", "RUS", "IND"], 2020),
}
every_kind = pytest.mark.parametrize("kind", KINDS)


def opened(visit, kind, dark=False, patience=6.0, **options):
    """Open an explorer in a page of its own, with Python at the other end."""
    shown = KINDS[kind]()
    shown.patience = patience
    page = visit("about:blank", **options)
    page.set_content(PAGE.format(css=shown._css, theme=DARK if dark else ""))

    def to_python(message):
        shown._handle_custom_msg(json.loads(message), [])
        return json.dumps({"controls": shown.controls, "view": shown.view})

    page.expose_function("toPython", to_python)
    page.evaluate(START, [shown._esm, json.loads(json.dumps(state_of(shown)))])
    return page


def headline(page):
    return page.locator('.crx-headline[aria-live="polite"]')


def tab_to(page, selector):
    """Press Tab until the focus is there, as somebody without a mouse would."""
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            outline = "getComputedStyle(document.activeElement).outlineStyle"
            assert page.evaluate(outline) != "none", "one sees where one is"
            return
    pytest.fail(f"{selector} cannot be reached with Tab")


def test_the_year_moves_by_arrow_keys_and_the_sentence_is_read_aloud(visit):
    page = opened(visit, "dependence")
    live = headline(page)
    live.evaluate("node => { node.witness = true }")
    expect(live).to_contain_text("2023: Russia comes first")
    tab_to(page, "input[type=range]")
    page.keyboard.press("ArrowLeft")
    # Statistical Review, data of 2022: Saudi Arabia 87.5, Russia 86.2 of 508.2 million tonnes.
    expect(live).to_contain_text("2022: Saudi Arabia comes first")
    expect(live).to_contain_text("Russia is second, with 17.0")
    slider = page.get_by_role("slider", name="Year")
    expect(slider).to_have_attribute("aria-valuetext", "2022")
    expect(page.locator("table.crx-bars")).to_contain_text("86.2")
    assert live.evaluate("node => node.witness"), "the part that is read aloud was there before"
    assert page.evaluate("document.activeElement.matches('input[type=range]')"), "the focus stays"
    page.keyboard.press("Home")
    expect(live).to_contain_text("2017")


def test_only_years_of_the_fuel_can_be_picked(visit):
    page = opened(visit, "dependence")
    page.get_by_role("slider", name="Year").press("Home")
    expect(headline(page)).to_contain_text("2017")
    page.get_by_label("Fuel", exact=True).select_option(label="Coal")
    expect(page.locator(".crx-status")).to_contain_text("2019 is shown")
    expect(headline(page)).to_contain_text("Coal, 2019: Indonesia")
    expect(page.get_by_role("slider", name="Year")).to_have_attribute("max", "6")
    page.get_by_label("Measure").select_option(label="Places over the years")
    expect(page.locator("table tr.crx-mark")).to_contain_text("1 Indonesia")


def test_a_supplier_is_taken_away(visit):
    page = opened(visit, "without")
    page.get_by_label("Supplier", exact=True).select_option(label="Saudi Arabia")
    # 85.94 of 563.94: 15.2 per cent gone, 85.94 ÷ 478.00 = 18.0 per cent more from the others.
    expect(headline(page)).to_contain_text("Without Saudi Arabia, 15.2")
    expect(headline(page)).to_contain_text("18.0")
    expect(page.locator("tbody th", has_text="Saudi Arabia")).to_have_count(0)


def test_two_states_are_compared_and_an_open_table_stays_open(visit):
    page = opened(visit, "votes")
    page.get_by_text("The curve as a table").click()
    page.get_by_label("Second state").select_option(label="India")
    expect(headline(page)).to_contain_text("China and India")
    expect(page.locator("details", has_text="Votes of both")).to_have_attribute("open", "")
    expect(page.get_by_role("img")).to_have_count(1)
    page.get_by_role("slider", name="To").press("Home")
    expect(page.locator(".crx-status")).to_contain_text("both are now 1972")
    page.get_by_label("Second state").select_option(label="China")
    expect(headline(page)).to_have_text("Choose two different states.")


def test_a_group_is_made_by_keys_alone(visit):
    page = opened(visit, "group")
    tab_to(page, "select")
    page.keyboard.type("Brazil")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(headline(page)).to_contain_text("China, Russia, India and Brazil")
    assert page.evaluate("document.activeElement.matches('select')"), "ready for the next one"
    tab_to(page, "button.crx-chip")
    page.keyboard.press("Space")  # takes out the first
    expect(headline(page)).to_contain_text("Russia, India and Brazil")
    assert page.evaluate("document.activeElement.matches('button.crx-chip')")
    for name in ("Russia", "India", "Brazil"):
        page.get_by_role("button", name=f"Take out {name}").click()
    expect(headline(page)).to_have_text("Choose at least one country.")


def test_many_quick_steps_end_at_the_last_one(visit):
    page = opened(visit, "group")
    slider = page.get_by_role("slider", name="Year")
    slider.focus()
    page.keyboard.press("End")
    for _ in range(15):
        page.keyboard.press("ArrowLeft")
    expect(headline(page)).to_contain_text(" in 2010: ")
    expect(slider).to_have_attribute("aria-valuetext", "2010")


@every_kind
def test_axe_finds_nothing_and_a_phone_needs_no_bar(visit, kind):
    page = opened(visit, kind, dark=True)
    for summary in page.locator("summary").all():
        summary.click()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    for width in (360, 640):  # a phone; 1280 pixels at 200 per cent
        page.set_viewport_size({"width": width, "height": 700})
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) <= 0, f"at {width} pixels"
    small = page.evaluate(
        """() => [...document.querySelectorAll('select, button, input')]
                 .filter(e => e.getBoundingClientRect().height < 24).length"""
    )
    assert small == 0, "WCAG 2.2, 2.5.8: a target is 24 pixels high"


@every_kind
def test_the_light_theme_and_the_stored_page_pass_axe(visit, kind):
    page = opened(visit, kind)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    stored = KINDS[kind]()._repr_mimebundle_()[0]["text/html"]
    page.set_content(PAGE.format(css="", theme="").replace('<div id="el"></div>', stored))
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    page.set_viewport_size({"width": 360, "height": 700})
    assert page.evaluate(wide) <= 0


def test_when_python_is_gone_the_page_says_so(visit):
    page = opened(visit, "dependence", patience=1.5)
    page.evaluate("() => { window.toPython = () => new Promise(() => {}) }")
    page.get_by_role("slider", name="Year").press("ArrowLeft")
    status = page.locator('.crx-status[aria-live="polite"]')
    expect(status).to_contain_text("Waiting for Python")
    expect(status).to_contain_text("Restart Kernel")
