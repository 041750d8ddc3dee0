"""Numbers as people write them: decimal comma or point, thousands set apart, a unit behind."""

import math
import re

_FORM = re.compile(r"([+-]?)\s*([0-9][0-9.,\s'’]*|[.,][0-9]+)(e[+-]?[0-9]{1,3})?\s*(.*)", re.I)
_PERCENT = ("%", "percent", "per cent", "p.c.")


def readings(text, unit=""):
    """Give the numbers that a text can mean.

    Parameters
    ----------
    text : str
        What a student wrote.
    unit : str
        The unit of the question; it may stand behind the number.

    Returns
    -------
    list of float
        Mostly one. Two for ``"1,234"``, which is a decimal comma in Moscow and a thousand in
        London. None if it is no number.

    Examples
    --------
    >>> readings("26,2 %", "%"), readings("1,234"), readings("1 234,5"), readings("many")
    ([26.2], [1.234, 1234.0], [1234.5], [])
    """
    found = _FORM.fullmatch(text.strip().replace("−", "-")) if len(text) < 100 else None
    if not found:
        return []
    sign, digits, power, rest = found.groups(default="")
    rest, unit = rest.strip().lower(), unit.strip().lower()
    if rest and rest != unit and not (unit in _PERCENT and rest in _PERCENT):
        return []
    digits = digits.strip()
    # Thousands set apart by a space or an apostrophe come in threes, or it is no number.
    if re.search(r"[\s'’]", digits):
        if not re.fullmatch(r"[0-9]{1,3}([\s'’][0-9]{3})+([.,][0-9]*)?", digits):
            return []
        digits = re.sub(r"[\s'’]", "", digits)
    numbers = [float(f"{sign}{number}{power}") for number in _decimals(digits)]
    return [number for number in numbers if math.isfinite(number)]


def _decimals(digits):
    """Digits with commas and points → the same with a decimal point only."""
    marks = re.findall(r"[.,]", digits)
    if len(set(marks)) == 2:  # both: the last one is the decimal mark, the other groups threes
        group, mark = marks[0], marks[-1]
        shape = rf"[0-9]{{1,3}}([{group}][0-9]{{3}})+[{mark}][0-9]*"
        fits = re.fullmatch(shape, digits)
        return [digits.replace(group, "").replace(mark, ".")] if fits else []
    if len(marks) > 1:
        fits = re.fullmatch(r"[0-9]{1,3}([.,][0-9]{3})+", digits)
        return [re.sub(r"[.,]", "", digits)] if fits else []
    if marks == [","]:
        both = re.fullmatch(r"[1-9][0-9]{0,2},[0-9]{3}", digits)
        return [digits.replace(",", ".")] + ([digits.replace(",", "")] if both else [])
    return [digits]


def finite(value):
    """Whether a value from a question file is a number to calculate with (no yes, no text)."""
    try:
        return type(value) in (int, float) and math.isfinite(value)
    except OverflowError:  # a whole number of hundreds of digits
        return False


def close(a, b, tolerance):
    """Say whether two numbers are within a tolerance, its edge included.

    Parameters
    ----------
    a, b, tolerance : float

    Returns
    -------
    bool
        However the computer rounds: 0.1 + 0.2 is 0.3.

    Examples
    --------
    >>> close(0.1 + 0.2, 0.3, 0), close(26.3, 26.2, 0.1), close(26.31, 26.2, 0.1)
    (True, True, False)
    """
    return abs(a - b) <= tolerance + 1e-9 * max(1.0, abs(b))


def mistake(found, mistakes):
    """Give what an author says to a typical wrong number.

    A student's value has more digits than the author wrote: a whole number (a count, a year)
    takes what rounds to it, any other value one per cent around it.

    Parameters
    ----------
    found : list of float
        What an answer can mean.
    mistakes : list of dict
        With ``value`` and ``say``.

    Returns
    -------
    str
        Empty if none fits.

    Examples
    --------
    >>> mistake([0.2617], [{"value": 0.262, "say": "Times a hundred."}])
    'Times a hundred.'
    """
    for one in mistakes:
        wrong = one["value"]
        around = 0.49 if isinstance(wrong, int) else abs(wrong) / 100
        if any(close(n, wrong, around) for n in found):
            return one["say"]
    return ""


def faults(own):
    """Find what is wrong with key, tolerance and mistakes of an entry that asks for a number.

    Parameters
    ----------
    own : dict

    Yields
    ------
    tuple
        A path and a sentence.

    Examples
    --------
    >>> list(faults({"key": "8"}))
    [(('key',), "'8' is not a number. Write it with a decimal point, without a unit.")]
    """
    key, tolerance = own.get("key"), own.get("tolerance", 0)
    for path, value in [(("key",), key), (("tolerance",), tolerance)]:
        if value is not None and not finite(value):
            yield path, f"{value!r} is not a number. Write it with a decimal point, without a unit."
    for i, one in enumerate(own.get("mistakes", [])):
        value = one.get("value")
        if not finite(value):
            yield ("mistakes", i, "value"), f"{value!r} is not a number."
        elif finite(key) and close(value, key, tolerance if finite(tolerance) else 0):
            yield ("mistakes", i, "value"), f"{value!r} counts as right. Take it out."


def disagreement(entry, computed):
    """Say how the key of an entry contradicts what a table gives; nothing if it does not."""
    if not finite(computed):
        return f"the table gives {computed!r}, which is no number."
    key = entry.own.get("key")
    if key is None or close(key, computed, entry.own.get("tolerance", 0)):
        return ""
    return (
        f"{key!r} is not what the table gives: {computed!r}. Correct the key, or the conditions "
        "in key_from."
    )


def write(number):
    """Write a number for people: up to six digits that count, thousands set apart.

    Parameters
    ----------
    number : float

    Returns
    -------
    str

    Examples
    --------
    >>> write(8.0), write(26.166), write(1234567)
    ('8', '26.166', '1,234,567')
    """
    return f"{number:,.0f}" if float(number).is_integer() else f"{number:,.6g}"
