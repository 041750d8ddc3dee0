"""Types in which things are put in their places: order, match."""

import itertools

from helpers.quiz import markup
from helpers.quiz.types.base import LETTERS, Reason, Type, shuffled
from helpers.quiz.words import say

# order: first to last. The page knows the items by letters of a shuffled order.


def _order_places(question):
    """The shuffled order, as places in the file's right one."""
    return shuffled(question.id, [item["text"] for item in question.own["items"]])


def _order_key(question):
    places = _order_places(question)
    return [LETTERS[places.index(i)] for i in range(len(places))]


def _order_faults(own):
    items = own["items"]
    if not 3 <= len(items) <= len(LETTERS):
        yield ("items",), f"there are {len(items)} items; give three to {len(LETTERS)}."
    yield from _twice("items", [item["text"] for item in items])


def _twice(field, texts):
    for i, text in enumerate(texts):
        if text in texts[:i]:
            yield (field, i, "text"), f"{text!r} stands there twice."


def _order_page(question):
    items = question.own["items"]
    return {
        "items": [
            {
                "letter": LETTERS[n],
                "label": LETTERS[n].upper(),
                "text": markup.inline(items[i]["text"]),
            }
            for n, i in enumerate(_order_places(question))
        ],
        "first": question.own.get("first", say("order_first")),
        "last": question.own.get("last", say("order_last")),
    }


def _order_answer(question, raw):
    letters = LETTERS[: len(question.own["items"])]
    if not isinstance(raw, list) or not all(isinstance(letter, str) for letter in raw):
        return None
    return raw if sorted(raw) == list(letters) else None


def _order_mark(question, answer):
    """Pairs in the right order less pairs in the wrong one, of all pairs; never below nought.

    Kendall's tau (1938) without its negative half: a random order is worth nothing on average.
    """
    rank = {letter: i for i, letter in enumerate(_order_key(question))}
    places = [rank[letter] for letter in answer]
    pairs = [(a, b) for i, a in enumerate(places) for b in places[i + 1 :]]
    right = sum(a < b for a, b in pairs)
    return max(0.0, (2 * right - len(pairs)) / len(pairs))


def _order_said(question, answer):
    return say("ordered", letters=", ".join(letter.upper() for letter in answer))


def _order_reasons(question, answer, shown):
    items, key = question.own["items"], _order_key(question)
    right = answer == key
    if right or shown:
        lead = "" if right else say("order_answer")
        lines = (f"**{item['text']}** {item['why']}" for item in items)
        told = "\n".join(f"1. {' '.join(line.split())}" for line in lines)  # one line an item
        out = [Reason("", True, told, lead)]
        return out if right else [_order_hint(question, answer, key), *out]
    return [_order_hint(question, answer, key)]


def _order_hint(question, answer, key):
    """Name the first two neighbours that stand the wrong way round: where to look again."""
    rank = {letter: i for i, letter in enumerate(key)}
    pairs = itertools.pairwise(answer)
    first, second = next((a, b) for a, b in pairs if rank[a] > rank[b])
    return Reason("", False, say("order_wrong", first=first.upper(), second=second.upper()))


def _order_stored(question):
    items = "".join(f"<li>{item['text']}</li>" for item in _order_page(question)["items"])
    return f'<ol type="A">{items}</ol>'


# match: to each its partner, from lists

CHOICES = "abcdefghijkl"
"""Letters of the partners: six pairs and six further choices at most."""


def _match_choices(question):
    """All partners, each once, shuffled: what the lists offer, by letter."""
    own = question.own
    partners = list(dict.fromkeys(pair["match"] for pair in own["pairs"]))
    every = [*partners, *own.get("extra", ())]
    mixed = [every[i] for i in shuffled(question.id, every)]
    # The partners must not stand in the order of the lines, whatever stands between them.
    in_line = [text for text in mixed if text in partners] == partners
    return mixed[::-1] if in_line else mixed


def _match_key(question):
    choices = _match_choices(question)
    return [_letter(choices.index(pair["match"])) for pair in question.own["pairs"]]


def _letter(i):
    return CHOICES[i]


def _match_faults(own):
    pairs = own["pairs"]
    if not 3 <= len(pairs) <= 6:
        yield ("pairs",), f"there are {len(pairs)} pairs; give three to six."
    yield from _twice("pairs", [pair["text"] for pair in pairs])
    partners = {pair["match"] for pair in pairs}
    for i, text in enumerate(own.get("extra", ())):
        if text in partners:
            yield ("extra", i), f"{text!r} is a partner already. Take it out."
    if len(own.get("extra", ())) > 6:
        yield ("extra",), f"there are {len(own['extra'])} further choices; six are enough."
    if len(partners) < 2:
        yield ("pairs",), "all have the same partner. Give at least two."


def _match_page(question):
    return {
        "rows": [markup.inline(pair["text"]) for pair in question.own["pairs"]],
        "choices": [
            {"letter": _letter(i), "text": markup.plain(text)}
            for i, text in enumerate(_match_choices(question))
        ],
    }


def _match_answer(question, raw):
    """A letter for every row."""
    letters = [_letter(i) for i in range(len(_match_choices(question)))]
    if not isinstance(raw, list) or len(raw) != len(question.own["pairs"]):
        return None
    return raw if all(isinstance(a, str) and a in letters for a in raw) else None


def _match_mark(question, answer):
    key = _match_key(question)
    return sum(a == k for a, k in zip(answer, key, strict=True)) / len(key)


def _match_said(question, answer):
    key = _match_key(question)
    right = sum(a == k for a, k in zip(answer, key, strict=True))
    return say("matched", n=right, total=len(key))


def _match_reasons(question, answer, shown):
    key, choices = _match_key(question), _match_choices(question)
    out = []
    for i, (pair, a, k) in enumerate(zip(question.own["pairs"], answer, key, strict=True)):
        text, partner = markup.plain(pair["text"]), markup.plain(pair["match"])
        if a == k:
            out.append(
                Reason(str(i), True, pair["why"], say("match_right", text=text, match=partner))
            )
            continue
        chosen = markup.plain(choices[CHOICES.index(a)])
        if shown:
            lead = say("match_answer", text=text, match=partner, chosen=chosen)
            out.append(Reason(str(i), False, pair["why"], lead))
        else:
            out.append(Reason(str(i), False, "", say("match_wrong", text=text, match=chosen)))
    return out


def _match_stored(question):
    page = _match_page(question)
    rows = "".join(f"<li>{row}</li>" for row in page["rows"])
    choices = "".join(f"<li>{markup.inline(c['text'])}</li>" for c in page["choices"])
    return f'<ul>{rows}</ul><ol type="a">{choices}</ol>'


TYPES = {
    "order": Type(
        fields={"items": ("items", True), "first": ("text", False), "last": ("text", False)},
        faults=_order_faults,
        meaning=lambda question: [item["text"] for item in question.own["items"]],
        page=_order_page,
        answer=_order_answer,
        mark=_order_mark,
        said=_order_said,
        reasons=_order_reasons,
        stored=_order_stored,
        tries=3,
        rule="rule_order",
        example=_order_key,
    ),
    "match": Type(
        fields={"pairs": ("pairs", True), "extra": ("texts", False)},
        faults=_match_faults,
        meaning=lambda question: [
            [[pair["text"], pair["match"]] for pair in question.own["pairs"]],
            list(question.own.get("extra", ())),
        ],
        page=_match_page,
        answer=_match_answer,
        mark=_match_mark,
        said=_match_said,
        reasons=_match_reasons,
        stored=_match_stored,
        tries=3,
        rule="rule_match",
        refused=lambda question, raw: say("match_all"),
        example=_match_key,
    ),
}
