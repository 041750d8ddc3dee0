"""Questions that answer back: what a lesson calls.

The parts, from the file upwards: ``reader`` (YAML with line numbers), ``markup`` (Markdown to
safe HTML), ``types`` (what differs from type to type, and the marking), ``question`` and ``tasks``
(questions and exercises, pure functions), ``form`` and ``bank`` (a lesson's file as objects),
``progress`` (answers on disk), ``handin`` (answers as one file), ``recalls``, ``scores`` and
``spacing`` (what was answered, how well, what is due), ``view`` (what a person sees), ``exports``
(other places), ``finals`` (a test drawn from all lessons). ``check`` is for authors. Nothing is
loaded before it is needed.
"""


def show(lesson, section=None):
    """Show the questions of a lesson, to be answered in the page.

    The answers are kept in the progress folder of this machine, and come back when the cell is
    run again. It is practice: a question can be answered as often as one likes.

    Parameters
    ----------
    lesson : str
        The file name of the lesson without its ending, such as ``"04_trade"``.
    section : str, optional
        Only the questions of this section. Without it, all questions of the lesson.

    Returns
    -------
    helpers.quiz.view.Quiz
        A widget; as the last line of a cell it is drawn below the cell.

    Raises
    ------
    helpers.quiz.bank.BankError
        If the lesson or the section is not known, or its question file has a fault. The sentence
        says where and what to do. (A ``ValueError``.)

    Examples
    --------
    >>> show("00_start_here", section="warm-up")
    Quiz of the lesson 00_start_here, section warm-up. 1 question: start-first-question.
    """
    from helpers.quiz import view

    return view.quiz(lesson, section)


def review(lesson, count=3):
    """Show a few questions of the lessons before this one, those first that are due.

    What was answered wrong comes back soon, what was right later and later. Who has answered
    nothing yet gets questions of the lessons just before.

    Parameters
    ----------
    lesson : str
        The lesson that is about to begin, such as ``"04_trade"``.
    count : int
        How many questions.

    Returns
    -------
    helpers.quiz.view.Quiz
        A widget, as :func:`show` gives it.

    Raises
    ------
    helpers.quiz.bank.BankError
        If no lesson before this one has questions, or a question file has a fault. (A
        ``ValueError``.)

    Examples
    --------
    >>> review("04_trade", count=2)
    Review before the lesson 04_trade. 2 questions.
    """
    from helpers.quiz import view

    return view.review(lesson, count)


def final(count=30, draw=1, lessons=None):
    """Show a final test: questions drawn from all lessons, by objective and type.

    The same draw on paper or in Moodle: ``python -m helpers.quiz export --final``.

    Parameters
    ----------
    count : int
        How many questions.
    draw : int
        Which draw: 1, 2, 3 … Each is the same on every machine.
    lessons : list of str, optional
        Only these; without it, all.

    Returns
    -------
    helpers.quiz.view.Quiz
        A widget, as :func:`show` gives it. Its answers do not count as those of the lessons.

    Raises
    ------
    helpers.quiz.bank.BankError
        If a lesson is not known, or there are fewer questions than asked for. (A
        ``ValueError``.)

    Examples
    --------
    >>> final(12)
    Final test, draw 1. 12 questions.
    """
    from helpers.quiz import finals

    return finals.view(count, draw, lessons)


def recall(lesson, section=None):
    """Show once more what you answered, each answer beside its question; nothing is marked.

    Parameters
    ----------
    lesson : str
        The lesson in which the questions stand, such as ``"00_start_here"``.
    section : str, optional
        Only this section of it. Without it, all questions of the lesson.

    Returns
    -------
    helpers.quiz.recalls.Recalled
        A table: the question, the last answer, its day. Where nothing is answered, it says so;
        it works without any answer.

    Raises
    ------
    helpers.quiz.bank.BankError
        If the lesson or the section is not known, or its question file has a fault. (A
        ``ValueError``.)

    Examples
    --------
    >>> recall("00_start_here", section="predictions").answered
    0
    """
    from helpers.quiz import recalls

    return recalls.of(lesson, section)


def score(lesson=None):
    """Say what is answered, and how well.

    Parameters
    ----------
    lesson : str, optional
        Only this lesson, section by section. Without it, all lessons.

    Returns
    -------
    pandas.DataFrame
        A row a lesson (or section) and one for all: ``lesson`` (or ``section``), ``questions``,
        ``answered``, ``points`` (the best try before the right answer was known counts, parts of
        a point included), ``of`` (how many of the answered ones give points: predictions and
        written answers give none).

    Raises
    ------
    helpers.quiz.bank.BankError
        If the lesson is not known, or a question file has a fault. (A ``ValueError``.)

    Examples
    --------
    >>> score("00_start_here").columns.tolist()
    ['section', 'questions', 'answered', 'points', 'of']
    """
    from helpers.quiz import scores

    return scores.table(lesson)


def export_progress(name="", to=None):
    """Write all answers of this machine into one file, to keep or to hand in.

    Parameters
    ----------
    name : str
        The name under which it is handed in; it stands in the file and in the file's name.
    to : path-like, optional
        A folder, or a file. Without it, the folder above the progress folder.

    Returns
    -------
    helpers.quiz.handin.Done
        Says in words what was written and where; ``path`` is the file.

    Raises
    ------
    helpers.quiz.handin.HandinError
        If there is nothing to hand in, or it cannot be written there. (A ``ValueError``.)

    Examples
    --------
    >>> export_progress("Ana")  # doctest: +SKIP
    """
    from helpers.quiz import handin

    return handin.export(name, to)


def import_progress(path):
    """Take over answers from a file of :func:`export_progress`; what is here already stays once.

    Parameters
    ----------
    path : path-like

    Returns
    -------
    helpers.quiz.handin.Done
        Says in words how many answers were new.

    Raises
    ------
    helpers.quiz.handin.HandinError
        If there is no such file, or it is not one of answers. (A ``ValueError``.)

    Examples
    --------
    >>> import_progress("answers-Ana.jsonl")  # doctest: +SKIP
    """
    from helpers.quiz import handin

    return handin.take_in(path)


def forget(sure=False):
    """Delete all answers that are kept on this machine.

    Parameters
    ----------
    sure : bool
        Without it, this only says what would be deleted.

    Returns
    -------
    helpers.quiz.handin.Done
        Says in words what was, or would be, deleted.

    Raises
    ------
    helpers.quiz.handin.HandinError
        If a file cannot be deleted. (A ``ValueError``.)

    Examples
    --------
    >>> forget()  # doctest: +SKIP
    """
    from helpers.quiz import handin

    return handin.forget(sure)
