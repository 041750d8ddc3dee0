"""The right answer to a question, and every reason, as HTML: for feedback, keys and cards."""

import html
import re
import unicodedata

from helpers.quiz import keys, markup, numerals
from helpers.quiz import words as quiz
from helpers.quiz.exports.words import say
from helpers.quiz.types import TYPES

# Everything that XML 1.0 has no place for: control characters (one of them ends a field in
# Anki), halves of characters. A question file can hold them as "\u001f".
_NO_TEXT = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text):
    """Take out characters that no text has.

    Parameters
    ----------
    text : str

    Returns
    -------
    str

    Examples
    --------
    >>> clean("a\\x1fb")
    'ab'
    """
    return _NO_TEXT.sub("", text)


def case(question):
    """Name the row of the tables ``CASES`` that a question belongs to.

    Parameters
    ----------
    question : Question

    Returns
    -------
    str
        Its type; ``"country, several"`` where more than one is asked for.

    Examples
    --------
    >>> from helpers.quiz import bank
    >>> case(bank.section("00_start_here", "warm-up")[0])
    'choice'
    """
    many = question.type == "country" and len(countries(question)) > 1
    return "country, several" if many else question.type


def countries(question):
    """Give the countries that are right.

    Parameters
    ----------
    question : Question
        Of the type ``country``.

    Returns
    -------
    list of str
        ISO 3166 alpha-3 codes in their order.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> countries(SimpleNamespace(own={"key": ["PAK", "IND"]}))
    ['IND', 'PAK']
    """
    return sorted(question.own.get("key") or keys.of(question.own["key_from"]))


def number(question):
    """Give the number that is right.

    Parameters
    ----------
    question : Question
        Of the type ``number``.

    Returns
    -------
    int or float

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> number(SimpleNamespace(own={"key": 240.1}))
    240.1
    """
    key = question.own.get("key")
    return key if key is not None else keys.of(question.own["key_from"])


def spellings(texts):
    """Add each text without its accents, for programs that compare letter by letter.

    Parameters
    ----------
    texts : list of str

    Returns
    -------
    list of str

    Examples
    --------
    >>> spellings(["Türkiye", "Турция"])
    ['Türkiye', 'Turkiye', 'Турция']
    """
    out = {}
    for text in texts:
        apart = unicodedata.normalize("NFKD", text)
        bare = "".join(c for c in apart if not unicodedata.combining(c))
        # й is и with an accent only for Unicode: nobody leaves it out.
        bare = unicodedata.normalize("NFC", text) if "й" in text.lower() else bare
        for spelling in (text, bare):
            out.setdefault(" ".join(clean(spelling).split()).casefold(), spelling)
    return [" ".join(clean(text).split()) for key, text in out.items() if key]


def right(question):
    """Say the right answer.

    Parameters
    ----------
    question : Question

    Returns
    -------
    str
        HTML in one line; nothing where there is none.

    Examples
    --------
    >>> from helpers.quiz import bank
    >>> right(bank.section("00_start_here", "warm-up")[0])[:3]
    'B. '
    """
    return clean(_RIGHT.get(question.type, lambda q: "")(question))


def reasons(question, letters=True):
    """Give every reason of a question.

    Parameters
    ----------
    question : Question
    letters : bool
        Whether the letters are said under which the lesson shows the lines of ``order`` and the
        choices of ``match``.

    Returns
    -------
    list of tuple
        What it is about (HTML, may be empty), whether that is right (None: neither), and the
        reason (HTML).

    Examples
    --------
    >>> from helpers.quiz import bank
    >>> [right for _, right, _ in reasons(bank.section("00_start_here", "warm-up")[0])]
    [False, True, False]
    """
    found = _REASONS[question.type](question)
    if letters and question.type in ("order", "match"):
        found = _WITH_LETTERS[question.type](question, TYPES[question.type].example(question))
    return [(clean(about), is_right, clean(markup.block(text))) for about, is_right, text in found]


def listed(question, letters=True):
    """Write the reasons as one list, each after what it is about.

    Parameters
    ----------
    question : Question
    letters : bool
        As in :func:`reasons`.

    Returns
    -------
    str
        HTML; nothing if there is no reason.

    Examples
    --------
    >>> from helpers.quiz import bank
    >>> listed(bank.section("00_start_here", "warm-up")[0]).count("<li>")
    3
    """
    items = reasons(question, letters)
    if len(items) == 1 and not items[0][0]:
        return items[0][2]
    marks = {True: f" ({say('mark_right')})", False: f" ({say('mark_wrong')})", None: ""}
    rows = (
        f"<li>{f'<strong>{about}</strong>{marks[is_right]} ' if about else ''}{text}</li>"
        for about, is_right, text in items
    )
    tag = "ol" if question.type == "order" else "ul"
    return f"<{tag}>{''.join(rows)}</{tag}>" if items else ""


def rule(question):
    """Say how an answer that is partly right counts.

    Parameters
    ----------
    question : Question

    Returns
    -------
    str
        A sentence, or nothing where no answer can be partly right.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> rule(SimpleNamespace(type="match"))
    'If it is partly right: Each line counts the same. A wrong choice takes nothing away.'
    """
    name = TYPES[question.type].rule
    return say("counts", rule=quiz.say(name)) if name else ""


def sources(question, addresses=False):
    """List the sources as links, and the day up to which the answer holds.

    Parameters
    ----------
    question : Question
    addresses : bool
        Also write the address out, for paper.

    Returns
    -------
    str
        HTML; nothing if there is neither.

    Examples
    --------
    >>> import datetime as dt
    >>> from types import SimpleNamespace
    >>> sources(SimpleNamespace(as_of=dt.date(2026, 11, 23), sources=()))
    '<p>As of 23 November 2026.</p>'
    """
    out = ""
    if question.as_of:
        date = f"{question.as_of.day} {question.as_of:%B %Y}"
        out += f"<p>{html.escape(say('as_of', date=date))}</p>"
    links = [markup.source(id) for id in question.sources]
    if addresses:
        links = [_with_address(link) for link in links]
    if links:
        rows = "".join(f"<li>{link}</li>" for link in links)
        out += f"<p>{html.escape(quiz.say('sources'))}</p><ul>{rows}</ul>"
    return clean(out)


def _with_address(link):
    found = re.match(r'<a href="([^"]*)"', link)
    return f'{link} <span class="address">{found[1]}</span>' if found else link


def _options(question, letters):
    told = (
        f"{letter.upper()}. {markup.inline(question.own['options'][letter]['text'])}"
        for letter in sorted(letters)
    )
    return "<br>".join(told)


def _option_reasons(question):
    key = question.own["key"]
    return [
        (f"{letter.upper()}. {markup.inline(option['text'])}", letter in key, option["why"])
        for letter, option in question.own["options"].items()
    ]


def _amount(question):
    own, value = question.own, numerals.write(number(question))
    unit = f" {own['unit']}" if own.get("unit") else ""
    if own.get("tolerance"):
        value = say("around", answer=value + unit, tolerance=numerals.write(own["tolerance"]))
        unit = ""
    return html.escape(value + unit)


def _spelled(question):
    first, *others = question.own["accepted"]
    told = say("also", answer=first, others=", ".join(others)) if others else first
    return html.escape(told)


def _mistakes(question, name):
    return [
        (html.escape(say("instead", value=name(one["value"]))), None, one["say"])
        for one in question.own.get("mistakes", ())
    ]


def _why_and_mistakes(name):
    return lambda question: [("", True, question.own["why"]), *_mistakes(question, name)]


def _letters(question):
    letters = TYPES[question.type].example(question)
    return ", ".join(letters if question.type == "match" else [a.upper() for a in letters])


def _order(question, letters):
    return [
        (f"{letter.upper()}. {markup.inline(item['text'])}", None, item["why"])
        for letter, item in zip(letters, question.own["items"], strict=True)
    ]


def _match(question, letters):
    return [
        (f"{markup.inline(p['text'])} – {letter}. {_partner(p)}", None, p["why"])
        for letter, p in zip(letters, question.own["pairs"], strict=True)
    ]


def _partner(pair):
    return html.escape(markup.plain(pair["match"]))


def _country(code):
    from helpers import world  # draws on pandas, which most questions do not need

    return world.name(code)


def _model(question):
    rows = "".join(f"<li>{markup.inline(text)}</li>" for text in question.own["rubric"])
    return f"{markup.block(question.own['model'])}<p>{say('rubric')}</p><ul>{rows}</ul>"


_RIGHT = {
    "choice": lambda q: _options(q, [q.own["key"]]),
    "multi": lambda q: _options(q, q.own["key"]),
    "true_false": lambda q: html.escape(quiz.say("true" if q.own["key"] else "false")),
    "number": _amount,
    "blank": _spelled,
    "order": _letters,
    "match": _letters,
    "country": lambda q: html.escape(", ".join(sorted(map(_country, countries(q))))),
    "open": _model,
}
_REASONS = {
    "choice": _option_reasons,
    "multi": _option_reasons,
    "true_false": lambda q: [
        (html.escape(quiz.say(word)), q.own["key"] is value, q.own["why"][word])
        for word, value in (("true", True), ("false", False))
    ],
    "number": _why_and_mistakes(numerals.write),
    "blank": _why_and_mistakes(str),
    "order": lambda q: [(markup.inline(i["text"]), None, i["why"]) for i in q.own["items"]],
    "match": lambda q: [
        (f"{markup.inline(p['text'])} – {_partner(p)}", None, p["why"]) for p in q.own["pairs"]
    ],
    "country": _why_and_mistakes(_country),
    "open": lambda q: [],
    "prediction": lambda q: [("", None, q.own["note"])] if q.own.get("note") else [],
}
_WITH_LETTERS = {"order": _order, "match": _match}
