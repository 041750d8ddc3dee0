"""Slides of the core path of each lesson, made from the lesson itself, for a room without network.

Each part of the core path becomes its heading and the sentences that the lesson sets in bold, its
pictures, and its questions one by one; the answer with its reasons waits one slide below. The
whole text of the lesson stands in the speaker's notes (press S). nbconvert writes the pages;
reveal.js, which moves them, is taken from the package ``sphinx-revealjs``, plotly.js from plotly.
"""

import importlib.util
import json
import re
import shutil
from pathlib import Path

import nbformat
from nbconvert import SlidesExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from helpers.data import DataError
from helpers.quiz import bank
from helpers.quiz.exports import printed
from helpers.quiz.exports.words import say

HERE = Path(__file__).parent
CORE = "**Core path"
PLOTLY = "application/vnd.plotly.v1+json"
PARTS = ["dist/reset.css", "dist/reveal.css", "dist/reveal.js",
         "plugin/notes/notes.js", "plugin/notes/speaker-view.html", "LICENSE"]  # fmt: skip
SHOWN = re.compile(r'quiz\.show\("([^"]+)", section="([^"]+)"\)')
# "([Reuters, 2024](https://…); [TASS](https://…))": a slide says what the notes prove.
_LINK = r"\[([^\]]*)\]\((?:[^()\s]|\([^()\s]*\))*\)"
LINK = re.compile(_LINK)
CITED = re.compile(rf"\s*\((?:[^()\[\]]{{0,40}}{_LINK}[^()\[\]]{{0,40}})+\)")


def build(out, lessons):
    """Write one page of slides a lesson, and beside them what all of them need.

    Parameters
    ----------
    out : pathlib.Path
        A folder; it is made if it is not there.
    lessons : list of pathlib.Path
        Stored notebooks.

    Returns
    -------
    list of pathlib.Path
        The pages; lessons without a core path have none.

    Raises
    ------
    DataError
        If reveal.js is not installed.

    Examples
    --------
    >>> build(Path("slides"), [Path("notebooks/04_trade.ipynb")])  # doctest: +SKIP
    """
    _copy_parts(Path(out) / "reveal")
    made = []
    for file in lessons:
        slides = deck(nbformat.read(file, as_version=4), file.stem)
        if slides.cells:
            page = Path(out) / f"{file.stem}.html"
            page.write_text(_page(slides, file.stem), encoding="utf-8", newline="\n")
            made.append(page)
    return made


def deck(notebook, lesson):
    """Make the slides of a lesson as a notebook, each cell with its ``slide_type``.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
    lesson : str
        Its file name without ending; it stands as the title if there is none.

    Returns
    -------
    nbformat.NotebookNode

    Examples
    --------
    >>> text = "## 1 The curve\\n\\n**Core path** · 4 minutes\\n\\nWords. **Look up.**"
    >>> deck(new_notebook(cells=[new_markdown_cell(text)]), "x").cells[2].source
    '## 1 The curve\\n\\n**Look up.**'
    """
    cells = []
    for part in _parts(notebook):
        if not any(CORE in c.source for c in part if c.cell_type == "markdown"):
            continue
        for cell in part:
            cells += _from_text(cell) if cell.cell_type == "markdown" else _from_code(cell)
    if cells:
        title = re.search(r"^# .+$", "\n".join(c.source for c in notebook.cells), re.MULTILINE)
        cells = [*_opening(notebook, title[0] if title else f"# {lesson}"), *cells]
    for i, cell in enumerate(cells):
        cell["id"] = f"slide-{i}"
    return new_notebook(cells=cells)


def _parts(notebook):
    """The cells, cut at the headings of the second level."""
    part = []
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and re.match(r"\s*## ", cell.source) and part:
            yield part
            part = []
        part.append(cell)
    yield part


def _opening(notebook, title):
    first = notebook.cells[0].source
    question = re.search(r"\*Key question:\*\*\*\s*(\*.+?\*)\s*$", first, re.MULTILINE)
    return [_slide(f"{title}\n\n{question[1] if question else ''}", "slide"), *_notes(first)]


def _from_text(cell):
    """A slide with what the lesson sets in bold, in lists, in tables; the rest is for the notes."""
    found = points(cell.source)
    if not found:
        return [_slide(cell.source, "notes")]
    kind = "slide" if re.match(r"#{1,3} ", found) else "subslide"
    return [_slide(found, kind), *_notes(cell.source)]


def points(text):
    """Take from a text what can stand on a slide.

    Parameters
    ----------
    text : str
        Markdown.

    Returns
    -------
    str
        Headings, tables, quotations, the first sentence of each list item, and of a paragraph
        with words in bold those sentences and the questions. Without links: those stand in the
        notes.

    Examples
    --------
    >>> points("Some words. **Look for two things.** Where was it? When? More.")
    '**Look for two things.** Where was it? When?'
    """
    out = []
    for block in re.split(r"\n\s*\n", text.strip()):
        said = LINK.sub(lambda m: m[1], CITED.sub("", block))
        if re.match(r"#{1,6} |\||>", said):
            out.append(said)
        elif re.match(r"[-*] |\d+\. ", said):
            items = re.split(r"\n(?=[-*] |\d+\. )", said)
            out.append("\n".join(_sentences(item)[0] for item in items))
        else:
            told = [s for s in _sentences(said) if CORE not in s]
            kept = [s for s in told if "**" in s or s.endswith("?")]
            if any("**" in s for s in kept):
                out.append(" ".join(kept))
    body = [block for block in out if not block.startswith("#")]
    return "\n\n".join(out) if body or text.lstrip().startswith("#") else ""


def _sentences(text):
    # A sentence in bold ends with two stars behind its full stop.
    return re.split(r"(?:(?<=[.?!])|(?<=[.?!]\*\*))\s+(?=[A-Z“\"*(])", " ".join(text.split()))


def _from_code(cell):
    asked = SHOWN.search(cell.source)
    if asked:
        return [slide for q in bank.section(*asked.groups()) for slide in _question(q)]
    shown = []
    for output in cell.get("outputs", []):
        found = output.get("data", {})
        if PLOTLY in found:
            shown.append(_figure(found[PLOTLY]))
        elif (
            "text/html" in found
            and "<form" not in found["text/html"]
            and ("<iframe" in found["text/html"] or "<table" in found["text/html"])
            and not (shown and "<figure>" in found["text/html"])
        ):
            # The words and the table under a chart stand in the lesson; a slide has the chart.
            page = found["text/html"]
            shown.append(re.sub(r"<details>.*?</details>", "", page) if "<iframe" in page else page)
    return [_html(page, "subslide") for page in shown]


def _figure(figure):
    """A plotly figure, drawn when its slide comes into view (see the template)."""
    packed = json.dumps(figure, sort_keys=True).replace("<", "\\u003c")
    return f'<div class="plot"><script type="application/json">{packed}</script></div>'


def _question(question):
    """What is asked; one slide below, the answer and the reason for each option."""
    reply = re.sub(rf"<p>{say('hints')}</p><ul>.*?</ul>", "", printed.told(question), flags=re.S)
    return [
        _html(f'<div class="asked">{printed.asked(question)}</div>', "slide"),
        _html(f'<div class="told">{reply}</div>', "subslide"),
    ]


def _slide(text, kind):
    return new_markdown_cell(text, metadata={"slideshow": {"slide_type": kind}})


def _notes(text):
    return [_slide(text, "notes")]


def _html(page, kind):
    output = new_output("display_data", data={"text/html": page})
    return new_code_cell("", outputs=[output], metadata={"slideshow": {"slide_type": kind}})


def _page(slides, lesson):
    exporter = SlidesExporter(
        reveal_url_prefix="reveal", reveal_theme="lesson",
        exclude_input=True, exclude_output_prompt=True,
        template_file=str(HERE / "slides.html.j2"),
    )  # fmt: skip
    page, _ = exporter.from_notebook_node(slides, {"metadata": {"name": lesson}})
    return page


def _copy_parts(target):
    import plotly

    found = importlib.util.find_spec("sphinx_revealjs")
    if found is None:
        raise DataError(
            "Slides need reveal.js, which is not installed. Install it once with: "
            'python -m pip install "sphinx-revealjs>=3.2" (this needs a network).'
        )
    home = Path(found.origin).parent / "_static" / "revealjs"
    for name in PARTS:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(home / name, target / name)
    (target / "dist" / "theme").mkdir(exist_ok=True)
    shutil.copyfile(HERE / "lesson.css", target / "dist" / "theme" / "lesson.css")
    script = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    shutil.copyfile(script, target / "plotly.min.js")
