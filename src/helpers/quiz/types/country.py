"""The type ``country``: states to be found on a map, or in a list."""

from helpers.quiz import keys
from helpers.quiz.types.base import Reason, Type, any_of, balance
from helpers.quiz.words import say

MOST = 60
"""Countries in one answer: more is somebody clicking everything."""


def _key(question):
    own = question.own
    found = own.get("key") or keys.of(own["key_from"])
    return found if isinstance(found, list) else [str(found)]


def _codes():
    from helpers import world  # draws on pandas, which a quiz without a map does not need

    return world.codes()


def _name(iso3):
    from helpers import world

    return world.name(iso3)


def _names(codes):
    return any_of(sorted(_name(code) for code in codes))


def _faults(own):
    if own.get("key") is None and "key_from" not in own:
        yield ("key",), "is missing. Write key: [CHN, …] or key_from: …, or both."
    known = set(_codes())
    for i, code in enumerate(own.get("key", ())):
        if code not in known:
            yield ("key", i), f"{code!r} is no country of the map. Write a code such as RUS."
        elif code in own["key"][:i]:
            yield ("key", i), f"{code!r} stands there twice."
    if "key" in own and not own["key"]:
        yield ("key",), "is empty. Name at least one country."
    if len(own.get("key", ())) > MOST:
        yield ("key",), f"has {len(own['key'])} countries; an answer can name {MOST} at most."
    for i, mistake in enumerate(own.get("mistakes", ())):
        value = mistake.get("value")
        if not isinstance(value, str) or value not in known:
            yield ("mistakes", i, "value"), f"{value!r} is no country of the map: one code, please."
        elif value in own.get("key", ()):
            yield ("mistakes", i, "value"), f"{value!r} counts as right. Take it out."


def _answer(question, raw):
    if not isinstance(raw, list) or not 0 < len(raw) <= MOST:
        return None
    known = set(_codes())
    if not all(isinstance(code, str) and code in known for code in raw):
        return None
    return sorted(set(raw))


def _mark(question, answer):
    """As for several options, but each wrong country takes away as much as a right one adds."""
    key = set(_key(question))
    hits = len(key & set(answer))
    return balance(hits, len(answer) - hits, len(key), len(key))


def _reasons(question, answer, shown):
    own, key = question.own, set(_key(question))
    if set(answer) == key:
        return [Reason("", True, own["why"])]
    say_of = {m["value"]: m["say"] for m in own.get("mistakes", ())}
    wrong = [code for code in answer if code not in key]
    out = [
        Reason(code, False, say_of[code], say("country_wrong", name=_name(code)))
        for code in wrong
        if code in say_of
    ]
    others = [code for code in wrong if code not in say_of]
    if others:
        out.append(Reason("", False, "", say("country_wrong", name=_names(others))))
    missing = key - set(answer)
    if missing and missing != key:
        out.append(Reason("", None, "", say("country_missing", n=len(missing))))
    if shown:
        out.append(Reason("", True, own["why"], say("answer", answer=_names(key))))
    return out


def _after(question, answer, shown):
    """Which countries the map marks from now on."""
    key = set(_key(question))
    right = key if shown else key & set(answer)
    return {"marks": dict.fromkeys(answer, "wrong") | dict.fromkeys(sorted(right), "right")}


def _agrees(question, computed):
    wanted = {str(v) for v in (computed if isinstance(computed, list) else [computed])}
    if set(_key(question)) == wanted:
        return ""
    return f"the table gives {', '.join(sorted(wanted))}. Correct the key, or the conditions."


TYPES = {
    "country": Type(
        fields={
            "key": ("codes", False),
            "key_from": ("rule", False),
            "why": ("text", True),
            "mistakes": ("mistakes", False),
        },
        faults=_faults,
        meaning=lambda question: sorted(_key(question)),
        page=lambda question: {"many": len(_key(question)) > 1},
        answer=_answer,
        mark=_mark,
        said=lambda question, answer: say("country_chosen", names=_names(answer)),
        reasons=_reasons,
        stored=lambda question: f"<p>{say('country_stored')}</p>",
        tries=3,
        rule="rule_country",
        refused=lambda question, raw: say("country_none"),
        after=_after,
        agrees=_agrees,
        example=lambda question: sorted(_key(question)),
    ),
}
