"""The results of a class, from the files that its students hand in.

The raw answers are marked again with the keys of this checkout; what a file claims about right or
wrong is not read. Item analysis follows classical test theory, on first tries, because later ones
come after feedback.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from helpers.data import DataError
from helpers.quiz import bank, handin, question
from helpers.quiz import progress as quiz_progress
from helpers.quiz.words import say

FEWEST = 20
"""Students below which discrimination and reliability say nothing worth reading."""

RIGHT_OR_WRONG = ("choice", "true_false", "number", "blank")
"""Types whose answers are right or wrong, with nothing between: what KR-20 is defined for."""

COLUMNS = [
    "student", "lesson", "section", "question", "type", "answer", "tries", "first", "last",
    "credit", "shown", "changed", "time",
]  # fmt: skip


class ResultsError(DataError):
    """The files of a class cannot be read, or the results not be written."""


@dataclass
class Results:
    """A class as it was handed in."""

    answers: pd.DataFrame
    """A row a student and question, columns :data:`COLUMNS`: ``answer`` (the last one, as text;
    empty for written answers unless asked for), ``tries``, ``first`` (share of the first try that
    is right, 0 to 1; missing where nothing is marked), ``last`` (the same of the last), ``credit``
    (best share before the right answer was known), ``shown``, ``changed`` (answered in an earlier
    wording only: not counted), ``time`` (of the last answer, UTC)."""
    students: list
    """Names, in alphabetical order; those who answered nothing that is known too."""
    questions: list
    """All questions of the lessons looked at."""
    problems: list = field(default_factory=list)
    """What had to be left out, in sentences."""

    def __repr__(self):
        of = say("results_of", students=len(self.students), answers=len(self.answers))
        return "\n".join([of, *self.problems])


def load(folder, lessons=None, text=False):
    """Read and mark what a class has handed in.

    Parameters
    ----------
    folder : path-like
        With the files of :func:`helpers.quiz.export_progress`, one a student.
    lessons : list of str, optional
        Only these. Without it, all that have questions.
    text : bool
        Whether to take over what students wrote to open questions. These may be private views:
        ask for them only if the class knows.

    Returns
    -------
    Results
        A file that is damaged, foreign or from a later version is named in ``problems`` and
        left out, in whole or in part; the others count.

    Raises
    ------
    ResultsError
        If there is no such folder, or no file in it can be read.

    Examples
    --------
    >>> import tempfile
    >>> from helpers import sampleclass
    >>> where = tempfile.mkdtemp()
    >>> sampleclass.write(where, students=3)
    >>> load(where).students
    ['Student 01', 'Student 02', 'Student 03']
    """
    files = _files(folder)
    names = bank.lessons() if lessons is None else list(lessons)
    questions = [q for name in names for q in bank.load(name).questions]
    known = {q.id: q for q in questions}
    every = {q.id for name in bank.lessons() for q in bank.load(name).questions}
    handed, problems = _read(files)
    names, rows, strange = sorted(name for name, _ in handed), [], 0
    handed.reverse()
    while handed:  # what has been marked need not be kept
        student, records = handed.pop()
        by_question = defaultdict(list)
        for record in records:
            if record.get("review"):
                continue  # reviews are for remembering; the lesson's own answers count
            if record["question"] in known:
                by_question[record["question"]].append(record)
            elif record["question"] not in every:
                strange += 1
        for id, own in by_question.items():
            row = _row(student, known[id], own, text)
            if row:
                rows.append(row)
    if strange:
        problems.append(say("results_strange", n=strange))
    answers = pd.DataFrame(rows, columns=COLUMNS)
    answers["time"] = pd.to_datetime(answers["time"], utc=True)
    shares = ["first", "last", "credit"]
    answers[shares] = answers[shares].astype(float)
    changed = int(answers["changed"].sum())
    if changed:
        problems.append(say("results_changed", n=changed))
    return Results(answers, names, questions, problems)


def _files(folder):
    folder = Path(folder).expanduser()
    if not folder.is_dir():
        raise ResultsError(say("results_no_folder", folder=folder.as_posix()))
    files = sorted(f for f in folder.iterdir() if f.is_file() and not f.name.startswith("."))
    if not files:
        raise ResultsError(say("results_empty", folder=folder.as_posix()))
    return files


def _read(files):
    """The records of each student, and what is to be said about the files."""
    handed, problems, seen = {}, [], {}
    for file in files:
        try:
            header, records, told = handin.read(file)
        except handin.HandinError as error:
            problems.append(str(error))
            continue
        problems += told
        name = header["name"] or file.stem
        sessions = {record["session"] for record in records}
        others = {seen[s] for s in sessions if s in seen}
        if name in handed and name not in others:
            problems.append(say("results_namesake", name=name, file=file.name))
            name = f"{name} ({file.stem})"
        elif others - {name}:
            shared = ", ".join(sorted(others - {name}))
            problems.append(say("results_shared", file=file.name, name=name, others=shared))
        seen |= dict.fromkeys(sessions - set(seen), name)
        mine = handed.setdefault(name, {})
        for record in records:
            mine.setdefault((record["session"], record["n"]), record)
    if not handed:
        raise ResultsError("\n".join([say("results_nothing"), *problems]))
    in_order = quiz_progress.in_order
    return [(name, in_order(mine.values())) for name, mine in handed.items()], problems


def _row(student, asked, records, text):
    now = question.standing(asked, records)
    if not now.tries and not now.changed:
        return None
    answer = now.answer
    if asked.type == "open":
        answer = answer["text"] if text and answer else ""
    elif isinstance(answer, list):
        answer = " ".join(answer)
    return [
        student, asked.lesson, asked.section, asked.id, asked.type, answer or "", now.tries,
        now.first, now.share, now.credit, now.shown, now.changed, now.time or None,
    ]  # fmt: skip


def marks(results):
    """Give the marks of each student.

    Parameters
    ----------
    results : Results

    Returns
    -------
    pandas.DataFrame
        A row a student: ``student``, ``answered``, ``questions`` (how many there are), ``points``
        (credits added up), ``of`` (answered questions that give points), ``per_cent`` (points of
        ``of``; missing if there are none), ``latest`` (time of the last answer). It is practice, in
        readable files: a mark shows who needs help, not who is best.

    Examples
    --------
    >>> import tempfile
    >>> from helpers import sampleclass
    >>> where = tempfile.mkdtemp()
    >>> sampleclass.write(where, students=2)
    >>> marks(load(where))["student"].tolist()
    ['Student 01', 'Student 02']
    """
    given = results.answers[~results.answers["changed"]]
    by = given.groupby("student")
    table = pd.DataFrame(index=pd.Index(results.students, name="student"))
    table["answered"] = by.size()
    table["questions"] = len(results.questions)
    table["points"] = by["credit"].sum().round(2)
    table["of"] = by["credit"].count()
    table = table.fillna({"answered": 0, "points": 0.0, "of": 0})
    table = table.astype({"answered": int, "of": int})
    table["per_cent"] = (100 * table["points"] / table["of"].replace(0, np.nan)).round(1)
    table["latest"] = by["time"].max()
    return table.reset_index()


def progress(results):
    """Say how far each student is in each lesson.

    Parameters
    ----------
    results : Results

    Returns
    -------
    pandas.DataFrame
        A row a student, a column a lesson: share of its questions answered, 0 to 1.

    Examples
    --------
    >>> import tempfile
    >>> from helpers import sampleclass
    >>> where = tempfile.mkdtemp()
    >>> sampleclass.write(where, students=2)
    >>> progress(load(where)).columns[0]
    'student'
    """
    given = results.answers[~results.answers["changed"]]
    total = pd.Series([q.lesson for q in results.questions]).value_counts().sort_index()
    done = given.pivot_table(index="student", columns="lesson", values="question", aggfunc="count")
    done = done.reindex(index=results.students, columns=total.index).fillna(0)
    return (done / total).round(3).rename_axis(columns=None).reset_index(names="student")


def items(results):
    """Analyse the questions: which are hard, and which tell the strong from the weak.

    Parameters
    ----------
    results : Results

    Returns
    -------
    pandas.DataFrame
        A row a question that gives points: ``lesson``, ``section``, ``question``, ``type``,
        ``students`` (who answered it), ``difficulty`` (mean share right at the first try, 0 to 1:
        high is *easy*), ``discrimination`` (correlation of that share with the mean of the
        student's other first tries in the same lesson; missing below :data:`FEWEST` students or
        where all did the same), ``tries`` (mean), ``changed`` (students who answered an earlier
        wording only).

    Examples
    --------
    >>> import tempfile
    >>> from helpers import sampleclass
    >>> where = tempfile.mkdtemp()
    >>> sampleclass.write(where, students=3)
    >>> bool(items(load(where))["difficulty"].between(0, 1).all())
    True
    """
    given = results.answers
    changed = given[given["changed"]].groupby("question").size()
    given = given[given["first"].notna()]
    by = given.groupby("question")
    table = pd.DataFrame(
        [[q.lesson, q.section, q.id, q.type] for q in results.questions],
        columns=["lesson", "section", "question", "type"],
    ).set_index("question", drop=False)
    table["students"] = by.size()
    table["difficulty"] = by["first"].mean().round(3)
    table["discrimination"] = pd.Series(_discriminations(given), dtype=float).round(3)
    table["tries"] = by["tries"].mean().round(2)
    table["changed"] = changed
    table = table[table["students"].notna() | table["changed"].notna()]
    counts = table[["students", "changed"]].fillna(0).astype(int)
    return table.assign(**counts).reset_index(drop=True)


def _discriminations(given):
    """Item-rest correlation of each question; the item itself is not in the rest."""
    out = {}
    for _, lesson in given.groupby("lesson"):
        matrix = lesson.pivot(index="student", columns="question", values="first")
        total, count = matrix.sum(axis=1), matrix.count(axis=1)
        for id in matrix:
            own = matrix[id]
            rest = (total - own) / (count - 1)
            both = own.notna() & rest.notna() & (count > 1)
            x, y = own[both], rest[both]
            if len(x) >= FEWEST and x.std() > 0 and y.std() > 0:
                out[id] = float(np.corrcoef(x, y)[0, 1])
    return out


def distractors(results, id):
    """Count what was answered to one question.

    Parameters
    ----------
    results : Results
    id : str
        Of the question. Written answers are not counted.

    Returns
    -------
    pandas.DataFrame
        A row a different last answer: ``answer``, ``students``, ``share`` (of those who answered),
        ``right`` (share of this answer that is right), most frequent first.

    Raises
    ------
    ResultsError
        If there is no such question, or it is one for written answers.

    Examples
    --------
    >>> import tempfile
    >>> from helpers import sampleclass
    >>> where = tempfile.mkdtemp()
    >>> sampleclass.write(where, students=3)
    >>> int(distractors(load(where), "start-first-question")["students"].sum())
    3
    """
    asked = next((q for q in results.questions if q.id == id), None)
    if asked is None or asked.type == "open":
        raise ResultsError(say("results_no_question", id=id))
    rows = results.answers[(results.answers["question"] == id) & ~results.answers["changed"]]
    counts = rows.groupby("answer").agg(students=("student", "size"), right=("last", "first"))
    table = counts.assign(share=(counts["students"] / max(1, len(rows))).round(3)).reset_index()
    table = table.sort_values(["students", "answer"], ascending=[False, True])
    return table[["answer", "students", "share", "right"]].reset_index(drop=True)


def reliability(results, lesson, section=None):
    """Estimate how far the questions of a lesson measure one and the same thing: KR-20.

    Parameters
    ----------
    results : Results
    lesson : str
    section : str, optional

    Returns
    -------
    value : float or None
        Kuder–Richardson formula 20, on first tries: ``k/(k−1) · (1 − Σ p(1−p) / s²)``, with k
        questions, p the share that got one right and s² the variance of the totals. (G. F. Kuder
        and M. W. Richardson, "The theory of the estimation of test reliability", Psychometrika 2,
        1937, https://doi.org/10.1007/BF02288391.)
    words : str
        On what it rests, or why there is none: it is defined for right-or-wrong questions only
        (:data:`RIGHT_OR_WRONG`), needs students who answered all of them, and with fewer than
        :data:`FEWEST` of these it would move with every single one.

    Examples
    --------
    >>> import tempfile
    >>> from helpers import sampleclass
    >>> where = tempfile.mkdtemp()
    >>> sampleclass.write(where, students=3)
    >>> value, words = reliability(load(where), "04_trade")
    >>> value is None, "20" in words
    (True, True)
    """
    asked = [
        q.id
        for q in results.questions
        if q.lesson == lesson and q.type in RIGHT_OR_WRONG and section in (None, q.section)
    ]
    if len(asked) < 2:
        return None, say("kr20_items", n=len(asked))
    given = results.answers[results.answers["question"].isin(asked)]
    matrix = given.pivot(index="student", columns="question", values="first")
    matrix = matrix.reindex(columns=asked).dropna()
    if len(matrix) < FEWEST:
        return None, say("kr20_students", n=len(matrix), k=len(asked), fewest=FEWEST)
    variance = matrix.sum(axis=1).var(ddof=0)
    if variance == 0:
        return None, say("kr20_same")
    p, k = matrix.mean(), len(asked)
    value = k / (k - 1) * (1 - (p * (1 - p)).sum() / variance)
    return float(value), say("kr20", k=k, n=len(matrix))


def save(results, path):
    """Write the results into a spreadsheet.

    Parameters
    ----------
    results : Results
    path : path-like
        Ends in ``.xlsx``; what is there is replaced.

    Returns
    -------
    pathlib.Path

    Raises
    ------
    ResultsError
        If it cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> from helpers import sampleclass
    >>> where = Path(tempfile.mkdtemp())
    >>> sampleclass.write(where, students=2)
    >>> save(load(where), where / "class.xlsx").name
    'class.xlsx'
    """
    path = Path(path).expanduser()
    if path.suffix.lower() != ".xlsx":
        raise ResultsError(say("results_xlsx", path=path.as_posix()))
    sheets = {
        "marks": marks(results),
        "progress": progress(results),
        "questions": items(results),
        "answers": results.answers,
        "notes": pd.DataFrame({"note": results.problems}),
    }
    try:
        with pd.ExcelWriter(path, engine="openpyxl") as book:
            for name, table in sheets.items():
                _plain(table).to_excel(book, sheet_name=name, index=False, freeze_panes=(1, 1))
                for cells in book.sheets[name].iter_cols(max_row=1):
                    book.sheets[name].column_dimensions[cells[0].column_letter].width = 18
    except OSError as error:
        reason = error.strerror or str(error)
        raise ResultsError(say("results_unwritten", path=path.as_posix(), reason=reason)) from None
    return path


ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def _plain(table):
    """Times without a zone, which spreadsheets do not know; text that is no formula."""
    table = table.copy()
    for name in table:
        if isinstance(table[name].dtype, pd.DatetimeTZDtype):
            table[name] = table[name].dt.tz_localize(None).dt.floor("s")
        elif pd.api.types.is_string_dtype(table[name]):
            table[name] = table[name].map(_safe)
    return table


def _safe(text):
    """A cell that begins with a sign of calculation would be run by the spreadsheet."""
    if not isinstance(text, str):
        return text
    text = ILLEGAL.sub("", text)[:32_000]
    return f"'{text}" if text[:1] in tuple("=+-@\t\r") else text
