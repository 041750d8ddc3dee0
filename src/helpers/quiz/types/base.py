"""What a type of question has to be able to do, and what more than one type needs."""

import functools
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

LETTERS = "abcdef"


@dataclass(frozen=True)
class Reason:
    """One argument that the student reads after an answer."""

    about: str
    """The option it is about, by its letter; empty if it is about the answer as a whole."""
    right: bool | None
    text: str
    lead: str = ""
    """What stands before it in words, such as "The right answer is B."."""


@dataclass(frozen=True)
class Type:
    """A type of question: a handful of pure functions, and no interface."""

    fields: dict
    """Its own fields: name → (kind, needed), as in ``form.KINDS``."""
    faults: Callable
    """own → pairs of path and sentence: what is wrong beyond missing or ill-typed fields."""
    meaning: Callable
    """question → what an old answer depends on. If it changes, old answers no longer count."""
    page: Callable
    """question → what the page may know before the answer: no key, no reason."""
    answer: Callable
    """question, raw → a clean answer, or None if this is no answer."""
    mark: Callable
    """question, clean answer → share that is right, 0 to 1; None where there is no right."""
    said: Callable
    """question, clean answer → the answer in words, such as "You chose B."."""
    reasons: Callable
    """question, clean answer, shown → reasons for the answer and, if shown, for the right one."""
    stored: Callable
    """question → HTML of what can be answered, for a page where nothing runs."""
    tries: int = 2
    """After how many tries the right answer is said, where the author says nothing."""
    rule: str = ""
    """The name of the words that say how an answer that is partly right counts."""
    refused: Callable = lambda question, raw: ""
    """question, raw that is no answer → a sentence that helps, where the page could not know."""
    after: Callable = lambda question, answer, shown: {}
    """question, clean answer, shown → what else the page needs from then on."""
    agrees: Callable | None = None
    """question, value computed by ``key_from`` → a sentence if the key says something else."""
    example: Callable = lambda question: None
    """question → an answer that is wholly right (None where there is none)."""


def shuffled(id: str, texts: list) -> list[int]:
    """Give the places of texts in an order that is the same every time, and never as written.

    Parameters
    ----------
    id : str
        Of the question: what makes one order differ from the next.
    texts : list of str
        As the author wrote them, in the right order.

    Returns
    -------
    list of int
        Places in ``texts``.

    Examples
    --------
    >>> sorted(shuffled("q", ["1989", "1991", "2001"]))
    [0, 1, 2]
    """
    return list(_shuffled(id, tuple(texts)))


@functools.lru_cache(maxsize=1000)
def _shuffled(id, texts):
    """Kept, because the results of a class ask for it with every answer."""

    def scattered(i):
        return hashlib.sha256(f"{id}|{i}|{texts[i]}".encode()).hexdigest()

    places = sorted(range(len(texts)), key=scattered)
    return places if places != sorted(places) else places[1:] + places[:1]


def balance(hits: int, misses: int, right: int, wrong: int) -> float:
    """Give the share for ticking some of several options.

    Each right one that was ticked adds its part of the whole, each wrong one takes away its part:
    ``hits/right − misses/wrong``, never below nought. So ticking everything is worth nothing.

    Parameters
    ----------
    hits, misses : int
        How many right and wrong ones were ticked.
    right, wrong : int
        How many there are.

    Returns
    -------
    float
        0 to 1.

    Examples
    --------
    >>> balance(2, 0, 2, 3), balance(1, 1, 2, 4), balance(2, 3, 2, 3)
    (1.0, 0.25, 0.0)
    """
    return max(0.0, hits / right - (misses / wrong if wrong else 0.0))


def any_of(values: list) -> Any:
    """Join words as English does: "A, B and C"."""
    return values[0] if len(values) == 1 else f"{', '.join(values[:-1])} and {values[-1]}"
