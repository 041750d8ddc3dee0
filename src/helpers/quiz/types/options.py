"""Types in which options are ticked: choice, prediction, true_false, multi."""

from helpers.quiz import markup
from helpers.quiz.types.base import LETTERS, Reason, Type, any_of, balance
from helpers.quiz.words import say

# choice and prediction: one option of several


FEW = {2: "two", 3: "three"}


def _options_faults(own, fewest=2):
    options = own["options"]
    if not fewest <= len(options) <= len(LETTERS):
        yield (
            ("options",),
            f"there are {len(options)} options; give {FEW[fewest]} to {len(LETTERS)}.",
        )
    if list(options) != list(LETTERS[: len(options)]):
        yield (
            ("options",),
            f"the options are named {', '.join(options)}; name them "
            f"{', '.join(LETTERS[: len(options)])}, in this order.",
        )


def _choice_faults(own):
    options = own["options"]
    yield from _options_faults(own)
    if "key" in own and own["key"] not in options:
        yield (
            ("key",),
            f"{own['key']!r} is not one of the options ({', '.join(options)}). "
            "Write the letter of the right option.",
        )
    if "key_from" in own:
        yield from _value_faults(options)


def _value_faults(options):
    for letter, option in options.items():
        if "value" not in option:
            yield (
                ("options", letter, "value"),
                "is missing. With key_from, each option says which value it stands for.",
            )


def _choice_meaning(question):
    texts = {letter: option["text"] for letter, option in question.own["options"].items()}
    return [texts, question.own.get("key")]


def _choice_page(question):
    return {
        "options": [
            {"letter": letter, "label": letter.upper(), "text": markup.inline(option["text"])}
            for letter, option in question.own["options"].items()
        ]
    }


def _choice_answer(question, raw):
    return raw if isinstance(raw, str) and raw in question.own["options"] else None


def _choice_mark(question, answer):
    return 1.0 if answer == question.own["key"] else 0.0


def _choice_said(question, answer):
    return say("chosen", letter=answer.upper())


def _choice_reasons(question, answer, shown):
    key, options = question.own["key"], question.own["options"]
    first = Reason(answer, answer == key, options[answer]["why"])
    if answer == key or not shown:
        return [first]
    return [first, Reason(key, True, options[key]["why"], say("answer", answer=key.upper()))]


def _choice_stored(question):
    items = (f"<li>{markup.inline(o['text'])}</li>" for o in question.own["options"].values())
    return f'<ol type="A">{"".join(items)}</ol>'


def _choice_agrees(question, computed):
    return _values_agree(question, [question.own["key"]], computed)


def _values_agree(question, keys, computed):
    """The options that the key names must stand for what the table gives, and no others."""
    wanted = {str(v) for v in (computed if isinstance(computed, list) else [computed])}
    wanted |= {f"{v:g}" for v in [computed] if isinstance(v, float)}
    options = question.own["options"]
    fitting = [k for k, option in options.items() if _as_text(option["value"]) & wanted]
    if fitting == sorted(keys):
        return ""
    told = f"the option {any_of(fitting)}" if fitting else "no option"
    return f"the table gives {computed!r}, which is {told}. Correct the key, or the values."


def _as_text(value):
    return {str(value)} | ({f"{value:g}"} if isinstance(value, (int, float)) else set())


def _prediction_reasons(question, answer, shown):
    return [Reason(answer, None, question.own["note"])] if question.own.get("note") else []


# true_false: a statement to judge

WORD = {"true": True, "false": False}


def _true_false_page(question):
    return {"options": [{"letter": w, "label": "", "text": say(w)} for w in WORD]}


def _true_false_mark(question, answer):
    return 1.0 if WORD[answer] == question.own["key"] else 0.0


def _true_false_reasons(question, answer, shown):
    right = _true_false_mark(question, answer) == 1
    why = question.own["why"]
    first = Reason(answer, right, why[answer])
    if right or not shown:
        return [first]
    other = _true_false_example(question)
    return [first, Reason(other, True, why[other], say("answer", answer=say(other)))]


def _true_false_example(question):
    return "true" if question.own["key"] else "false"


# multi: several of several


def _multi_faults(own):
    options, key = own["options"], own["key"]
    yield from _options_faults(own, fewest=3)
    for i, letter in enumerate(key):
        if letter not in options:
            yield ("key", i), f"{letter!r} is not one of the options ({', '.join(options)})."
        elif letter in key[:i]:
            yield ("key", i), f"{letter!r} stands there twice."
    if not key:
        yield ("key",), "is empty. At least one option must be right."
    elif set(key) == set(options):
        yield ("key",), "all options are right. Add a wrong one, or ticking everything is enough."
    if "key_from" in own:
        yield from _value_faults(options)


def _multi_meaning(question):
    texts = {letter: option["text"] for letter, option in question.own["options"].items()}
    return [texts, sorted(question.own["key"])]


def _multi_answer(question, raw):
    """Letters in order, each once. Nothing ticked is no answer."""
    if not isinstance(raw, list) or not raw or len(raw) > len(LETTERS):
        return None
    if not all(isinstance(letter, str) and letter in question.own["options"] for letter in raw):
        return None
    return sorted(set(raw))


def _multi_mark(question, answer):
    key, options = set(question.own["key"]), question.own["options"]
    hits = len(key & set(answer))
    return balance(hits, len(answer) - hits, len(key), len(options) - len(key))


def _multi_said(question, answer):
    return say("chosen", letter=any_of([letter.upper() for letter in answer]))


def _multi_reasons(question, answer, shown):
    key, options = question.own["key"], question.own["options"]
    out = [
        Reason(
            letter,
            letter in key,
            options[letter]["why"],
            say("belongs" if letter in key else "not_belongs", letter=letter.upper()),
        )
        for letter in answer
    ]
    if shown:
        out += [
            Reason(k, True, options[k]["why"], say("belongs_too", letter=k.upper()))
            for k in sorted(set(key) - set(answer))
        ]
    return out


TYPES = {
    "choice": Type(
        fields={
            "key": ("text", True),
            "options": ("reasoned options", True),
            "key_from": ("rule", False),
        },
        faults=_choice_faults,
        meaning=_choice_meaning,
        page=_choice_page,
        answer=_choice_answer,
        mark=_choice_mark,
        said=_choice_said,
        reasons=_choice_reasons,
        stored=_choice_stored,
        agrees=_choice_agrees,
        example=lambda question: question.own["key"],
    ),
    "prediction": Type(
        fields={"options": ("options", True), "note": ("text", False)},
        faults=_options_faults,
        meaning=_choice_meaning,
        page=_choice_page,
        answer=_choice_answer,
        mark=lambda question, answer: None,
        said=_choice_said,
        reasons=_prediction_reasons,
        stored=_choice_stored,
    ),
    "true_false": Type(
        fields={"key": ("yes or no", True), "why": ("two reasons", True)},
        faults=lambda own: (),
        meaning=lambda question: question.own["key"],
        page=_true_false_page,
        answer=lambda question, raw: raw if isinstance(raw, str) and raw in WORD else None,
        mark=_true_false_mark,
        said=lambda question, answer: say("judged", word=say(answer)),
        reasons=_true_false_reasons,
        stored=lambda question: f"<p>{say('true')} / {say('false')}</p>",
        tries=1,
        example=_true_false_example,
    ),
    "multi": Type(
        fields={
            "key": ("letters", True),
            "options": ("reasoned options", True),
            "key_from": ("rule", False),
        },
        faults=_multi_faults,
        meaning=_multi_meaning,
        page=_choice_page,
        answer=_multi_answer,
        mark=_multi_mark,
        said=_multi_said,
        reasons=_multi_reasons,
        stored=_choice_stored,
        tries=3,
        rule="rule_multi",
        agrees=lambda question, computed: _values_agree(question, question.own["key"], computed),
        example=lambda question: sorted(question.own["key"]),
    ),
}
