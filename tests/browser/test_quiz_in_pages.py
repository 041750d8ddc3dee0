"""Every type of question in a browser: by mouse, by keys alone, read aloud, narrow, restored."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from quizpage import examples, made, open_quiz

from helpers.quiz import progress

pytestmark = pytest.mark.browser
EXAMPLES = examples()
every_type = pytest.mark.parametrize("type_", EXAMPLES)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv(progress.FOLDER_VARIABLE, str(tmp_path / "progress"))
    monkeypatch.setattr(progress, "_session", None)


def opened(visit, *types, entries=None, **options):
    shown = made(*(entries or [EXAMPLES[t] for t in types or EXAMPLES]))
    return open_quiz(visit, None, shown=shown, **options)[0]


def card(page, type_):
    return page.locator(f'form[data-question="{EXAMPLES[type_]["id"]}"]')


VERDICT = dict.fromkeys(EXAMPLES, "Right.") | {"open": "Noted.", "prediction": "Noted."}


# By mouse


def put_in_order(form, texts):
    """Move lines up with their buttons until they stand like this."""
    for place, text in enumerate(texts):
        while form.locator("li .crq-option-text").all_inner_texts().index(text) > place:
            form.locator("li", has_text=text).get_by_role("button", name="up").click()


MOUSE = {
    "choice": lambda f: f.get_by_text("Trade fell with the world economy").click(),
    "prediction": lambda f: f.get_by_text("False").click(),
    "true_false": lambda f: f.get_by_text("False").click(),
    "multi": lambda f: [f.get_by_text(t).click() for t in ("Kazakhstan", "Pakistan")],
    "number": lambda f: f.get_by_label("Your number").fill("240,1 bn"),
    "blank": lambda f: f.get_by_label("Your answer").fill("damansky"),
    "order": lambda f: put_in_order(f, [i["text"] for i in EXAMPLES["order"]["items"]]),
    "match": lambda f: [
        f.get_by_label(pair["text"]).select_option(label=pair["match"])
        for pair in EXAMPLES["match"]["pairs"]
    ],
    "country": lambda f: [f.locator(f'path[data-code="{c}"]').click() for c in ("IND", "PAK")],
    "open": lambda f: f.get_by_label("own words").fill("No: article 9 obliges them to consult."),
}
WRONG = {
    "choice": lambda f: f.get_by_text("Political relations cooled").click(),
    "prediction": lambda f: f.get_by_text("True").click(),
    "true_false": lambda f: f.get_by_text("True").click(),
    "multi": lambda f: [f.get_by_text(t).click() for t in ("Kazakhstan", "Mongolia")],
    "number": lambda f: f.get_by_label("Your number").fill("111"),
    "blank": lambda f: f.get_by_label("Your answer").fill("Heixiazi"),
    "order": lambda f: f.get_by_role("button", name="Move A down").click(),
    "match": lambda f: [
        f.get_by_label(pair["text"]).select_option(label="1996")
        for pair in EXAMPLES["match"]["pairs"]
    ],
    "country": lambda f: [f.locator(f'path[data-code="{c}"]').click() for c in ("IND", "IRN")],
    "open": lambda f: f.get_by_label("own words").fill("I am not sure."),
}


def check(form):
    form.locator("button.crq-check").click()


def feedback(form):
    return form.locator(".crq-feedback")


def test_every_type_is_answered_by_mouse(visit):
    page = opened(visit)
    for type_, act in MOUSE.items():
        form = card(page, type_)
        expect(feedback(form)).to_have_text("")
        act(form)
        check(form)
        expect(feedback(form)).to_contain_text(VERDICT[type_])
    form = card(page, "open")
    expect(form.get_by_text("One good answer, which names an article")).to_be_visible()
    form.get_by_label("names an article").check()
    form.get_by_role("button", name="Keep my judgement").click()
    expect(feedback(form)).to_contain_text("meets 1 of 2 criteria")
    expect(page.locator(".crq-tally")).to_have_text("Answered: 10 of 10. Points: 8 of 8.")


def test_a_country_is_chosen_on_the_map_or_in_the_list_and_taken_out_again(visit):
    page = opened(visit, "country")
    news, chips = page.locator(".crq-picked"), page.locator(".crq-chip")
    page.locator('path[data-code="IND"]').click()
    page.get_by_label("Country").select_option(label="Mongolia")
    page.get_by_role("button", name="Add").click()
    expect(news).to_have_text("Chosen: India, Mongolia.")
    page.get_by_role("button", name="Take out Mongolia").click()
    page.locator('path[data-code="IND"]').click()
    expect(chips).to_have_count(0)
    expect(news).to_have_text("Nothing chosen yet.")
    page.get_by_label("Country").select_option(label="India")
    page.get_by_role("button", name="Add").click()
    page.get_by_label("Country").select_option(label="Pakistan")
    check(page)  # chosen in the list and not added: it is meant all the same
    expect(feedback(page)).to_contain_text("Right.")


def test_one_country_is_chosen_at_once_and_another_takes_its_place(visit):
    page = opened(visit, entries=[{**EXAMPLES["country"], "key": ["IND"]}])
    assert page.get_by_role("button", name="Add").count() == 0
    page.locator('path[data-code="CHN"]').click()
    expect(page.get_by_label("Country")).to_have_value("CHN")
    page.get_by_label("Country").select_option(label="India")
    expect(page.locator("path.crq-chosen")).to_have_count(1)
    check(page)
    expect(feedback(page)).to_contain_text("Right. You chose India.")


# By keyboard alone: from the top of the page, with the keys that a keyboard has


def tab_to(page, selector, key="Tab"):
    """Press Tab until the focus is there, as somebody without a mouse would."""
    for _ in range(40):
        page.keyboard.press(key)
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            outline = "getComputedStyle(document.activeElement.closest('.crq-option') && "
            outline += "document.activeElement.type !== 'submit' && "
            outline += "document.activeElement.matches('input') ? "
            outline += "document.activeElement.closest('.crq-option') : document.activeElement)"
            assert page.evaluate(f"{outline}.outlineStyle") != "none", "one sees where one is"
            return
    pytest.fail(f"{selector} cannot be reached with {key}")


def keys(page, *presses):
    for press in presses:
        page.keyboard.press(press)


def by_keys_order(page):
    letter = {
        row.locator(".crq-option-text").inner_text(): row.get_attribute("data-letter")
        for row in page.locator("li.crq-row").all()
    }
    wanted = [letter[item["text"]] for item in EXAMPLES["order"]["items"]]
    tab_to(page, "button.crq-move")
    for place, one in enumerate(wanted):
        here = f'li[data-letter="{one}"] *'
        if not page.evaluate("s => document.activeElement.matches(s)", here):
            at = "s => !!(document.activeElement.compareDocumentPosition("
            at += "document.querySelector(s)) & Node.DOCUMENT_POSITION_FOLLOWING)"
            tab_to(page, here, "Tab" if page.evaluate(at, here) else "Shift+Tab")
        now = page.evaluate("[...document.querySelectorAll('li.crq-row')].map(r=>r.dataset.letter)")
        for _ in range(now.index(one) - place):
            page.keyboard.press("Alt+ArrowUp")
        if now.index(one) > place:
            said = f"{one.upper()} is now number {place + 1} of 3."
            expect(page.locator('[aria-live="polite"]', has_text=said)).to_have_count(1)
    assert page.evaluate("document.activeElement.matches('button.crq-move')"), "the focus stays"


def by_keys_match(page):
    tab_to(page, "select")
    for pair in EXAMPLES["match"]["pairs"]:
        label = "document.activeElement.labels[0].textContent"
        assert page.evaluate(label) == pair["text"]
        page.keyboard.type(pair["match"])
        page.keyboard.press("Tab")


def by_keys_country(page):
    tab_to(page, "select")
    for name in ("India", "Pakistan"):
        page.keyboard.type(name)
        page.keyboard.press("Tab")
        page.keyboard.press("Space")  # Add; the focus goes back to the list
        assert page.evaluate("document.activeElement.matches('select')")


def by_keys_multi(page):
    tab_to(page, 'input[value="a"]')
    keys(page, "Space", "Tab", "Tab", "Space")


KEYS = {
    "choice": lambda p: (tab_to(p, "input"), keys(p, "ArrowDown")),
    "prediction": lambda p: (tab_to(p, "input"), keys(p, "Space")),
    "true_false": lambda p: (tab_to(p, "input"), keys(p, "ArrowDown")),
    "multi": by_keys_multi,
    "number": lambda p: (tab_to(p, "input"), p.keyboard.type("240,1")),
    "blank": lambda p: (tab_to(p, "input"), p.keyboard.type("даманский")),
    "order": by_keys_order,
    "match": by_keys_match,
    "country": by_keys_country,
    "open": lambda p: (tab_to(p, "textarea"), p.keyboard.type("No.")),
}


@every_type
def test_a_keyboard_is_enough_and_the_verdict_is_read_aloud(visit, type_):
    page = opened(visit, type_)
    live = page.locator('.crq-feedback[aria-live="polite"]')
    live.evaluate("node => { node.witness = true }")
    tab_to(page, "button.crq-hint")
    page.keyboard.press("Enter")
    expect(page.locator('[aria-live="polite"]', has_text="Hint 1 of 2.")).to_have_count(1)
    tab_to(page, "button.crq-check", "Shift+Tab")
    page.keyboard.press("Enter")  # nothing is answered yet: that is said, and no try is lost
    status = page.locator('.crq-status[aria-live="polite"]')
    expect(status).to_contain_text("first")
    assert page.evaluate("document.activeElement.closest('fieldset') !== null")
    expect(live).to_have_text("")
    while page.evaluate("document.activeElement !== document.body"):  # once more from the top
        page.keyboard.press("Shift+Tab")
    KEYS[type_](page)
    if type_ in ("number", "blank", "choice"):
        page.keyboard.press("Enter")
    else:
        tab_to(page, "button.crq-check")
        page.keyboard.press("Space")
    expect(live).to_contain_text(VERDICT[type_])
    assert live.evaluate("node => node.witness"), "the part that is read aloud was there before"
    assert page.evaluate("document.activeElement !== document.body"), "the focus is not lost"
    if type_ == "open":
        tab_to(page, "input[type=checkbox]", "Shift+Tab")
        page.keyboard.press("Space")
        tab_to(page, "button.crq-check")
        page.keyboard.press("Enter")
        expect(live).to_contain_text("meets 1 of 2 criteria")


def test_the_answer_is_asked_for_by_keyboard_and_the_focus_does_not_get_lost(visit):
    page = opened(visit, "number")
    tab_to(page, "input")
    page.keyboard.type("many")
    page.keyboard.press("Enter")
    expect(page.locator(".crq-status")).to_contain_text("could not be read as a number")
    expect(page.locator("input")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("input")).to_be_focused()
    keys(page, "Control+a")
    page.keyboard.type("111")
    page.keyboard.press("Enter")
    expect(feedback(page)).to_contain_text("Not right.")
    expect(page.locator(".crq-status")).to_have_text("")
    expect(page.locator("input")).not_to_have_attribute("aria-invalid", "true")
    tab_to(page, "button.crq-show")
    page.keyboard.press("Enter")
    expect(feedback(page)).to_contain_text("The right answer is: 240.1\xa0bn.")
    expect(page.locator("button.crq-show")).to_be_hidden()
    assert page.evaluate("document.activeElement.matches('button.crq-check')")


# What assistive technology is told

ROLES = {
    "choice": ("radio", "B Trade fell with the world economy"),
    "prediction": ("radio", "A True"),
    "true_false": ("radio", "False"),
    "multi": ("checkbox", "C Pakistan"),
    "number": ("textbox", "Your number"),
    "blank": ("textbox", "Your answer"),
    "order": ("button", "Move C up"),
    "match": ("combobox", "Eastern border"),
    "country": ("combobox", "Country"),
    "open": ("textbox", "Your answer in your own words, about 60 words"),
}


def test_each_question_is_a_named_group_of_named_controls(visit):
    page = opened(visit)
    page.get_by_role("group", name="Questions", exact=True).wait_for()
    for type_, (role, name) in ROLES.items():
        prompt = card(page, type_).locator(".crq-prompt").inner_text().strip()
        place = list(EXAMPLES).index(type_) + 1
        group = page.get_by_role("group", name=f"Question {place} of 10 {prompt}", exact=True)
        assert group.count() == 1, type_
        assert group.get_by_role(role, name=name, exact=True).count() == 1, type_


def axe(page):
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = Axe().run(page, options={"runOnly": tags})
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_before_and_after_each_kind_of_answer(visit, dark):
    """All types on one page: blank, with hints and complaints, wrong, given away, right."""
    page = opened(visit, dark=dark)
    assert page.locator("form").count() == 10
    axe(page)
    for type_ in WRONG:
        form = card(page, type_)
        check(form)
        expect(form.locator(".crq-status")).not_to_have_text("")
        form.get_by_role("button", name="Hint").click()
        expect(form.locator(".crq-hints")).to_contain_text("First hint.")
    for type_, act in list(WRONG.items())[::2]:  # the others keep their complaint
        act(card(page, type_))
        check(card(page, type_))
        expect(card(page, type_).locator(".crq-sources a")).to_have_count(2)
    for rule in page.locator("details.crq-rule").all():
        rule.locator("summary").click()
    axe(page)
    for type_, act in list(WRONG.items())[1::2]:
        act(card(page, type_))
        check(card(page, type_))
        expect(card(page, type_).locator(".crq-sources a")).to_have_count(2)
    asked = page.get_by_role("button", name="Show the answer")  # finds those that are visible
    for left in range(asked.count() - 1, -1, -1):
        asked.first.click()
        expect(asked).to_have_count(left)
    axe(page)


# Small, large, still, in few colours

LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 4


def stretched(value, name=""):
    """The same question with words that do not break."""
    if isinstance(value, dict):
        return {k: stretched(v, k) for k, v in value.items()}
    if isinstance(value, list):
        return [stretched(v, name) for v in value]
    here = ("prompt", "text", "match", "hints", "unit", "rubric", "model", "why", "first", "extra")
    return f"{value} {LONG}" if name in here and isinstance(value, str) else value


@pytest.mark.parametrize(
    ("width", "zoom", "more"),
    [(360, 1, {}), (640, 1, {"device_scale_factor": 2}), (720, 2, {})],
    ids=["phone", "zoom 200", "text twice as large"],
)
def test_nothing_is_wider_than_the_page(visit, width, zoom, more):
    page = opened(
        visit,
        entries=[stretched(e) for e in EXAMPLES.values()],
        width=width, height=800, **more,
    )  # fmt: skip
    page.evaluate("zoom => { document.querySelector('#el').style.zoom = zoom }", zoom)
    for type_, act in WRONG.items():
        form = card(page, type_)
        if type_ == "match":
            for select in form.locator("select").all():
                select.select_option(index=1)
        else:
            act(form)
        form.locator("button.crq-hint").click()
        check(form)
        expect(feedback(form)).not_to_have_text("")
    wide = page.evaluate("""() => [...document.querySelectorAll('#el *')]
        .filter(n => !n.closest('.crq-news') && n.getBoundingClientRect().right > innerWidth + 1)
        .map(n => n.className?.baseVal ?? n.className)""")
    assert wide == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width


def test_what_can_be_clicked_is_large_enough_for_a_finger(visit):
    """24 CSS pixels each way (WCAG 2.2, 2.5.8); options are the whole row, 44 high."""
    page = opened(visit, width=360)
    for name in ("button:visible", "select", "summary", "textarea", ".crq-option"):
        for box in (one.bounding_box() for one in page.locator(name).all()):
            assert box["height"] >= (44 if name == ".crq-option" else 24) and box["width"] >= 24


def test_nothing_moves_for_those_who_ask_for_that(visit):
    page = opened(visit, "choice", reduced_motion="reduce")
    moving = """() => [...document.querySelectorAll('#el *')].filter(n => {
        const style = getComputedStyle(n);
        return parseFloat(style.transitionDuration) || style.animationName !== 'none' }).length"""
    assert page.evaluate(moving) == 0
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(moving) > 0, "or this would show nothing"
    page.emulate_media(reduced_motion="reduce")
    MOUSE["choice"](page)
    check(page)
    expect(feedback(page)).to_contain_text("Right.")


def test_forced_colours_keep_what_has_to_be_seen(visit):
    page = opened(visit, "multi", "country", forced_colors="active")
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    form = card(page, "country")
    WRONG["country"](form)
    colour = "(n, p) => getComputedStyle(n)[p]"
    chosen, other = form.locator('path[data-code="IND"]'), form.locator('path[data-code="BRA"]')
    assert chosen.evaluate(colour, "fill") != other.evaluate(colour, "fill")
    ground = form.locator("button.crq-check")
    assert ground.evaluate(colour, "color") != ground.evaluate(colour, "backgroundColor")
    check(form)
    expect(feedback(form)).to_contain_text("Not Iran.")
    page.mouse.click(5, 5)
    tab_to(page, "input[type=checkbox]")  # looks for the outline too
    for act in (WRONG["multi"], check):
        act(card(page, "multi"))
    expect(card(page, "multi").locator(".crq-mark", has_text="not right")).to_have_count(1)


# Back again

SNAPSHOT = """() => [...document.querySelectorAll('form')].map(form => ({
    id: form.dataset.question, verdict: form.dataset.verdict,
    ticked: [...form.querySelectorAll('input')].map(i => i.checked),
    written: [...form.querySelectorAll('input[type=text], textarea, .crq-pair select')]
        .map(i => i.value),
    order: [...form.querySelectorAll('li.crq-row')].map(row => row.dataset.letter),
    map: [...form.querySelectorAll('path.crq-chosen, path[data-mark=right], path[data-mark=wrong]')]
        .map(p => [p.dataset.code, p.dataset.mark]),
    chips: [...form.querySelectorAll('.crq-chip')].map(c => c.textContent),
    marks: [...form.querySelectorAll('.crq-option')].map(o => [o.dataset.mark, o.textContent]),
    feedback: form.querySelector('.crq-feedback').textContent,
    after: form.querySelector('.crq-after').textContent,
    button: form.querySelector('.crq-check').textContent,
    show: form.querySelector('.crq-show').hidden,
}))"""


@pytest.mark.parametrize("acts", [MOUSE, WRONG], ids=["right", "wrong"])
def test_answers_verdicts_and_reasons_come_back(visit, monkeypatch, acts):
    page = opened(visit)
    for type_, act in acts.items():
        act(card(page, type_))
        check(card(page, type_))
        expect(feedback(card(page, type_))).not_to_have_text("")
    form = card(page, "open")
    form.get_by_label("says what the article").check()
    check(form)
    expect(feedback(form)).to_contain_text("1 of 2")
    before, tally = page.evaluate(SNAPSHOT), page.locator(".crq-tally").inner_text()
    assert all(len(one["feedback"]) > 20 for one in before)
    monkeypatch.setattr(progress, "_session", None)  # as after a restart of the kernel
    page = opened(visit)
    after = page.evaluate(SNAPSHOT)
    for one, other in zip(before, after, strict=True):
        assert one == other
    assert page.locator(".crq-tally").inner_text() == tally
    check(card(page, "order"))  # the same answer once more: no new try
    expect(card(page, "order").locator(".crq-tries")).to_contain_text("1 try")


# Hostile text

EVIL = (
    "<script>window.pwned=1</script><img src=x onerror=window.pwned=1>"
    "<svg onload=window.pwned=1></svg></textarea></option></select></legend></style>"
    "<iframe srcdoc='<script>parent.pwned=1</script>'></iframe>"
    "<details open ontoggle=window.pwned=1><b onclick=window.pwned=1>b</b></details>"
    "[a](javascript:window.pwned=1) <javascript:window.pwned=1> ![x](x)"
    '"onmouseover="window.pwned=1" {n} {letter}'
)


def poisoned(value, name=""):
    if isinstance(value, dict):
        return {k: poisoned(v, k) for k, v in value.items()}
    if isinstance(value, list):
        return [poisoned(v, name) for v in value]
    here = {"prompt", "text", "why", "say", "match", "unit", "model", "note", "true", "false",
            "first", "last", "hints", "accepted", "rubric", "extra"}  # fmt: skip
    return f"{value} {EVIL}" if name in here and isinstance(value, str) else value


def test_hostile_text_does_nothing_in_any_place(visit):
    page = opened(visit, entries=[poisoned(entry) for entry in EXAMPLES.values()])
    for type_, act in WRONG.items():
        form = card(page, type_)
        if type_ == "match":
            for select in form.locator("select").all():
                select.select_option(index=1)
        else:
            act(form)
        form.locator("button.crq-hint").click()
        expect(form.locator(".crq-hints")).to_contain_text("<script>")
        check(form)
        expect(feedback(form)).not_to_have_text("")
        if form.locator("button.crq-show").is_visible():
            form.locator("button.crq-show").click()
            expect(form.locator("button.crq-show")).to_be_hidden()
        expect(feedback(form)).to_contain_text("window.pwned=1")
    for type_ in ("blank", "open"):
        form = card(page, type_)
        form.locator("input[type=text], textarea").fill(EVIL[:190])
        check(form)
        expect(feedback(form)).to_contain_text(EVIL[:20] if type_ == "blank" else "Now compare")
    for label in page.locator("#el label, #el legend").all()[:40]:
        label.hover()
    found = page.evaluate("""() => [...document.querySelectorAll(
        '#el script, #el img, #el iframe, #el svg:not(.crq-map), #el b, #el style')].length +
        [...document.querySelectorAll('#el *')].filter(n => [...n.attributes].some(a =>
            a.name.startsWith('on') || /javascript:/i.test(a.value))).length""")
    assert found == 0
    assert page.evaluate("typeof window.pwned") == "undefined"


def test_a_huge_answer_is_refused_in_words(visit):
    page = opened(visit, "open", "number", "blank")
    huge = "too long " * 12_000
    form = card(page, "open")
    form.locator("textarea").fill(huge)
    check(form)
    expect(form.locator(".crq-status")).to_contain_text("longer than 10000 characters")
    for type_, words in (("number", "could not be read"), ("blank", "longer than 200")):
        form = card(page, type_)
        form.locator("input[type=text]").fill(huge)
        check(form)
        expect(form.locator(".crq-status")).to_contain_text(words)
    expect(page.locator(".crq-tally")).to_have_text("Answered: 0 of 3.")
