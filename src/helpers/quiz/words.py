"""Every word that the quiz and the exercises show to a student: the file to translate.

``{…}`` are places that the program fills. Keep them; their order may change.
"""

LANGUAGE = "en"

PAGE = {
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
    "choose_some": "Tick at least one option first.",
    "write": "Write your answer first.",
    "your_answer": "Your answer",
    "your_number": "Your number",
    "in_unit": "in {unit}",
    "true": "True",
    "false": "False",
    "several": "More than one may be right.",
    "how_it_counts": "How it counts",
    "progress": "Answered: {done} of {total}.",
    "points": "Points: {points} of {of}.",
    # After an answer.
    "right": "Right.",
    "wrong": "Not right.",
    "partly": "Partly right ({percent} %).",
    "noted": "Noted.",
    "chosen": "You chose {letter}.",
    "judged": "You said: {word}.",
    "written": "You wrote: {answer}.",
    "answer": "The right answer is: {answer}.",
    "belongs": "{letter} belongs to it.",
    "not_belongs": "{letter} does not belong to it.",
    "belongs_too": "{letter} belongs to it too.",
    "again": "Try once more, or look at the answer.",
    "mark_right": "right answer",
    "mark_wrong": "not right",
    "mark_noted": "your answer",
    "sources": "Sources:",
    "new_tab": "opens in a new tab",
    "try": "1 try",
    "tries": "{n} tries",
    "answered": "Last answer: {date}.",
    # Numbers, words, texts.
    "number_is": "Exactly: {answer}.",
    "number_low": "Your number is too small.",
    "number_high": "Your number is too large.",
    "number_unread": (
        "“{value}” could not be read as a number{unit}. Write digits, with a comma or a point "
        "for the decimals, such as 12.5."
    ),
    "blank_near": "Nearly. Look at the spelling again.",
    "blank_other": "This is not the word, nor another spelling of it that we know.",
    "blank_long": "That is longer than {n} characters. One word or name is asked.",
    "open_label": "Your answer in your own words",
    "open_words": "Your answer in your own words, about {n} words",
    "open_count": "Words: {n}.",
    "open_long": "That is longer than {n} characters. Write less.",
    "open_compare": "Now compare your text with the model answer, and tick what yours does.",
    "open_model": "One good answer among others:",
    "open_rubric": "My text …",
    "open_judge": "Keep my judgement",
    "open_keep": "Compare with a model answer",
    "open_met": "By your own judgement your text meets {n} of {total} criteria.",
    # Order, match, country.
    "order_first": "first",
    "order_last": "last",
    "order_up": "Move {letter} up",
    "order_down": "Move {letter} down",
    "order_moved": "{letter} is now number {n} of {total}.",
    "order_keys": "Buttons, or Alt and an arrow key, move a line.",
    "order_none": "Move the lines into their order first.",
    "ordered": "Your order: {letters}.",
    "order_wrong": "Look again at {first} and {second}: they stand the wrong way round.",
    "order_answer": "The right order is:",
    "match_choose": "choose …",
    "match_all": "Choose something for each line first.",
    "matched": "{n} of {total} fit.",
    "match_right": "{text} – {match}: right.",
    "match_wrong": "{text} – {match}: not right.",
    "match_answer": "{text} – {match}, not {chosen}.",
    "country_pick": "Country",
    "country_choose": "choose a country …",
    "country_add": "Add",
    "country_remove": "Take out {name}",
    "country_chosen": "You chose {names}.",
    "country_none": "Choose a country first, on the map or in the list.",
    "country_map": "Click on the map, or choose from the list.",
    "country_picked": "Chosen: {names}.",
    "country_nothing": "Nothing chosen yet.",
    "country_wrong": "Not {name}.",
    "country_missing": "Still missing: {n}.",
    "country_stored": "Choose on a map, or from a list.",
    # How an answer that is partly right counts.
    "rule_multi": (
        "Each right option that you tick adds its part of the whole; each wrong one takes its "
        "part away. Ticking everything is worth nothing."
    ),
    "rule_order": (
        "Every two lines are compared. A pair in the right order adds, a pair in the wrong order "
        "takes away; the result is never below nought."
    ),
    "rule_match": "Each line counts the same. A wrong choice takes nothing away.",
    "rule_country": (
        "Each right country adds its part of the whole; each wrong one takes as much away. The "
        "result is never below nought."
    ),
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
}
"""What the page of a quiz needs."""

ELSEWHERE = {
    # In place of the quiz, where it cannot be answered (a page on the web, a printed lesson).
    "stored": "Run this cell to answer.",
    # The results of a class.
    "results_of": "Students: {students}. Questions answered, over all: {answers}.",
    "results_no_folder": "There is no folder {folder}. Give the one with the files handed in.",
    "results_empty": "The folder {folder} is empty. Put the files into it that were handed in.",
    "results_nothing": "None of the files could be read:",
    "results_strange": (
        "Answers to questions that this version of the module does not have, which are left out: "
        "{n}. Perhaps the class works with another version."
    ),
    "results_changed": (
        "Answers to an earlier wording of a question, which are not counted: {n}. The column "
        "“changed” shows to which."
    ),
    "results_namesake": (
        "{name} stands in two files, from different machines. The second ({file}) is counted as "
        "another student. If it is the same one: the answers can be joined with "
        "quiz.import_progress, and handed in again."
    ),
    "results_shared": (
        "{file} ({name}) holds answers that are also in the file of {others}: handed on, or "
        "written at one machine without clearing it in between."
    ),
    "results_no_question": "There is no question {id!r} whose answers can be counted.",
    "results_xlsx": "{path} does not end in .xlsx. Give the name of a spreadsheet.",
    "results_unwritten": "{path} could not be written: {reason}. Is it open in another program?",
    "kr20": (
        "KR-20 of {k} right-or-wrong questions, from the first tries of {n} students who answered "
        "all of them."
    ),
    "kr20_items": (
        "No KR-20: it needs at least two right-or-wrong questions, and here there are {n}. "
        "Questions with parts of points, predictions and written answers do not fit its formula."
    ),
    "kr20_students": (
        "No KR-20: {n} students answered all {k} right-or-wrong questions. With fewer than "
        "{fewest} the figure would move with every single student."
    ),
    "kr20_same": "No KR-20: all students have the same total, so there is nothing to compare.",
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
    "table_none": (
        "A table is asked, with the columns {columns}, and this is {kind}. Filter or compute one "
        "with pandas and hand it over."
    ),
    "table_columns": "A column is missing: {names}. Your table has: {columns}.",
    "table_twice": "Two columns have the same name. Give each its own.",
    "table_rows": "Your table has {rows}; {n} are asked.",
    "row": "1 row",
    "rows": "{n} rows",
    "table_not_numbers": "The column {name} should hold numbers, and it holds text.",
    "table_values": "Columns and rows fit. In the column {name}, {n} of {total} values differ.",
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
    "checklist_right": "Complete.",
    "checklist_wrong": "Not complete yet.",
    "checklist_kind": (
        "A brief is asked as a dictionary with the fields {known}, and this is {kind}. Fill in the "
        "cell above and run it first."
    ),
    "checklist_empty": "The brief is still empty. Fill in its fields, from the text on.",
    "checklist_count": "Still to do: {n}.",
    "checklist_unknown": "There is no field “{name}”. The fields are: {known}.",
    "checklist_no_question": "The question is missing. Write one of: {codes}.",
    "checklist_question": "The question “{value}” is none of the six. Write one of: {codes}.",
    "checklist_no_date": (
        "The date is missing. Write the day as 2026-11-24: the last day that you cover."
    ),
    "checklist_date": (
        "The date “{value}” is no day. Write it as 2026-11-24: the last day that you cover."
    ),
    "checklist_no_text": "The text is empty. Paste your brief between the three quotation marks.",
    "checklist_short": (
        "The text has {n} words; it needs {few} more to reach {fewest}. Which claim has no "
        "evidence yet?"
    ),
    "checklist_long": (
        "The text has {n} words, {many} more than {most}. Cut what the reader does not need in "
        "order to decide."
    ),
    "checklist_source": (
        "“{value}” is neither an id of the bibliography nor an address that begins with "
        "https://.{near}"
    ),
    "checklist_near": " Did you mean {id}?",
    "checklist_sources": (
        "Your list holds {n} sources that can be found; {least} are asked. Look at the end of the "
        "lesson for your question: its sources stand there."
    ),
    "checklist_idle": (
        "These stand in your list and not in your text: {names}. Name a source where you use it: "
        "by its id, its address, or as (Kluge, 2024). Or take it out of the list."
    ),
    "checklist_no_chart": "The chart is missing. Give its title, its unit and its publisher.",
    "checklist_title": "The chart has no title: what does it show, of whom, for which years?",
    "checklist_unit": (
        "The chart has no unit. A bar without a unit says nothing: per cent of what, dollars in "
        "millions or billions?"
    ),
    "checklist_publisher": (
        "The chart has no publisher. Who counted? The table names it in the column publisher or "
        "sources."
    ),
    "checklist_share": (
        "The unit “{value}” does not say of what. Write it out, such as: per cent of Russia's "
        "trade in goods."
    ),
    "checklist_amount": (
        "The unit “{value}” leaves the size or the thing open. Write it out, such as: billion US "
        "dollars."
    ),
    "checklist_chart_unread": (
        "The text never speaks of the chart. Say in one sentence what the reader should see in it."
    ),
    "checklist_positions": (
        "Positions named: {n}; {least} are asked. Name people or institutions who read the "
        "evidence differently, each at its strongest."
    ),
    "checklist_position": (
        "“{name}” stands in your list of positions and not in your text. Say there what they hold, "
        "and why."
    ),
    # Files of answers: handing in, taking over, forgetting.
    "unread_kind": "it is not a file",
    "unread_large": "it is larger than {n} MB",
    "handin_done": "Answers in the file: {n}.",
    "handin_already": "The file was there already, with the same answers: {n}.",
    "handin_file": "The file: {file}",
    "handin_next": (
        "It holds every answer you gave, also the wrong ones and the second tries, with the time "
        "of each. Nothing was sent: hand it in yourself, if you want to."
    ),
    "handin_nothing": "There are no answers yet in the folder {folder}. Answer a question first.",
    "handin_no_folder": "There is no folder {folder}. Make it first, or name another with to=.",
    "handin_own_folder": (
        "{folder} is the folder in which the answers themselves are kept, and nothing else may "
        "lie there. Name another with to=."
    ),
    "handin_unwritten": (
        "The file could not be written in {folder} ({reason}). Make room, or name another folder "
        "with to=."
    ),
    "handin_path": "{value} is not the name of a file. Write it in quotation marks.",
    "handin_missing": "There is no file {file}. Look at its name, and at the folder it lies in.",
    "handin_unread": "The file {file} could not be read ({reason}).",
    "handin_empty": "The file {file} is empty. Export the answers once more.",
    "handin_foreign": (
        "The file {file} does not begin like a file of answers of this module. Take the one that "
        "quiz.export_progress() wrote, as it was: not opened and saved in another program."
    ),
    "handin_raw": (
        "The file {file} comes from a folder of answers and was not exported. Export the answers "
        "there with quiz.export_progress(), or copy the file into the folder {folder}."
    ),
    "handin_future": (
        "The file {file} was made by a newer version of the module ({module}). Update this one."
    ),
    "handin_no_answers": "There are no answers in the file {file} that can be read.",
    "handin_large": (
        "The file {file} holds more than {n} MB of answers, which nobody can give by hand. "
        "Nothing was taken over."
    ),
    "handin_short": (
        "The file {file} is cut off: it should hold {total} answers, and {n} are there. Ask for "
        "it once more."
    ),
    "handin_long": (
        "The file {file} should hold {total} answers, and {n} are there: it was changed after it "
        "was exported."
    ),
    "handin_torn": "Lines of the file {file} that are no answers, and are left out: {n}.",
    "handin_double": (
        "Answers that stand in the file {file} twice and differ, of which the first counts: {n}."
    ),
    "takein_from": "The file {file} was handed in by {name} on {date}.",
    "takein_from_nobody": "The file {file} was exported on {date}.",
    "takein_done": "New answers: {n}. Known already: {known}.",
    "takein_show": "They appear when you run the quiz cells again.",
    "takein_differ": (
        "Answers that are here already and are different in the file: {n}. Those that were here "
        "stay."
    ),
    "takein_unwritten": (
        "The answers could not be written in {folder} ({reason}). Nothing was taken over."
    ),
    "forget_nothing": "No answers are kept in the folder {folder}.",
    "forget_would": (
        "Answers in the folder {folder}: {n} (files: {files}). Nothing has been deleted yet."
    ),
    "forget_how": "To delete them for good, run quiz.forget(sure=True).",
    "forget_done": "Answers deleted from the folder {folder}: {n} (files: {files}).",
    "forget_open": (
        "What stands on pages that are open goes when you run their quiz cells again. Restart the "
        "kernels of other lessons too."
    ),
    "forget_exported": (
        "Files that you exported are not deleted, nor copies that you gave away. Look where you "
        "put them; if you named no place, that is the folder {folder}."
    ),
    "forget_exported_found": "There now: {files}.",
    "forget_others": "Left alone, because this module did not write them: {files}.",
    "forget_failed": (
        "These files could not be deleted: {files}. Close what else uses them, or ask whoever "
        "looks after the machine. Files that were deleted: {n}. The folder is {folder}."
    ),
    # What was answered before.
    "recall_question": "Question",
    "recall_answer": "What you answered",
    "recall_missing": "no answer is kept",
    "recall_changed": "no answer is kept to the question as it reads now",
    "recall_none": (
        "None of these questions is answered on this machine yet. They stand in the lesson "
        "{lesson}."
    ),
}
"""What the stored page, the exercises and the files of answers say."""

WORDS = PAGE | ELSEWHERE


def short(text, most=60):
    """Cut a text that is quoted in a sentence.

    Parameters
    ----------
    text : str
    most : int
        Characters.

    Returns
    -------
    str

    Examples
    --------
    >>> short("many words", 5)
    'many…'
    """
    return text if len(text) <= most else text[: most - 1] + "…"


def say(name, /, **values):
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
