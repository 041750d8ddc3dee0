"""The words of the printed sheet, the key and the cards; the others are in ``quiz/words.py``."""

WORDS = {
    "course": "China–Russia relations",
    # The student's sheet and the key.
    "sheet": "Questions",
    "key": "Answers and reasons",
    "name": "Name",
    "day": "Date",
    "points": "For the teacher only. The numbers are those of the sheet.",
    "order": "Write 1 beside the line that comes first, 2 beside the next, and so on.",
    "order_ends": "First stands: {first}. Last stands: {last}.",
    "match": "Write beside each line the letter of what fits. A letter may fit twice, or nowhere.",
    "country": "Write the name of the country. You may shade it on the map too.",
    "countries": "Write the names of the countries. You may shade them on the map too.",
    "boundaries": "Boundaries: {dataset}; point of view: {view}.",
    "map": "Outlines of the countries of the world, without names",
    "in_unit": "(in {unit})",
    # Answers.
    "right": "Right answer: {answer}",
    "around": "{answer} (give or take {tolerance})",
    "also": "{answer} (also: {others})",
    "none": "There is no right or wrong here.",
    "model": "One good answer among others:",
    "rubric": "A good text …",
    "partly": "Partly right.",
    "mark_right": "right",
    "mark_wrong": "not right",
    "instead": "Whoever writes {value}:",
    "hints": "Hints, to be given one after the other:",
    "as_of": "As of {date}.",
    "counts": "If it is partly right: {rule}",
    # Cards.
    "name_country": "Name the country.",
    "name_countries": "Name the countries.",
}


def say(name, /, **values):
    """Give one piece with its places filled.

    Parameters
    ----------
    name : str
        A key of :data:`WORDS`.
    **values
        What goes into the places.

    Returns
    -------
    str

    Examples
    --------
    >>> say("as_of", date="1 May 2026")
    'As of 1 May 2026.'
    """
    return WORDS[name].format(**values)
