"""A class that does not exist, for trying out what reads results."""

import datetime as dt
from pathlib import Path

import numpy as np

from helpers.quiz import bank, handin, progress, question, types

BEGAN = dt.datetime(2026, 11, 2, 8, tzinfo=dt.UTC)


def write(folder, students=24, lessons=None):
    """Write the files that a made-up class would hand in.

    Nobody has given these answers. They come from a fixed series of chances, in which some
    students know more than others and some questions are harder (the model of G. Rasch, 1960),
    and whoever was wrong mostly tries again.

    Parameters
    ----------
    folder : path-like
        One that exists. Files of the same names are replaced.
    students : int
    lessons : list of str, optional
        Without it, all that have questions.

    Examples
    --------
    >>> import tempfile
    >>> where = tempfile.mkdtemp()
    >>> write(where, students=2)
    >>> sorted(file.name for file in Path(where).iterdir())
    ['answers-Student-01.jsonl', 'answers-Student-02.jsonl']
    """
    chance = np.random.default_rng(2026)
    questions = [q for name in lessons or bank.lessons() for q in bank.load(name).questions]
    hard = chance.normal(-0.5, 1, len(questions))
    for i in range(1, students + 1):
        able, name = chance.normal(), f"Student {i:02d}"
        reached = len(questions) if i % 4 else int(len(questions) * chance.uniform(0.3, 1))
        records = []
        for asked, hardness in list(zip(questions, hard, strict=True))[:reached]:
            knows = chance.random() < 1 / (1 + np.exp(hardness - able))
            tries = [knows] if knows or chance.random() < 0.2 else [False, chance.random() < 0.7]
            for number, right in enumerate(tries, 1):
                answer = made_up(asked, right, int(chance.integers(6)))
                records.append(_record(asked, answer, number, f"made-up-{i}", len(records) + 1))
        _write(Path(folder) / f"answers-{name.replace(' ', '-')}.jsonl", name, records)


def made_up(asked, right, pick):
    """Make up an answer to a question.

    Parameters
    ----------
    asked : Question
    right : bool
        Whether it shall be wholly right, where there is a right.
    pick : int
        Which of several wrong answers.

    Returns
    -------
    object
        As the page would send it.

    Examples
    --------
    >>> own = {"options": {"a": {"text": "Yes"}, "b": {"text": "No"}}, "key": "a"}
    >>> one = question.Question("q", "l", "s", "choice", "Really?", "judge", "", own)
    >>> made_up(one, True, 0), made_up(one, False, 0)
    ('a', 'b')
    """
    kind, own = types.TYPES[asked.type], asked.own
    example = kind.example(asked)
    if right and example is not None:
        return example
    if asked.type == "open":
        return {"text": f"A made-up text of {asked.id}.", "met": [0]}
    if asked.type in ("choice", "prediction"):
        letters = [k for k in own["options"] if k != own.get("key")]
        return letters[pick % len(letters)]
    if asked.type == "multi":
        wrong = [k for k in own["options"] if k not in own["key"]]
        return [own["key"][0], wrong[pick % len(wrong)]]
    if asked.type == "country":
        return [["MNG", "BRA", "DEU", "KOR", "MEX", "CAN"][pick]]
    if isinstance(example, list):  # order and match: two places are swapped
        return [example[1], example[0], *example[2:]]
    return {"true_false": {"true": "false", "false": "true"}.get(str(example)), "number": "-1"}.get(
        asked.type, "no idea"
    )


def _record(asked, answer, number, session, n):
    version, moment = question.version(asked), BEGAN + dt.timedelta(minutes=n)
    return progress.a_record(
        asked.id, version, asked.type, answer, number, asked.lesson, moment, session, n
    )


def _write(file, name, records):
    header = handin.a_header(name, BEGAN + dt.timedelta(days=1), len(records))
    file.write_bytes(b"".join(progress.as_line(one) for one in [header, *records]))
