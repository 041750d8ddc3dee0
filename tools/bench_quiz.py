"""Measure the quiz beside two others that run in JupyterLab; nothing here passes or fails.

    .venv/bin/python tools/bench_quiz.py

The same questions of a lesson in each, in one JupyterLab and a Chromium that can reach nothing
outside this machine. The tools take turns from click to click, so a busy moment meets all three.
"""

import contextlib
import importlib.metadata
import importlib.util
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import NamedTuple

import nbformat

LESSON, TOKEN = "04_trade", "for-the-benchmark"
DEAF = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
SESSION = "window.jupyterapp?.shell?.currentWidget?.sessionContext"


class Tool(NamedTuple):
    box: str  # where a question stands
    feedback: str
    pick: str  # an option; empty where pressing it is all
    press: str
    code: str  # the cell; `part` are some questions


TOOLS = {
    "helpers.quiz": Tool(
        "form.crq-question", ".crq-feedback", "input", ".crq-check",
        "from helpers import quiz; from helpers.quiz import bank; every = bank.section\n"
        "bank.section = lambda *_: [q for q in every(*_) if q.id in part]  # exactly these\n"
        f"quiz.show('{LESSON}')",
    ),
    "jupyterquiz": Tool(
        "div.Quiz", ".Feedback", "", "label",
        "from jupyterquiz import display_quiz; display_quiz(part, shuffle_answers=False)",
    ),
    "ipyquizjb": Tool(
        ".ipyquizjb-render-math", ".jp-OutputArea", ".widget-toggle-button", ":scope > button",
        "from ipyquizjb import display_questions; display_questions(part, as_group=False)",
    ),
}  # fmt: skip

# Milliseconds until the feedback stands in the page. The pick is not timed; where a kernel hears of
# it, the pause leaves it time.
CLICK = """async ([where, feedback, pick, press, number, option]) => {
    const box = document.querySelectorAll(where)[number];
    const text = () => box.querySelector(feedback).textContent.trim();
    const before = text();
    if (pick) box.querySelectorAll(pick)[option].click();
    await new Promise((done) => setTimeout(done, 200));
    const button = box.querySelectorAll(press)[pick ? 0 : option];
    return await new Promise((done, fail) => {
        setTimeout(() => fail(new Error('no feedback within 10 s')), 10_000);
        const start = performance.now();
        new MutationObserver((_, watch) => {
            if (!text() || text() === before) return;
            watch.disconnect();
            done(performance.now() - start);
        }).observe(box, { subtree: true, childList: true, characterData: true });
        button.click();
    });
}"""


def questions():
    """Give ten choice questions, and as each tool's cell gets them: tool → list."""
    from helpers.quiz import bank
    from helpers.quiz.markup import block, inline, plain

    choices = [q for q in bank.section(LESSON) if q.type == "choice"][:10]
    parts = {"helpers.quiz": [q.id for q in choices], "jupyterquiz": [], "ipyquizjb": []}
    for q in choices:
        key, options = q.own["key"], q.own["options"]
        answers = [{"answer": inline(o["text"]), "correct": k == key, "feedback": block(o["why"])}
                   for k, o in options.items()]  # fmt: skip
        asked = {"type": "multiple_choice", "question": block(q.prompt), "answers": answers}
        parts["jupyterquiz"].append(asked)
        texts = {k: plain(o["text"]) for k, o in options.items()}
        asked = {"type": "MULTIPLE_CHOICE", "body": block(q.prompt), "answers": [*texts.values()],
                 "answer": [texts[key]], "notes": [block(options[key]["why"])]}  # fmt: skip
        parts["ipyquizjb"].append(asked)
    return choices, parts


@contextlib.contextmanager
def jupyterlab(folder):
    """Start JupyterLab as start.py does, with settings of its own; give its address."""
    sys.path.append(str(Path(__file__).resolve().parents[1]))
    import start

    kept = {k: v for k, v in os.environ.items() if not k.startswith("JUPYTER")}
    for name in ("_CONFIG", "_DATA", "_RUNTIME", "LAB_SETTINGS", "LAB_WORKSPACES"):
        kept[f"JUPYTER{name}_DIR"] = str(folder / name)
    kept |= {"JUPYTER_TOKEN": TOKEN, "CHINA_RUSSIA_PROGRESS": str(folder / "progress")}
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = start.jupyter_command(port, False, sys.executable, folder)
    command.append("--LabApp.expose_app_in_browser=True")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, env=kept, **quiet) as server:
        try:
            for _ in range(240):
                with contextlib.suppress(OSError):
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/api/status?token={TOKEN}")
                    break
                time.sleep(0.25)
            yield f"http://127.0.0.1:{port}/lab/tree/%s?reset&token={TOKEN}"
        finally:
            server.terminate()


class Notebook:
    """A notebook of one cell with questions of one tool, open in a page."""

    def __init__(self, browser, address, tool, part, folder):
        self.page, self.tool, self.asked = browser.new_page(), tool, set()
        self.file = folder / f"{time.monotonic_ns()}.ipynb"
        cell = nbformat.v4.new_code_cell(f"part = {part}\n{tool.code}")
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
        nbformat.write(nbformat.v4.new_notebook(cells=[cell], metadata=kernel), self.file)
        self.page.route(lambda url: not url.startswith("http://127.0.0.1"), self._refuse)
        self.page.goto(address % self.file.name)
        self.run()

    def _refuse(self, route):
        self.asked.add(route.request.url.split("/")[2])
        route.abort()

    def do(self, command):
        self.page.evaluate(f"window.jupyterapp.commands.execute('{command}')")

    def ready(self):
        idle = f"() => {SESSION}?.session?.kernel?.status === 'idle'"
        self.page.wait_for_function(idle, timeout=90_000)

    def run(self):
        """Run the cell in a page without its questions; give the first when all are there."""
        self.ready()
        first = self.page.locator(self.tool.box).first
        self.do("notebook:clear-all-cell-outputs")
        first.wait_for(state="detached")
        for _ in range(4):  # a kernel that has just said "idle" can still lose the first request
            self.do("notebook:run-all-cells")
            with contextlib.suppress(Exception):
                first.wait_for(timeout=20_000)
                break
        self.page.wait_for_timeout(1500)
        return first

    def click(self, number, option):
        """Answer one question; give the milliseconds of CLICK."""
        return self.page.evaluate(CLICK, [*self.tool[:4], number, option])

    def saved(self, part=lambda book: book["cells"][0]["outputs"]):
        """Save, and give the size of a part of the file."""
        self.do("docmanager:save")
        found = part(json.loads(self.file.read_text("utf-8")))
        return f"{len(json.dumps(found, ensure_ascii=False, indent=1).encode()) / 1000:.1f} KB"

    def restarted(self, prompt):
        """Save, restart the kernel, open again: is the question there, does it work, and is its
        answer back when the cell has been run?"""
        self.saved()
        self.page.evaluate(f"{SESSION}.session.kernel.restart()")
        self.ready()
        self.page.reload()
        self.ready()
        self.page.wait_for_timeout(3000)
        yield prompt in self.page.locator(".jp-OutputArea").first.text_content()
        yield self.page.locator(self.tool.box).count() > 0
        yield self.run().locator(self.tool.feedback).first.text_content().strip() != ""

    def close(self):
        """End the kernel too: its memory is needed."""
        self.page.evaluate(f"{SESSION}.shutdown()")
        self.page.close()


def measure(open_notebook):
    """Give the table: tool → what → text."""
    from helpers.quiz.markup import plain

    choices, parts = questions()
    table, notebooks, times = {}, {}, {}
    for name, tool in TOOLS.items():
        if not importlib.util.find_spec(name):
            print(f"{name}: not installed (pip install jupyterquiz ipyquizjb)")
            continue
        version = importlib.metadata.version(name) if name in ("jupyterquiz", "ipyquizjb") else ""
        one = open_notebook(tool, parts[name][:1])
        ten = notebooks[name] = open_notebook(tool, parts[name])
        sizes = {"saved cell, 1 question": one.saved(), "saved cell, 10 questions": ten.saved()}
        one.close()
        table[name] = {"": f"{name} {version}", **sizes}
        times[name] = []
    for number, question in enumerate(choices):
        right = list(question.own["options"]).index(question.own["key"])
        for option in (right, 1 if right == 0 else 0):
            for name, ten in notebooks.items():
                times[name].append(ten.click(number, option))
    words = " ".join(plain(choices[0].prompt).split()[:6])
    for name, ten in notebooks.items():
        deciles = statistics.quantiles(times[name], n=10)
        legible, live, back = ("yes" if fact else "no" for fact in ten.restarted(words))
        table[name] |= {
            f"click → feedback, of {len(times[name])}": f"{deciles[4]:.1f} ms",
            "nine clicks in ten within": f"{deciles[8]:.1f} ms",
            "restarted, reopened: legible": legible,
            "restarted, reopened: can be answered": live,
            "run again: the answer is back": back,
            "asked for outside addresses": ", ".join(ten.asked) or "none",
        }
        # Last, because JupyterLab leaves the state in a file when it is told to save none again.
        ten.do("@jupyter-widgets/jupyterlab-manager:saveWidgetState")
        state = ten.saved(lambda book: book["metadata"].get("widgets"))
        ten.do("@jupyter-widgets/jupyterlab-manager:saveWidgetState")
        table[name]["widget state (off by default)"] = state
        ten.close()
    return table


def compared():
    """The table as heads and rows; times are medians of clicks that take turns."""
    from playwright.sync_api import sync_playwright

    from helpers.browser import chromium

    found = chromium()
    if not found:
        return ["quiz"], [("no Chromium on this machine",)]
    with (
        tempfile.TemporaryDirectory() as name,
        jupyterlab(Path(name)) as address,
        sync_playwright() as play,
    ):
        browser = play.chromium.launch(executable_path=found, args=["--no-sandbox", DEAF])
        made = measure(lambda tool, part: Notebook(browser, address, tool, part, Path(name)))
        browser.close()
    labels = [label for label in made["helpers.quiz"] if label]
    heads = ["ten choice questions in JupyterLab, network blocked"]
    heads += [column[""].strip() for column in made.values()]
    return heads, [(x.strip(), *(c.get(x, "") for c in made.values())) for x in labels]


def main():
    heads, rows = compared()
    for row in [heads, *rows]:
        print(f"{row[0]:<54}" + "".join(f"{cell:<24}" for cell in row[1:]))


if __name__ == "__main__":
    main()
