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
