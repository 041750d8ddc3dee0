"""The printed sheet and its key as PDFs, read by a PDF reader, and as pages in a browser."""

import re
import shutil

import pypdf
import pytest

from helpers.quiz import exports, markup
from helpers.quiz.exports import printed

pytestmark = pytest.mark.browser


LESSONS = ["00_start_here", "06_sco"]  # between them they have all types


@pytest.fixture(scope="module")
def asked():
    return exports.gather(LESSONS)


@pytest.fixture(scope="module")
def paper(tmp_path_factory, chromium, asked):
    folder = tmp_path_factory.mktemp("hand out ü")
    done = exports.export("print", folder, LESSONS)
    assert [p.name for p in done.written] == list(printed.FILES) and not done.notes
    return folder


def squeezed(text):
    return re.sub(r"\W+", "", text)


def words(file):
    """The text of each page, in letters and digits only: lines break where the paper ends."""
    return [squeezed(page.extract_text()) for page in pypdf.PdfReader(file).pages]


def test_the_sheet_holds_every_question_whole_on_one_page_and_no_reason(paper, asked):
    pages = words(paper / "questions.pdf")
    everything = "".join(pages)
    for question in asked:
        texts = [question.prompt, *(o["text"] for o in question.own.get("options", {}).values())]
        texts = [squeezed(markup.plain(text)) for text in texts]
        texts = [re.sub(r"https?\w*", "", text) for text in texts]
        assert any(all(text in page for text in texts) for page in pages), question.id
        for hidden in _hidden(question):
            assert squeezed(markup.plain(hidden)) not in everything, (question.id, hidden)
        assert squeezed(question.id) not in everything


def _hidden(question):
    """Reasons, hints, models: long enough not to stand there by chance."""
    own = question.own
    every = [own.get("model", ""), own.get("note", ""), *question.hints, *own.get("rubric", ())]
    every += own["why"].values() if isinstance(own.get("why"), dict) else [own.get("why", "")]
    for group in ("items", "pairs"):
        every += [one["why"] for one in own.get(group, ())]
    every += [o.get("why", "") for o in own.get("options", {}).values()]
    every += [one["say"] for one in own.get("mistakes", ())]
    return [text for text in every if len(text) > 25]


def test_the_key_holds_every_reason(paper, asked):
    everything = "".join(words(paper / "key.pdf"))
    told = [(q.id, text) for q in asked for text in _hidden(q)]
    assert len(told) > 100
    for id, text in told:
        assert squeezed(re.sub(r"<http[^>]*>", "", markup.plain(text))) in everything, (id, text)


def test_paper_has_its_size_and_only_own_pdfs_are_overwritten(paper, tmp_path):
    """The sizes of ISO 216 and US Letter, in points of 1/72 inch."""
    box = pypdf.PdfReader(paper / "questions.pdf").pages[0].mediabox
    assert (round(box.width), round(box.height)) == (595, 842)
    again = shutil.copytree(paper, tmp_path / "again")
    exports.export("print", again, ["00_start_here"], paper="Letter")
    box = pypdf.PdfReader(again / "key.pdf").pages[0].mediabox
    assert (round(box.width), round(box.height)) == (612, 792)
    (again / "key.pdf").write_bytes(b"%PDF-1.4 a teacher's own")
    with pytest.raises(exports.ExportError, match=r"key\.pdf is there already"):
        exports.export("print", again, ["00_start_here"])


@pytest.mark.parametrize("name", ["questions.html", "key.html"])
def test_the_pages_ask_for_nothing_and_run_nothing(paper, visit, name):
    page = visit((paper / name).as_uri())
    assert page.locator(".question").count() > 30
    assert page.evaluate("document.scripts.length") == 0
    wide = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert wide, "the page is wider than the window"
