"""Questions on paper: a sheet for students, and a key apart from it.

The sheet is made only from what the page may know before an answer (``Type.page``), so no key can
slip into it. Where there is a Chromium, both become PDFs too; else a browser prints the pages.
"""

import html
import math
import subprocess
from pathlib import Path

from helpers import browser
from helpers.quiz import exports, markup
from helpers.quiz import words as quiz
from helpers.quiz.exports import answers
from helpers.quiz.exports.answers import clean
from helpers.quiz.exports.words import say
from helpers.quiz.types import TYPES

CASES = {
    "choice": ("exact", ""),
    "true_false": ("exact", ""),
    "multi": ("exact", ""),
    "number": ("exact", ""),
    "blank": ("exact", ""),
    "order": ("exact", ""),
    "match": ("exact", ""),
    "country": ("degraded", "written, not clicked: a map without names, and no list to pick from"),
    "country, several": (
        "degraded",
        "written, not clicked: a map without names, and no list to pick from",
    ),
    "open": ("exact", ""),
    "prediction": ("exact", ""),
}
"""case → what becomes of it here, and how or why."""
FILES = ("questions.html", "key.html", "questions.pdf", "key.pdf")
STYLE = """\
@page { size: %s; margin: 18mm 17mm 20mm;
  @bottom-center { content: counter(page) " / " counter(pages);
    font: 9pt sans-serif; color: #555 } }
* { box-sizing: border-box }
body { font: 11pt/1.4 "Liberation Sans", Arial, "Noto Sans CJK SC", sans-serif; color: #000;
  max-width: 178mm; margin: 0 auto; overflow-wrap: break-word }
h1 { font-size: 17pt; margin: 0 0 3mm } h2 { font-size: 13pt; margin: 7mm 0 2mm;
  break-after: avoid }
p { margin: 0 0 2mm } ul, ol { margin: 0 0 2mm; padding-left: 6mm }
.who { display: flex; gap: 8mm; margin: 2mm 0 4mm } .who span { flex: 1;
  border-bottom: .3mm solid #000; padding-bottom: 1mm } .who span + span { flex: .5 }
.question { break-inside: avoid; margin: 0 0 6mm; padding-left: 9mm; position: relative }
.question > .n { position: absolute; left: 0; font-weight: bold }
ul.plain { list-style: none; padding: 0 } ul.plain li { margin: 0 0 1.6mm; padding-left: 15mm;
  text-indent: -15mm } ul.plain li > * { text-indent: 0 }
.box { display: inline-block; width: 4.5mm; height: 4.5mm; border: .3mm solid #000;
  vertical-align: -.8mm; margin-right: 3mm } .round { border-radius: 50%% }
.place { width: 8mm; height: 6.5mm; vertical-align: -1.6mm; margin-right: 2mm }
.letter { display: inline-block; width: 5.5mm; font-weight: bold }
.line { display: inline-block; width: 70mm; border-bottom: .3mm solid #000; height: 8mm }
.lines div { border-bottom: .2mm solid #888; height: 9mm }
.two { display: flex; gap: 8mm } .two > * { flex: 1 }
.help, .map { font-size: 9pt; color: #333 } .map svg { width: 100%%; display: block;
  margin: 1mm 0 } .map path { fill: #f1f1ee; stroke: #666; stroke-width: .6;
  stroke-linejoin: round }
.answer { font-weight: bold; margin: 0 0 2mm } .answer ol, .answer ul, .answer p,
.answer li { font-weight: normal }
.key { font-size: 10pt } .key .question { break-inside: auto } .key li { break-inside: avoid;
  margin-bottom: 1mm } .key li p { display: inline }
.id { font: 9pt monospace; color: #555 } .address { font-size: 8pt; color: #555;
  overflow-wrap: anywhere } .sources { font-size: 9pt }
code { font-family: monospace } a { color: inherit }
@media screen { body { padding: 8mm } }
"""


def write(folder, questions, paper):
    """Write the sheet and the key as pages, and as PDFs where there is a Chromium.

    Parameters
    ----------
    folder : pathlib.Path
        It has to be there.
    questions : list of Question
    paper : str
        ``"A4"`` or ``"Letter"``.

    Returns
    -------
    written : list of pathlib.Path
    notes : list of str
        Sentences; one, if there are no PDFs.

    Examples
    --------
    >>> written, notes = write(Path("handout"), questions, "A4")  # doctest: +SKIP
    """
    written = []
    for name, page in zip(FILES, pages(questions, paper), strict=False):
        (folder / name).write_text(page, encoding="utf-8", newline="\n")
        written.append(folder / name)
    for old in FILES[2:]:
        (folder / old).unlink(missing_ok=True)  # not a PDF of other questions beside the new pages
    program = browser.chromium()
    why = "there is no Chromium or Chrome here" if program is None else ""
    for page in list(written):
        if not why:
            pdf, why = _pdf(program, page)
            written += [pdf] if pdf else []
    note = f"No PDF: {why}. Open the pages in any browser, and print them there." if why else ""
    return written, [note] if note else []


def pages(questions, paper="A4"):
    """Make the sheet and the key.

    Parameters
    ----------
    questions : list of Question
    paper : str

    Returns
    -------
    tuple of str
        Two pages of HTML that need nothing else; the same for the same questions.

    Examples
    --------
    >>> sheet, key = pages([])
    >>> "Name" in sheet, "Name" in key
    (True, False)
    """
    who = f'<div class="who"><span>{say("name")}</span><span>{say("day")}</span></div>'
    note = f'<p class="help">{say("points")}</p>'
    return (
        _page(say("sheet"), who + _by_lesson(questions, asked), paper),
        _page(say("key"), f'{note}<div class="key">{_by_lesson(questions, told)}</div>', paper),
    )


def _page(title, body, paper):
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return clean(
        f'<!DOCTYPE html>\n<html lang="{quiz.LANGUAGE}"><head><meta charset="utf-8">'
        f'<meta name="generator" content="{exports.MARK.decode()}">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f"<title>{say('course')}: {title}</title>\n<style>\n{STYLE % paper}</style></head>\n"
        f"<body><h1>{say('course')}: {title}</h1>{body}</body></html>\n"
    )


def _by_lesson(questions, part):
    out, lesson = [], None
    for n, question in enumerate(questions, start=1):
        if question.lesson != lesson:
            lesson = question.lesson
            out.append(f"<h2>{html.escape(_title(lesson))}</h2>")
        out.append(f'<div class="question"><span class="n">{n}</span>{part(question)}</div>')
    return "\n".join(out)


def _title(lesson):
    from helpers.data import read_json

    return read_json("lessons.json").get(lesson, {}).get("title", lesson)


# The sheet: page → HTML. The functions never see the question itself, only what the page may know.


def asked(question):
    """Write a question as it stands on the sheet.

    Parameters
    ----------
    question : Question

    Returns
    -------
    str
        HTML, made from what the page may know before an answer.

    Examples
    --------
    >>> from helpers.quiz import bank
    >>> "box round" in asked(bank.section("00_start_here", "warm-up")[0])
    True
    """
    kind = TYPES[question.type]
    body = _SHEET[question.type](kind.page(question))
    return f"{markup.block(question.prompt)}{body}"


def _boxes(page, round=" round"):
    rows = (
        f'<li><span class="box{round}"></span><span class="letter">{o["label"]}</span>'
        f"<span>{o['text']}</span></li>"
        for o in page["options"]
    )
    return f'<ul class="plain">{"".join(rows)}</ul>'


def _judged(page):
    return "".join(
        f'<span class="box round"></span>{o["text"]}&emsp;&emsp;' for o in page["options"]
    )


def _several(page):
    return f'<p class="help">{quiz.say("several")}</p>{_boxes(page, "")}'


def _written(page):
    return f'<p><span class="line"></span> {html.escape(page.get("unit", ""))}</p>'


def _sorted(page):
    ends = html.escape(say("order_ends", first=page["first"], last=page["last"]))
    rows = (
        f'<li><span class="box place"></span><span class="letter">{i["label"]}</span>'
        f"<span>{i['text']}</span></li>"
        for i in page["items"]
    )
    return f'<p class="help">{say("order")} {ends}</p><ul class="plain">{"".join(rows)}</ul>'


def _matched(page):
    rows = (f'<li><span class="box place"></span>{row}</li>' for row in page["rows"])
    choices = (
        f'<li><span class="letter">{c["letter"]}</span>{html.escape(c["text"])}</li>'
        for c in page["choices"]
    )
    return (
        f'<p class="help">{say("match")}</p><div class="two"><ul class="plain">{"".join(rows)}</ul>'
        f'<ul class="plain">{"".join(choices)}</ul></div>'
    )


def _found(page):
    from helpers import world
    from helpers.quiz import atlas

    drawn, about = atlas.outlines(), world.about()
    paths = "".join(f'<path d="{path}"/>' for _, _, path in drawn["shapes"])
    many = page["many"]
    lines = '<span class="line"></span> ' * (2 if many else 1)
    dataset = f"{about['dataset']} {about['version']}".strip()
    under = say("boundaries", dataset=dataset, view=about["point_of_view"])
    return (
        f'<p class="help">{say("countries" if many else "country")}</p><p>{lines}</p>'
        f'<div class="map"><svg viewBox="0 0 {drawn["width"]} {drawn["height"]}" role="img" '
        f'aria-label="{say("map")}">{paths}</svg>{html.escape(under)}</div>'
    )


def _lined(page):
    words = page["words"]
    length = quiz.say("open_words", n=words) if words else quiz.say("open_label")
    count = math.ceil(words / 9) + 1 if words else 8
    lines = "<div></div>" * min(30, max(4, count))
    return f'<p class="help">{length}</p><div class="lines">{lines}</div>'


_SHEET = {
    "choice": _boxes,
    "prediction": _boxes,
    "true_false": _judged,
    "multi": _several,
    "number": _written,
    "blank": _written,
    "order": _sorted,
    "match": _matched,
    "country": _found,
    "open": _lined,
}


# The key


def told(question):
    """Write what the key says of a question: the right answer, every reason, hints and sources.

    Parameters
    ----------
    question : Question

    Returns
    -------
    str
        HTML.

    Examples
    --------
    >>> from helpers.quiz import bank
    >>> "answer" in told(bank.section("00_start_here", "warm-up")[0])
    True
    """
    right = answers.right(question)
    lead = say("model") if question.type == "open" else say("right", answer="").rstrip()
    rule = answers.rule(question)
    hints = "".join(f"<li>{markup.block(hint)}</li>" for hint in question.hints)
    return "".join(
        [
            f'<p class="id">{html.escape(question.id)}</p>',
            f'<div class="answer">{lead} {right}</div>' if right else f"<p>{say('none')}</p>",
            answers.listed(question),
            f'<p class="help">{html.escape(rule)}</p>' if rule else "",
            f"<p>{say('hints')}</p><ul>{hints}</ul>" if hints else "",
            f'<div class="sources">{answers.sources(question, addresses=True)}</div>',
        ]
    )


# PDFs


def _pdf(program, page):
    """Print a page: its PDF, or nothing and the words for why not."""
    target = page.with_suffix(".pdf")
    try:
        to = f"--print-to-pdf={target.resolve()}"
        browser.headless(program, page, "--no-pdf-header-footer", to, timeout=180)
    except (OSError, subprocess.TimeoutExpired):
        target.unlink(missing_ok=True)
    if not target.is_file():
        return None, f"{Path(program).name} made none"
    with target.open("ab") as file:  # a comment behind the end; readers pass over it
        file.write(b"\n% " + exports.MARK + b"\n")
    return target, ""
