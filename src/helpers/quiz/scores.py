"""What is answered, and how well: added up from standings, question by question."""

from collections import defaultdict

from helpers.quiz import bank, numerals, progress, question

ALL = "all"
"""The name of the last row."""


def table(lesson=None):
    """Add up all answers of this machine; see :func:`helpers.quiz.score`, which lessons use.

    Answers given in a review are left out: they belong to the lesson that was about to begin.

    Parameters
    ----------
    lesson : str, optional
        Only this lesson, section by section. Without it, all lessons that have a question file.

    Returns
    -------
    pandas.DataFrame
        A row a lesson, in the order of their names (or a row a section, in the order of the
        file), and a last one, ``"all"``. Columns: ``lesson`` (or ``section``), ``questions``,
        ``answered``, ``points`` (rounded to two decimals), ``of`` (points that the answered
        questions could have given).

    Raises
    ------
    BankError
        If the lesson is not known, or a question file has a fault.

    Examples
    --------
    >>> table().columns.tolist()
    ['lesson', 'questions', 'answered', 'points', 'of']
    """
    import pandas as pd

    banks = [bank.load(name) for name in (bank.lessons() if lesson is None else [lesson])]
    every = [q for one in banks for q in one.questions]
    if lesson is None:
        rows = {one.lesson: list(one.questions) for one in banks}
    else:
        rows = {name: [q for q in every if q.section == name] for name in banks[0].sections()}
    found = progress.load()
    history = progress.History([r for r in found.records if not r.get("review")])
    told = []
    for name, questions in [*rows.items(), (ALL, every)]:
        answered, total, points, possible = of(questions, history)
        told.append((name, total, answered, points, possible))
    first = "section" if lesson is not None else "lesson"
    return pd.DataFrame(told, columns=[first, "questions", "answered", "points", "of"])


def of(questions, history):
    """Say how many of some questions are answered, and how well.

    Parameters
    ----------
    questions : list of Question
    history : History
        Every record in it counts, also those of a review: leave out what shall not.

    Returns
    -------
    answered, total : int
    points : float
        Rounded to two decimals.
    of : int
        The points that the answered questions could have given.

    Examples
    --------
    >>> of([], progress.History())
    (0, 0, 0.0, 0)
    """
    records = defaultdict(list)
    for record in history.records:
        records[record["question"]].append(record)
    answered, points, possible = total(question.standing(q, records[q.id]) for q in questions)
    return answered, len(questions), points, possible


def total(standings):
    """Add up where a student stands with several questions.

    Parameters
    ----------
    standings : iterable of Standing

    Returns
    -------
    answered : int
    points : float
        The best share of each question before its right answer was known, added up and rounded
        to two decimals.
    of : int
        How many of the answered questions give points.

    Examples
    --------
    >>> from helpers.quiz.question import Standing
    >>> total([Standing(tries=2, credit=0.5), Standing(tries=1), Standing()])
    (2, 0.5, 1)
    """
    done = [standing for standing in standings if standing.tries > 0]
    credits = [standing.credit for standing in done if standing.credit is not None]
    return len(done), round(float(sum(credits)), 2), len(credits)


def write(points):
    """Write points for people: two decimals at most, none where they are nought.

    Parameters
    ----------
    points : float

    Returns
    -------
    str

    Examples
    --------
    >>> write(2.0), write(2.5), write(7 / 3)
    ('2', '2.5', '2.33')
    """
    return numerals.write(round(points, 2))
