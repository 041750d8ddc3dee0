"""A quiz in a bare page: the widget's own module and CSS, and Python at the other end.

JupyterLab is slow to start and does much of its own. Here the page talks to the same Python
object by a function that Playwright hands in, so that each type can be tried in a second.
"""

import json
import re

from helpers import data, quiz
from helpers.quiz import bank, progress, reader, view

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Quiz</title>
<meta name="viewport" content="width=device-width"><style>{css}</style></head>
<body style="{theme}"><main><h1>Lesson</h1><div id="el"></div></main></body></html>"""

DARK = (
    "--jp-content-font-color1:#fff;--jp-layout-color1:#111;--jp-layout-color2:#212121;"
    "--jp-border-color1:#616161;--jp-border-color2:#424242;--jp-brand-color1:#64b5f6;"
    "--jp-content-link-color:#42a5f5;--jp-success-color1:#4caf50;--jp-error-color1:#f44336;"
    "background:#111;color:#fff"
)
START = """async ([code, given]) => {
    const listeners = [];
    const model = {
        get: (name) => given[name],
        on: (name, call) => listeners.push(call),
        off: () => {},
        send: async (message) => {
            Object.assign(given, JSON.parse(await window.toPython(JSON.stringify(message))));
            listeners.forEach((call) => call());
        },
    };
    const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
    const module = await import(url);
    module.default.render({ model, el: document.querySelector("#el") });
}"""


def state_of(shown):
    return {k: v for k, v in shown.get_state().items() if not k.startswith("_")}


def open_quiz(visit, lesson, section=None, dark=False, shown=None, **options):
    """Open a quiz in a page of its own; give the page and the widget."""
    shown = shown or quiz.show(lesson, section)
    page = visit("about:blank", **options)
    page.set_content(PAGE.format(css=shown._css, theme=DARK if dark else ""))

    def to_python(message):
        shown._handle_custom_msg(json.loads(message), [])
        return json.dumps({"states": shown.states, "tally": shown.tally}, default=str)

    page.expose_function("toPython", to_python)
    page.evaluate(START, [shown._esm, json.loads(json.dumps(state_of(shown), default=str))])
    return page, shown


def examples():
    """A good question of each type: those of docs/questions.md, with hints and two sources."""
    page = data.path().parent / "docs" / "questions.md"
    blocks = re.findall(r"```yaml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    raw, _, faults = reader.read("".join(blocks), "04_trade.yaml")
    assert not faults
    sources = [item["id"] for item in data.read_json("sources.json")[:2]]
    more = {"hints": ["First hint.", "Second hint."], "sources": sources}
    by_type = {}
    for entry in raw["questions"]:
        by_type.setdefault(entry["type"], {**entry, **more, "section": "all"})
    return by_type


def as_yaml(entries, lesson="90_test"):
    """A question file; JSON is YAML, but days stand without quotation marks."""
    lines = (json.dumps(entry, ensure_ascii=False, default=str) for entry in entries)
    listed = "".join(f"  - {line}\n" for line in lines)
    listed = re.sub(r'"(\d{4}-\d\d-\d\d)"(?=[,}])', r"\1", listed)
    return f"lesson: {lesson}\nquestions:\n{listed}"


def made(*entries):
    """A widget of these questions, with the answers that are on disk."""
    found, faults = bank.read(as_yaml(entries), "90_test.yaml")
    assert not faults, faults
    return view.Quiz("A test.", list(found.questions), progress.load())
