"""Types in which something is written: number, blank, open."""

from helpers import spelling
from helpers.quiz import keys, markup, numerals
from helpers.quiz.types.base import Reason, Type
from helpers.quiz.words import say, short

LONGEST_WORD, LONGEST_TEXT = 200, 10_000

# number


def _number_key(question):
    own = question.own
    return own["key"] if own.get("key") is not None else keys.of(own["key_from"])


def _number_faults(own):
    if own.get("key") is None and "key_from" not in own:
        yield ("key",), "is missing. Write key: … or key_from: …, or both."
    yield from numerals.faults(own)


def _number_answer(question, raw):
    """What was typed, if it can be read as a number: then it is all ASCII but for its spaces."""
    if not isinstance(raw, str) or not numerals.readings(raw, question.own.get("unit", "")):
        return None
    return raw.strip()


def _number_refused(question, raw):
    if not isinstance(raw, str) or not raw.strip():
        return say("write")
    unit = question.own.get("unit", "")
    asked = f" ({unit})" if unit else ""
    return say("number_unread", value=short(_writable(raw), 40), unit=asked)


def _number_mark(question, answer):
    right, around = _number_key(question), question.own.get("tolerance", 0)
    found = numerals.readings(answer, question.own.get("unit", ""))
    return 1.0 if any(numerals.close(n, right, around) for n in found) else 0.0


def _number_reasons(question, answer, shown):
    own, right = question.own, _number_key(question)
    if _number_mark(question, answer) == 1:
        exact = "" if not own.get("tolerance") else say("number_is", answer=_amount(right, own))
        return [Reason("", True, own["why"], exact)]
    found = numerals.readings(answer, own.get("unit", ""))
    told = numerals.mistake(found, own.get("mistakes", ()))
    if not told:
        told = say("number_low" if all(n < right for n in found) else "number_high")
    out = [Reason("", False, told)]
    if shown:
        out.append(Reason("", True, own["why"], say("answer", answer=_amount(right, own))))
    return out


def _amount(number, own):
    unit = own.get("unit", "")
    return f"{numerals.write(number)}{chr(0xA0) if unit else ''}{unit}"


# blank: a word or a name


def _blank_faults(own):
    known = {}
    for i, text in enumerate(own["accepted"]):
        shape = spelling.canonical(text)
        if not shape:
            yield ("accepted", i), f"{text!r} has neither a letter nor a digit."
        elif shape in known:
            yield ("accepted", i), f"{text!r} counts as the same as {known[shape]!r}. Keep one."
        known[shape] = text
    if not own["accepted"]:
        yield ("accepted",), "is empty. Write at least one spelling that is right."
    for i, mistake in enumerate(own.get("mistakes", ())):
        value = mistake.get("value")
        if not isinstance(value, str):
            yield ("mistakes", i, "value"), f"{value!r} is not text. Put it in quotation marks."
        elif spelling.canonical(value) in known:
            yield ("mistakes", i, "value"), f"{value!r} counts as right. Take it out."


def _blank_answer(question, raw):
    if not isinstance(raw, str) or len(raw) > LONGEST_WORD or not spelling.canonical(raw):
        return None
    return " ".join(_writable(raw).split())


def _blank_refused(question, raw):
    if isinstance(raw, str) and len(raw) > LONGEST_WORD:
        return say("blank_long", n=LONGEST_WORD)
    return say("write")


def _blank_mark(question, answer):
    shape = spelling.canonical(answer)
    return 1.0 if any(shape == spelling.canonical(a) for a in question.own["accepted"]) else 0.0


def _blank_reasons(question, answer, shown):
    own = question.own
    if _blank_mark(question, answer) == 1:
        return [Reason("", True, own["why"])]
    shape = spelling.canonical(answer)
    told = [m["say"] for m in own.get("mistakes", ()) if spelling.canonical(m["value"]) == shape]
    if not told and any(spelling.near(answer, a) for a in own["accepted"]):
        told = [say("blank_near")]
    out = [Reason("", False, (told or [say("blank_other")])[0])]
    if shown:
        out.append(Reason("", True, own["why"], say("answer", answer=own["accepted"][0])))
    return out


# open: written freely, judged by its author


def _open_faults(own):
    if not 2 <= len(own["rubric"]) <= 6:
        yield ("rubric",), f"there are {len(own['rubric'])} criteria; give two to six."


def _open_answer(question, raw):
    """The text, and which criteria the student finds met (None before that)."""
    if not isinstance(raw, dict) or not isinstance(raw.get("text"), str):
        return None
    text = _writable(raw["text"]).strip()
    if not text or len(text) > LONGEST_TEXT:
        return None
    met = raw.get("met")
    if met is None:
        return {"text": text, "met": None}
    every = range(len(question.own["rubric"]))
    if not isinstance(met, list) or not all(type(i) is int and i in every for i in met):
        return None
    return {"text": text, "met": sorted(set(met))}


def _open_refused(question, raw):
    text = raw.get("text") if isinstance(raw, dict) else None
    if isinstance(text, str) and len(text.strip()) > LONGEST_TEXT:
        return say("open_long", n=LONGEST_TEXT)
    return say("write")


def _open_said(question, answer):
    met = answer["met"]
    if met is None:
        return say("open_compare")
    return say("open_met", n=len(met), total=len(question.own["rubric"]))


def _open_stored(question):
    words = question.own.get("words")
    return f"<p>{say('open_words', n=words) if words else say('open_label')}</p>"


def _writable(text):
    """Halves of characters, which some keyboards send, cannot be kept or shown."""
    return text.encode("utf-8", "replace").decode()


TYPES = {
    "number": Type(
        fields={
            "key": ("any", False),
            "tolerance": ("number", False),
            "unit": ("unit", False),
            "key_from": ("rule", False),
            "why": ("text", True),
            "mistakes": ("mistakes", False),
        },
        faults=_number_faults,
        meaning=lambda question: [
            _number_key(question),
            question.own.get("tolerance", 0),
            question.own.get("unit", ""),
        ],
        page=lambda question: {"unit": question.own.get("unit", "")},
        answer=_number_answer,
        mark=_number_mark,
        said=lambda question, answer: say("written", answer=answer),
        reasons=_number_reasons,
        stored=lambda question: f"<p>____ {markup.inline(question.own.get('unit', ''))}</p>",
        tries=3,
        refused=_number_refused,
        agrees=numerals.disagreement,
        example=lambda question: repr(_number_key(question)),
    ),
    "blank": Type(
        fields={
            "accepted": ("texts", True),
            "why": ("text", True),
            "mistakes": ("mistakes", False),
        },
        faults=_blank_faults,
        # A further spelling makes no old answer worthless; a new first one is a new question.
        meaning=lambda question: spelling.canonical(question.own["accepted"][0]),
        page=lambda question: {},
        answer=_blank_answer,
        mark=_blank_mark,
        said=lambda question, answer: say("written", answer=answer),
        reasons=_blank_reasons,
        stored=lambda question: "<p>____</p>",
        tries=3,
        refused=_blank_refused,
        example=lambda question: question.own["accepted"][0],
    ),
    "open": Type(
        fields={"model": ("text", True), "rubric": ("texts", True), "words": ("count", False)},
        faults=_open_faults,
        meaning=lambda question: list(question.own["rubric"]),
        page=lambda question: {"words": question.own.get("words", 0)},
        answer=_open_answer,
        mark=lambda question, answer: None,
        said=_open_said,
        reasons=lambda question, answer, shown: [
            Reason("", None, question.own["model"], say("open_model"))
        ],
        stored=_open_stored,
        refused=_open_refused,
        after=lambda question, answer, shown: {
            "rubric": [markup.inline(text) for text in question.own["rubric"]]
        },
    ),
}
