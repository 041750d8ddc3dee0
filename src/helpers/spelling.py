"""Words and names as people type them: case, accents, scripts that look alike."""

import difflib
import re
import unicodedata

# Capital letters of other scripts that look the same as Latin ones: a class that switches between
# keyboards types СССР with the wrong ones and sees no difference. (Unicode TR 39 lists them all;
# these are the ones on Russian, Ukrainian and Greek keyboards.)
_ALIKE = str.maketrans("АВЕЅІЈКМНОРСТУХԚԜΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABESIJKMHOPCTYXQWABEZHIKMNOPTYX")
NEAR = 0.8
"""From which likeness on a word is told to be nearly right (1 is the same)."""


def canonical(text):
    """Give the form in which two spellings of the same word are equal.

    Case, accents (also ё and й), hyphens, apostrophes, spaces and other punctuation make no
    difference; nor do letters of another script that look the same, or wide and narrow forms.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        Empty if there is neither a letter nor a digit.

    Examples
    --------
    >>> canonical("Zhēnbǎo-dǎo") == canonical("zhenbao dao")
    True
    >>> canonical("СССР") == canonical("CCCP")
    True
    """
    apart = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in apart if not unicodedata.category(c).startswith(("M", "C")))
    # Upper case first: only capitals look alike (в and b do not, В and B do).
    return re.sub(r"[\W_]+", "", bare.upper().translate(_ALIKE))


def near(text, other):
    """Say whether a word is another one with a slip or two.

    Parameters
    ----------
    text, other : str

    Returns
    -------
    bool

    Examples
    --------
    >>> near("Nerchinks", "Nerchinsk"), near("Aigun", "Nerchinsk")
    (True, False)
    """
    a, b = canonical(text), canonical(other)
    return len(b) > 3 and difflib.SequenceMatcher(None, a, b).ratio() >= NEAR
