"""Every word that the quiz and the exercises show to a student: the file to translate.

``{…}`` are places that the program fills. Keep them; their order may change.
"""

LANGUAGE = "en"

WORDS = {
    # The form.
    "group": "Questions",
    "number": "Question {n} of {total}",
    "check": "Check",
    "keep": "Keep my answer",
    "hint": "Hint",
    "hint_next": "Next hint",
    "hint_said": "Hint {n} of {total}.",
    "show": "Show the answer",
    "choose": "Choose an option first.",
    # After an answer.
    "right": "Right.",
    "wrong": "Not right.",
    "noted": "Noted.",
    "chosen": "You chose {letter}.",
    "answer": "The right answer is {letter}.",
    "again": "Try once more, or look at the answer.",
    "mark_right": "right answer",
    "mark_wrong": "not right",
    "mark_noted": "your answer",
    "sources": "Sources:",
    "new_tab": "opens in a new tab",
    "try": "1 try",
    "tries": "{n} tries",
    "answered": "Last answer: {date}.",
    # When something does not go as it should.
    "waiting": "Waiting for Python …",
    "silent": (
        "Python has not answered. It may be busy with another cell, or it may have stopped. "
        "Your choice is still here. If nothing comes, choose Kernel → Restart Kernel in the menu, "
        "run this cell again, and answer once more."
    ),
    "unsaved": (
        "This answer could not be kept on disk: {reason}. It stays on this page until you close "
        "it. The folder for answers is {folder}."
    ),
    "changed": "This question has been rewritten since you answered it. Please answer it again.",
    "torn": "Saved answers that could not be read, and are left out: {n} (file {file}).",
    "foreign": (
        "Saved answers from another version of the module, which are left out: {n} (file {file})."
    ),
    "unread": "The file of answers {file} could not be opened ({reason}).",
    # In place of the quiz, where it cannot be answered (a page on the web, a printed lesson).
    "stored": "Run this cell to answer.",
    # Exercises.
    "exercise_right": "Right.",
    "exercise_wrong": "Not right yet.",
    "exercise_open": "Not answered yet.",
    "exercise_hint": "Hint {n} of {total}: {hint}",
    "exercise_no_hint": "Read the task once more, then compare with the solution in the lesson.",
    "exercise_last_hint": "That was the last hint; the solution is folded away in the lesson.",
    "exercise_none": "Put your answer in the place of {value} and run the cell again.",
    "number_bool": "{value} is a yes or no. One number is asked{unit}.",
    "number_table": (
        "This is a table (rows: {rows}, columns: {columns}). One number is asked{unit}: "
        "take one column, and from it one value (for example with .sum(), .max() or .iloc[0])."
    ),
    "number_many": (
        "These are {n} values. One number is asked{unit}: choose one of them, or combine them "
        "(for example with sum, max or len)."
    ),
    "number_nan": (
        "This is “not a number” (NaN): somewhere on the way a value is missing or was divided by "
        "nothing. Look at the table before the last step."
    ),
    "number_infinite": "This is infinite: somewhere on the way a number was divided by zero.",
    "number_text": "“{value}” is not a number. Write digits only{unit}, such as 12.5.",
    "number_other": "One number is asked{unit}, and this is {kind}.",
    "codes_table": (
        "This is a table without a column iso3; its columns are: {columns}. Give the column with "
        "the three-letter codes of the countries."
    ),
    "codes_other": (
        "A list of three-letter country codes is asked, such as [“CHN”, “RUS”], and this is {kind}."
    ),
    "codes_bad": (
        "“{value}” is not a three-letter country code. Give codes such as CHN or RUS; in the "
        "tables they stand in the column iso3."
    ),
    "codes_empty": "The collection is empty: no row passed the filter.",
    "codes_missing": "{n} missing",
    "codes_extra": "{n} too many",
    "codes_count": "Of your {n} codes, {right} belong there: {rest}.",
}


def say(name, **values):
    """Give one piece of the interface with its places filled.

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
    >>> say("tries", n=3)
    '3 tries'
    """
    return WORDS[name].format(**values)
