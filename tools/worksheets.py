"""Make a page for the printer of each worksheet: docs/worksheets/<lesson>.md → .html, one A4 page.

    .venv/bin/python tools/worksheets.py            # write the pages
    .venv/bin/python tools/worksheets.py --check    # change nothing; say what is not current,
                                                    # and what does not fit on one page

A worksheet is plain Markdown. Three or more underscores are room to write: alone in a line they
become a line across the page, at the end of a line they run to its end, elsewhere they are as long
as they were typed. In a table they leave the cell empty; the more there are, the wider it is, and
sixty or more make it two lines high. The page needs no other file. How it prints is checked where
a Chromium is on the machine.
"""

import argparse
import html
import re
import sys
import tempfile
from pathlib import Path

from common import ROOT
from markdown_it import MarkdownIt

from helpers import browser

FOLDER = ROOT / "docs" / "worksheets"
MODULE = "China and Russia: a teaching module"
LICENCE = "Text: CC BY 4.0"
A4 = (595, 842)  # in points
STYLE = """
@page { size: A4; margin: 11mm 15mm 9mm; }
* { box-sizing: border-box; }
html { font: 10pt/1.35 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  color: #111; background: #fff; }
body { margin: 0; }
.sheet { display: flex; flex-direction: column; min-height: 276mm; }
h1 { font-size: 15pt; line-height: 1.2; margin: 0 0 2mm; padding-bottom: 1.5mm;
  border-bottom: 1.2pt solid #111; }
h2 { font-size: 11pt; margin: 2.4mm 0 .6mm; }
p { margin: 2mm 0 1mm; overflow: hidden; line-height: 1.6; }
h2 + p { margin-top: 0; }
h1 + p { margin-top: 1mm; }
ul, ol { margin: 1mm 0; padding-left: 6mm; }
li { overflow: hidden; line-height: 1.6; }
blockquote { margin: 1.5mm 0; padding: .2mm 4mm; border-left: 2pt solid #999; }
blockquote p { margin: 1mm 0; line-height: 1.4; }
table { width: 100%; border-collapse: collapse; margin: 1mm 0 1.5mm; }
th, td { border: .5pt solid #777; padding: .8mm 1.8mm; text-align: left; vertical-align: middle; }
th { background: #eee; font-weight: 600; print-color-adjust: exact;
  -webkit-print-color-adjust: exact; }
tr.write td { height: 7.2mm; padding-top: .3mm; padding-bottom: .3mm; }
tr.number td { height: 6.3mm; padding-top: 0; padding-bottom: 0; }
tr.tall td { height: 13mm; }
td.tick { text-align: center; font-size: 13pt; line-height: 1; }
.line, .rest { display: inline-block; border-bottom: .6pt solid #444; height: 1em;
  vertical-align: baseline; }
/* It asks for a quarter of the line, else it moves to the next; what is too long is cut off. */
.rest { width: 100%; margin-right: -75%; }
.across { border-bottom: .6pt solid #444; height: 7.4mm; }
.across + p, .across + h2 { margin-top: 3.4mm; }
a { color: inherit; }
footer { margin-top: auto; padding-top: 1.5mm; font-size: 8pt; color: #444; display: flex;
  justify-content: space-between; gap: 6mm; }
@media screen {
  body { background: #e9e9e9; padding: 6mm 3mm; }
  .sheet { background: #fff; max-width: 210mm; margin: 0 auto; padding: 11mm 15mm 9mm;
    min-height: 297mm; box-shadow: 0 1mm 4mm rgba(0, 0, 0, .25); }
}
@media screen and (max-width: 600px) { .sheet { padding: 5mm; } table { font-size: 9pt; } }
"""
# Underscores mean something to Markdown; a sign that means nothing takes their place meanwhile.
ROOM = "\ue000{}\ue001"
RUN = re.compile("\ue000(\\d+)\ue001")
NAME = f"Name: {'_' * 32} Date: {'_' * 20}"


def render(text):
    """Turn the Markdown of a worksheet into a page; the same text gives the same bytes."""
    title = re.search(r"^# +(.+)$", text, re.MULTILINE)
    if not title:
        raise SystemExit("A worksheet begins with a line '# ' and the name of the lesson.")
    if not re.search(r"^\W*Name\b", text, re.MULTILINE):
        text = text.replace(title[0], f"{title[0]}\n\n{NAME}", 1)
    text = re.sub(r"`?(_{3,})`?", lambda m: ROOM.format(len(m[1])), text)
    body = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
    body = re.sub(r"<table>(.*?)</table>", lambda m: _table(m[1]), body, flags=re.S)
    body = re.sub(r"<p>(.*?)</p>", lambda m: _paragraph(m[1]), body, flags=re.S)
    body = re.sub(f"{RUN.pattern}(?=\\s*(?:<br />|</p>|</li>))", '<span class="rest"></span>', body)
    body = RUN.sub(lambda m: _line(int(m[1])), body)
    name = html.escape(title[1].removeprefix("Worksheet "))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{name} · Worksheet</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f'<main class="sheet">\n{body}<footer><span>{html.escape(MODULE)}</span>'
        f"<span>Worksheet {name}</span><span>{LICENCE}</span></footer>\n</main>\n</body>\n</html>\n"
    )


def _table(rows):
    """A table; its columns are as wide as what stands in them, or is to be written there."""
    weights = []
    for row in re.findall(r"<tr>(.*?)</tr>", rows, flags=re.S):
        for i, (kind, cell) in enumerate(re.findall(r"<(t[hd])[^>]*>(.*?)</t[hd]>", row, re.S)):
            room = max(map(int, RUN.findall(cell)), default=0)
            text = re.sub("<[^>]+>", "", RUN.sub("", cell))
            longest = max(map(len, text.split()), default=0) + 2
            text = len(text) / 2 if kind == "th" else min(len(text), 60)  # a head may break
            if i == len(weights):
                weights.append(0)
            weights[i] = max(weights[i], room, text, longest)
    columns = "".join(f'<col style="width:{100 * w / sum(weights):.0f}%">' for w in weights)
    rows = re.sub(r"<tr>(.*?)</tr>", lambda m: _row(m[1]), rows, flags=re.S)
    return f"<table><colgroup>{columns}</colgroup>{rows}</table>"


def _row(cells):
    """A row of a table: room to write is an empty cell, and the row is high enough for a pen."""
    cells = re.sub(r"<th( [^>]*)?>", r'<th scope="col"\1>', cells)
    cells = re.sub(r"(<td[^>]*)>\s*☐\s*</td>", r'\1 class="tick">☐</td>', cells)
    room = [int(run) for run in RUN.findall(cells)] + [20] * cells.count("<td></td>")
    kind = "tall" if max(room, default=0) >= 60 else "number" if max(room, default=0) <= 5 else ""
    opens = f'<tr class="{kind or "write"}">' if room else "<tr>"
    return opens + re.sub(f"(<td[^>]*>)\\s*{RUN.pattern}\\s*</td>", r"\1</td>", cells) + "</tr>"


def _paragraph(text):
    """A paragraph; lines of it that are nothing but room to write go across the page."""
    out, said = [], []
    for line in [*text.split("\n"), None]:
        alone = line is not None and RUN.fullmatch(line.replace("<br />", "").strip())
        if line is not None and not alone:
            said.append(line)
            continue
        if said:
            joined = "\n".join(said)
            # Where two lines both end in room to write, each keeps a line of its own.
            joined = re.sub(f"({RUN.pattern})\n", r"\1<br />\n", joined)
            out.append(f"<p>{joined}</p>")
            said = []
        if alone:
            out.append('<div class="across"></div>')
    return "\n".join(out)


def _line(long):
    return f'<span class="line" style="width:{min(long * 0.5, 30):g}em"></span>'


def sources():
    return sorted(FOLDER.glob("*.md"))


def not_current():
    """Worksheets whose page is missing, or was not made from the text that stands there now."""
    late = []
    for file in sources():
        page = file.with_suffix(".html")
        made = render(file.read_text(encoding="utf-8"))
        if not page.exists() or page.read_text(encoding="utf-8") != made:
            late.append(file.stem)
    return late


def printed(pages, program):
    """How many A4 pages a Chromium prints for each HTML file: a dict of name → number."""
    out = {}
    with tempfile.TemporaryDirectory() as folder:
        for page in pages:
            pdf = Path(folder) / f"{page.stem}.pdf"
            browser.headless(program, page, "--no-pdf-header-footer", f"--print-to-pdf={pdf}")
            made = pdf.read_bytes() if pdf.exists() else b""
            sizes = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", made)
            if not sizes or any((round(float(w)), round(float(h))) != A4 for w, h in sizes):
                raise SystemExit(f"{program} printed no page of A4 from {page.name}.")
            out[page.stem] = len(re.findall(rb"/Type\s*/Page\b", made))
    return out


def check():
    """Say what is not as it should be; give the number of faults."""
    faults = [
        f"{name}: its page is not current. Run tools/worksheets.py." for name in not_current()
    ]
    program = browser.chromium()
    if program:
        pages = [f.with_suffix(".html") for f in sources() if f.with_suffix(".html").exists()]
        for name, count in printed(pages, program).items():
            if count != 1:
                faults.append(f"{name}: prints on {count} pages, and one is wanted. Shorten it.")
    else:
        print("There is no Chromium on this machine, so it was not tried how they print.")
    print("\n".join(faults) or f"{len(sources())} worksheets are current.")
    return len(faults)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--check", action="store_true", help="change nothing, say what is wrong")
    if parser.parse_args().check:
        sys.exit(1 if check() else 0)
    for file in sources():
        page = file.with_suffix(".html")
        page.write_text(render(file.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
        print(f"{file.name} → {page.name}")


if __name__ == "__main__":
    main()
