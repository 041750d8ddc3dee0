"""Questions as cards for Anki: the question in front, answer, reasons and sources behind.

The identifier of a note comes from the question's id, so that a second import updates the card and
keeps what Anki knows of the learner.
"""

import hashlib
import io
import tempfile
import zipfile
from pathlib import Path

from helpers.quiz import exports, markup
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
    "country": ("degraded", "named, not clicked: no map on the card"),
    "country, several": ("degraded", "named, not clicked: no map on the card"),
    "open": ("degraded", "model and criteria on the back; nothing is written"),
    "prediction": ("refused", "there is nothing to remember"),
}
"""case → what becomes of it here, and how or why."""
FIELDS = ("Id", "Question", "Options", "Answer", "Reasons", "Sources")
# The class keeps Anki from setting what stands between \( and \) as mathematics.
FRONT = '<div class="tex2jax_ignore mathjax_ignore">{{Question}}{{Options}}</div>'
BACK = (
    '<div class="tex2jax_ignore mathjax_ignore">{{Question}}{{Options}}<hr id="answer">'
    '<div class="answer">{{Answer}}</div>{{Reasons}}<div class="sources">{{Sources}}</div></div>'
)
CSS = """\
.card { font: 18px/1.45 sans-serif; text-align: left; max-width: 40em; margin: auto; }
.answer { font-weight: bold; }
.sources { font-size: 80%; }
li { margin: .3em 0; }
li p { margin: 0; }
"""


def build(questions):
    """Write questions as a package that Anki imports.

    Parameters
    ----------
    questions : list of Question
        None of a case that is refused.

    Returns
    -------
    bytes
        An ``.apkg``; the same for the same files. Notes carry the time of the last change to
        question files, tables or bibliography: Anki updates a card only by a newer one.

    Examples
    --------
    >>> from helpers.quiz import bank
    >>> build(bank.section("00_start_here", "warm-up"))[:2]
    b'PK'
    """
    import genanki  # only who makes cards needs it

    model = genanki.Model(
        _number("model"),
        say("course"),
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "Card", "qfmt": FRONT, "afmt": BACK}],
        css=CSS,
    )
    decks = {}
    for question in questions:
        lesson = question.lesson
        deck = decks.setdefault(
            lesson, genanki.Deck(_number(f"deck {lesson}"), f"{say('course')}::{lesson}")
        )
        deck.add_note(
            genanki.Note(
                model=model,
                fields=[question.id, *map(_field, _card(question))],
                tags=[
                    lesson.replace(" ", "_"),
                    f"section::{question.section}",
                    f"level::{question.level}",
                ],
                guid=genanki.guid_for(exports.NAME, question.id),
            )
        )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "deck.apkg"
        package = genanki.Package(list(decks.values()))
        package.write_to_file(file, timestamp=exports.newest(questions))
        return _same_every_time(file)


def _number(name):
    """A number for a deck or a kind of note: its own, and for ever the same."""
    return int(hashlib.sha256(f"{exports.NAME} {name}".encode()).hexdigest()[:8], 16) | 1 << 32


def _card(question):
    kind = question.type
    options = TYPES[kind].stored(question)
    if kind == "country":
        many = TYPES[kind].page(question)["many"]
        options = f"<p>{say('name_countries' if many else 'name_country')}</p>"
    elif kind == "order":
        page = TYPES[kind].page(question)
        options += f"<p>{markup.inline(say('order_ends', first=page['first'], last=page['last']))}"
        options += "</p>"
    answer = answers.right(question)
    if kind == "open":
        answer = f"<p>{say('model')}</p>{answer}"
    return (
        markup.block(question.prompt),
        options,
        answer,
        answers.listed(question),
        answers.sources(question),
    )


def _field(page):
    """Anki gives square brackets a meaning ([sound:…], [latex]); HTML has another way to write
    them."""
    return clean(page).replace("[", "&#91;").replace("]", "&#93;")


def _same_every_time(file):
    """The package with one fixed day in its table of contents, and the mark at its end."""
    out = io.BytesIO()
    with zipfile.ZipFile(file) as made, zipfile.ZipFile(out, "w") as kept:
        for name in made.namelist():
            entry = zipfile.ZipInfo(name)  # 1 January 1980
            kept.writestr(entry, made.read(name), zipfile.ZIP_DEFLATED)
        kept.comment = exports.MARK
    return out.getvalue()
