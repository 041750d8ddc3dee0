"""Questions that answer back: what a lesson calls.

The parts, from the file upwards: ``reader`` (YAML with line numbers), ``markup`` (Markdown to
safe HTML), ``question`` and ``tasks`` (the types and their marking, pure functions), ``bank``
(a lesson's file as objects), ``progress`` (answers on disk), ``view`` (what a person sees).
``check`` is for authors. Nothing is loaded before it is needed.
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
