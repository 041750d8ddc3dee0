"""Questions as Moodle XML, for the question bank of a Moodle course.

The elements are those that Moodle's own importer reads
(https://docs.moodle.org/en/Moodle_XML_format and ``question/format/xml/format.php`` of Moodle;
for ``ordering``, in Moodle since 4.4, ``question/type/ordering/questiontype.php``).
"""

import html

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
    "number": (
        "degraded",
        "no word on too small or too large; a decimal comma only where the site's language has it",
    ),
    "blank": (
        "degraded",
        "only the spellings that are listed count, in any case and without accents too; no word "
        "on a near miss",
    ),
    "order": (
        "degraded",
        "the share of pairs in the right order, so a random order is worth half and not nothing; "
        "needs Moodle 4.4",
    ),
    "match": ("exact", ""),
    "country": (
        "degraded",
        "typed, not clicked: the name in English, Chinese or Russian counts",
    ),
    "country, several": ("refused", "Moodle has no question that asks for several countries"),
    "open": (
        "degraded",
        "marked by the teacher, who sees model and criteria; the student sees them as feedback",
    ),
    "prediction": ("refused", "without right or wrong it is no question of a quiz there"),
}
"""case → what becomes of it here, and how or why."""
LONGEST_ID, LONGEST_TAG, LONGEST_NAME = 100, 50, 250
"""Characters that Moodle keeps."""


def build(questions):
    """Write questions as one file.

    Parameters
    ----------
    questions : list of Question
        None of a case that is refused.

    Returns
    -------
    bytes
        XML in UTF-8; the same for the same questions.

    Examples
    --------
    >>> build([])[:38]
    b'<?xml version="1.0" encoding="UTF-8"?>'
    """
    parts, lesson = [], None
    for question in questions:
        if question.lesson != lesson:
            lesson = question.lesson
            parts.append(_category(lesson))
        parts.append(_question(question))
    body = "\n".join(parts)
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- {exports.MARK.decode()} -->'
    return f"{head}\n<quiz>\n{body}\n</quiz>\n".encode()


def _category(lesson):
    # A slash separates categories; two of them are one that belongs to the name.
    path = "/".join(part.replace("/", "//") for part in ("top", say("course"), lesson))
    return (
        f'<question type="category">\n<category>{_text(f"$course$/{path}")}</category>\n</question>'
    )


def _question(question):
    kind, own = _TYPES[question.type](question)
    prompt = markup.block(question.prompt) + _PROMPTS.get(question.type, lambda q: "")(question)
    # A second try costs nothing here either. Moodle has no second try at true or false.
    penalty = 1 if kind == "truefalse" else 0
    rows = [
        f'<question type="{kind}">',
        f"<name>{_text(_name(question))}</name>",
        _html("questiontext", prompt),
        _html("generalfeedback", _feedback(question)),
        "<defaultgrade>1.0000000</defaultgrade>",
        f"<penalty>{penalty}.0000000</penalty>",
        "<hidden>0</hidden>",
        f"<idnumber>{html.escape(_id(question.id))}</idnumber>",
        *own,
        *([] if kind == "essay" else [_html("hint", markup.block(h)) for h in question.hints]),
        f"<tags>{''.join(f'<tag>{_text(tag)}</tag>' for tag in _tags(question))}</tags>",
        "</question>",
    ]
    return "\n".join(rows)


def _text(raw):
    """A text as it stands. The end of a CDATA section cannot stand inside one: it is split."""
    return f"<text><![CDATA[{clean(raw).replace(']]>', ']]]]><![CDATA[>')}]]></text>"


def _html(name, page, attributes=""):
    return f'<{name}{attributes} format="html">{_text(page)}</{name}>'


def _name(question):
    return html.escape(_short(f"{question.id}: {markup.plain(question.objective)}", LONGEST_NAME))


def _id(id):
    import hashlib

    return (
        id if len(id) <= LONGEST_ID else f"{id[:80]}-{hashlib.sha256(id.encode()).hexdigest()[:12]}"
    )


def _short(text, longest):
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _tags(question):
    tags = [question.lesson, question.section, question.level, markup.plain(question.objective)]
    return [html.escape(_short(tag.replace(",", ""), LONGEST_TAG), quote=False) for tag in tags]


def _feedback(question):
    """What everybody reads afterwards: reasons that belong to no single answer, and sources."""
    out = ""
    if question.type not in ("choice", "multi", "true_false"):  # there each answer has its own
        out += answers.right(question) if question.type == "open" else _reasons(question)
    return out + answers.sources(question)


def _reasons(question):
    if "why" in question.own:
        return markup.block(question.own["why"])
    return answers.listed(question, letters=False)


def _answer(fraction, body, why, more="", format=' format="html"'):
    return (
        f'<answer fraction="{fraction}"{format}>{_text(body)}{more}'
        f"{_html('feedback', markup.block(why))}</answer>"
    )


def _words_after():
    """What is said of the answer as a whole, where a part of it can be right."""
    said = {
        "correctfeedback": quiz.say("right"),
        "partiallycorrectfeedback": say("partly"),
        "incorrectfeedback": quiz.say("wrong"),
    }
    return [_html(name, f"<p>{html.escape(text)}</p>") for name, text in said.items()]


def _choice(question):
    key, options = question.own["key"], question.own["options"]
    single = question.type == "choice"
    right = 1 if single else len(key)
    shares = {
        letter: 100 / right if letter in key else 0 if single else -100 / (len(options) - right)
        for letter in options
    }
    return "multichoice", [
        f"<single>{str(single).lower()}</single>",
        "<shuffleanswers>false</shuffleanswers>",
        "<answernumbering>ABCD</answernumbering>",
        *_words_after(),
        *(
            _answer(_fraction(shares[k]), markup.inline(option["text"]), option["why"])
            for k, option in options.items()
        ),
    ]


def _fraction(percent):
    """As Moodle writes it: it takes the shares of its own list only, to five decimals."""
    return f"{percent:.5f}".rstrip("0").rstrip(".")


def _true_false(question):
    return "truefalse", [
        _answer(
            100 if question.own["key"] is value else 0,
            word,
            question.own["why"][word],
            format=' format="moodle_auto_format"',
        )
        for word, value in (("true", True), ("false", False))
    ]


def _number(question):
    own = question.own
    rows = [_near(100, answers.number(question), own.get("tolerance", 0), "")]
    for one in own.get("mistakes", ()):
        value = one["value"]
        # As numerals.mistake has it: what rounds to a whole number, else one per cent around it.
        around = 0.49 if isinstance(value, int) else abs(value) / 100
        rows.append(_near(0, value, around, one["say"]))
    unit = own.get("unit", "").strip()
    # Three: no unit. Nought: typed behind the number, or not, and never marked.
    rows += ["<unitgradingtype>0</unitgradingtype>", "<unitpenalty>0.1000000</unitpenalty>"]
    rows += [f"<showunits>{0 if unit else 3}</showunits>", "<unitsleft>0</unitsleft>"]
    if unit:
        name = html.escape(clean(unit), quote=False)
        rows.append(
            f"<units><unit><multiplier>1</multiplier><unit_name>{name}</unit_name></unit></units>"
        )
    return "numerical", rows


def _near(fraction, value, around, why):
    tolerance = f"<tolerance>{around:.12g}</tolerance>"
    return _answer(fraction, f"{value:.12g}", why, tolerance, ' format="moodle_auto_format"')


def _blank(question):
    own = question.own
    return _short_answers(
        own["accepted"], [([m["value"]], m["say"]) for m in own.get("mistakes", ())]
    )


def _country(question):
    from helpers import world  # draws on pandas, which the other types do not need

    def names(code):
        return [name for name in world.names(code).values() if name]

    [key] = answers.countries(question)
    wrong = [(names(m["value"]), m["say"]) for m in question.own.get("mistakes", ())]
    return _short_answers(names(key), wrong)


def _short_answers(accepted, mistakes):
    seen, rows = set(), []
    for fraction, texts, why in [(100, accepted, ""), *((0, *mistake) for mistake in mistakes)]:
        for text in answers.spellings(texts):
            if text.casefold() not in seen:
                seen.add(text.casefold())
                # A star would stand for anything.
                body = text.replace("*", r"\*")
                rows.append(_answer(fraction, body, why, format=' format="plain_text"'))
    return "shortanswer", ["<usecase>0</usecase>", *rows]


def _order(question):
    items = question.own["items"]
    return "ordering", [
        "<layouttype>VERTICAL</layouttype>",
        "<selecttype>ALL</selecttype>",
        f"<selectcount>{len(items)}</selectcount>",
        # All pairs are compared, as here; the only one of Moodle's rules that does.
        "<gradingtype>RELATIVE_ALL_PREVIOUS_AND_NEXT</gradingtype>",
        "<showgrading>SHOW</showgrading>",
        "<numberingstyle>none</numberingstyle>",
        *_words_after(),
        "<shownumcorrect>1</shownumcorrect>",
        *(
            # Not a share: the place of the line.
            f'<answer fraction="{place}.0000000" format="html">'
            f"{_text(markup.inline(item['text']))}</answer>"
            for place, item in enumerate(items, start=1)
        ),
    ]


def _match(question):
    pairs = [(markup.inline(p["text"]), p["match"]) for p in question.own["pairs"]]
    pairs += [("", text) for text in question.own.get("extra", ())]
    return "matching", [
        "<shuffleanswers>true</shuffleanswers>",
        *_words_after(),
        "<shownumcorrect/>",
        *(
            # Moodle reads the partner as HTML of one line.
            f'<subquestion format="html">{_text(text)}'
            f"<answer>{_text(html.escape(markup.plain(match), quote=False))}</answer></subquestion>"
            for text, match in pairs
        ),
    ]


def _open(question):
    words = question.own.get("words", 0)
    lines = min(40, max(5, 5 * round(words / 50))) if words else 15  # in fives, as Moodle's list
    return "essay", [
        "<responseformat>editor</responseformat>",
        "<responserequired>1</responserequired>",
        f"<responsefieldlines>{lines}</responsefieldlines>",
        "<attachments>0</attachments>",
        "<attachmentsrequired>0</attachmentsrequired>",
        _html("graderinfo", answers.right(question)),
        _html("responsetemplate", ""),
    ]


_TYPES = {
    "choice": _choice,
    "multi": _choice,
    "true_false": _true_false,
    "number": _number,
    "blank": _blank,
    "order": _order,
    "match": _match,
    "country": _country,
    "open": _open,
}
_PROMPTS = {
    "number": lambda q: (
        f"<p>{html.escape(say('in_unit', unit=q.own['unit']))}</p>" if q.own.get("unit") else ""
    ),
    "order": lambda q: "<p>{}</p>".format(
        html.escape(say("order_ends", **{k: TYPES["order"].page(q)[k] for k in ("first", "last")}))
    ),
    "open": lambda q: TYPES["open"].stored(q),
}
"""What the page shows beside the prompt, and Moodle has no place of its own for."""
