"""For authors: every fault of the question files at once, each with its mend.

``python -m helpers.quiz check data/questions`` prints them. Beyond the form (``bank``) this looks
at what makes a question good or bad: reasons, sources, keys that a table contradicts, a right
option that gives itself away, questions that no lesson shows.
"""

import json
import re
from collections import Counter
from pathlib import Path

from helpers import sources
from helpers.data import DataError
from helpers.quiz import bank, form, keys, reader
from helpers.quiz.reader import Fault

LONGER = 1.4
"""A right option may be this much longer than the longest wrong one (or 15 characters)."""
SAME_PLACE = 0.6
"""Share of a file's questions whose key may be one and the same letter."""
SAME_WORD = 0.8
"""Share of a file's true-or-false questions whose key may be the same word."""
LONGEST_RIGHT = 0.6
"""Share of a file's questions in which the right option may be the longest one."""
ENOUGH = 5
"""Questions from which on such shares say something."""


def faults(folder, notebooks=None):
    """Find everything that has to be mended in a folder of question files.

    Parameters
    ----------
    folder : path-like
        With one ``<lesson>.yaml`` a lesson.
    notebooks : path-like, optional
        The lessons, to see that they show each section and ask for no other. Without it, the
        folder ``notebooks`` beside ``data``, if there is one.

    Returns
    -------
    list of Fault
        In the order of files and lines; printed, each is a sentence.

    Examples
    --------
    >>> from helpers import data
    >>> [str(fault) for fault in faults(data.path("questions"))]
    []
    """
    folder = Path(folder)
    if not folder.is_dir():
        return [Fault(str(folder), 1, "", "", "there is no such folder. Name the one with *.yaml.")]
    files = sorted(folder.glob("*.yaml"))
    if not files:
        return [Fault(str(folder), 1, "", "", "the folder holds no file that ends in .yaml.")]
    if notebooks is None:
        notebooks = folder.resolve().parents[1] / "notebooks"
    validator = _validator(folder)
    found, where_ids = [], {}
    for file in files:
        found += _file_faults(file, folder, validator, where_ids, Path(notebooks))
    return sorted(set(found))


def _file_faults(file, folder, validator, where_ids, notebooks):
    name = (folder / file.name).as_posix()
    try:
        text = bank.text_of(file)
    except DataError as error:
        return [Fault(name, 1, "", "", str(error))]
    raw, lines, broken = reader.read(text, name)
    if broken:
        return broken
    questions, found = bank.read(text, name)
    found += _by_schema(raw, lines, name, validator, found)
    if not isinstance(raw, dict):
        return found

    def at(path, text):
        return Fault(
            name, reader.line_of(lines, path), bank.id_at(raw, path), bank.field_at(path), text
        )

    for group in ("questions", "exercises"):
        for i, entry in enumerate(raw.get(group) or []):
            id = entry.get("id") if isinstance(entry, dict) else None
            if isinstance(id, str) and (other := where_ids.setdefault(id, name)) != name:
                found.append(at((group, i, "id"), f"the id stands in {other} too. Choose another."))
    if questions is None:
        return found
    known = set(sources.ids())
    for group, entries in (("questions", questions.questions), ("exercises", questions.exercises)):
        for i, entry in enumerate(entries):
            found += [
                at(
                    (group, i, "sources", k),
                    f"{id!r} is not in data/sources.json. Add it there, or correct it.",
                )
                for k, id in enumerate(entry.sources)
                if id not in known
            ]
    found += [at(("questions", *path), text) for path, text in _give_aways(questions.questions)]
    for group, types in form.TYPES.items():
        found += [at(path, text) for path, text in _keys(group, types, getattr(questions, group))]
    found += [at(path, text) for path, text in _shown(questions, notebooks)]
    return found


def _validator(folder):
    """The schema beside the files; none where jsonschema is not installed."""
    file = folder / "questions.schema.json"
    if not file.is_file():
        return None
    try:
        from jsonschema import Draft202012Validator
    except ImportError:
        return None
    return Draft202012Validator(json.loads(file.read_text(encoding="utf-8")))


def _by_schema(raw, lines, name, validator, told):
    """What the schema refuses and the checks of ``bank`` have not told yet."""
    if validator is None:
        return []
    seen = {(f.id, f.field.split(".")[0]) for f in told}
    out = []
    for error in validator.iter_errors(_json(raw)):
        path = tuple(error.absolute_path)
        id, field = bank.id_at(raw, path), bank.field_at(path)
        if (id, field.split(".")[0]) in seen or any(f.id == id for f in told):
            continue
        mend = error.schema.get("description", "") if isinstance(error.schema, dict) else ""
        text = error.message if len(error.message) < 200 else error.message[:199] + "…"
        out.append(
            Fault(
                name, reader.line_of(lines, path), id, field, f"{text}. {mend}".rstrip(". ") + "."
            )
        )
    return out


def _json(value):
    """Days as text: JSON has none."""
    return json.loads(json.dumps(value, default=str))


def _give_aways(questions):
    """Keys that can be guessed without knowing anything."""
    choices = [(i, q) for i, q in enumerate(questions) if q.type in ("choice", "multi")]
    longest = 0
    for i, q in choices:
        lengths = {k: len(o["text"]) for k, o in q.own["options"].items()}
        right, right_length = max(((k, lengths.pop(k)) for k in q.own["key"]), key=lambda x: x[1])
        other = max(lengths.values())
        longest += right_length > other
        if right_length > other * LONGER and right_length > other + 15:
            yield (
                (i, "options", right),
                f"the right option has {right_length} characters, the longest wrong one {other}: "
                "it gives itself away. Shorten it, or make the others as careful.",
            )
    if len(choices) >= ENOUGH and longest > len(choices) * LONGEST_RIGHT:
        yield (
            (),
            f"the right option is the longest in {longest} of {len(choices)} questions, so one can "
            "guess. Make some of the wrong ones longer.",
        )
    for type_, told in (("choice", "Move the right option in"), ("true_false", "Turn round")):
        given = [q.own["key"] for q in questions if q.type == type_]
        if len(given) < ENOUGH:
            continue
        key, most = Counter(given).most_common(1)[0]
        if most > len(given) * (SAME_PLACE if type_ == "choice" else SAME_WORD):
            key = str(key).lower()
            yield (), f"the key is {key} in {most} of {len(given)} questions. {told} some of them."


def _keys(group, types, entries):
    """Keys that the table named in key_from contradicts."""
    for i, entry in enumerate(entries):
        rule = entry.own.get("key_from")
        if rule is None:
            continue
        try:
            told = types[entry.type].agrees(entry, keys.compute(rule))
        except DataError as error:
            told = str(error)
        if told:
            yield (group, i, "key" if "key" in entry.own else "key_from"), told


_CELL = re.compile(
    r"""quiz\.show\(\s*["']([^"']+)["']\s*(?:,\s*(?:section\s*=\s*)?["']([^"']+))?"""
)
_TASK = re.compile(r"""exercises\.check\(\s*["']([^"']+)["']""")


def _shown(questions, notebooks):
    """Sections and exercises that the lesson does not use, or asks for in vain."""
    lesson = notebooks / f"{questions.lesson}.ipynb"
    if not lesson.is_file():
        return
    cells = json.loads(lesson.read_text(encoding="utf-8"))["cells"]
    code = "\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "code")
    calls = [section for name, section in _CELL.findall(code) if name == questions.lesson]
    if "" not in calls:
        for i, q in enumerate(questions.questions):
            if q.section not in calls:
                yield (
                    ("questions", i, "section"),
                    f"no cell of {lesson.name} shows the section {q.section!r}. Add "
                    f'quiz.show("{questions.lesson}", section="{q.section}"), or correct it.',
                )
    for section in dict.fromkeys(calls):
        if section and section not in questions.sections():
            yield (
                ("questions",),
                f"{lesson.name} shows a section {section!r}, which has no questions here.",
            )
    tasks_used = _TASK.findall(code)
    for i, e in enumerate(questions.exercises):
        if e.id not in tasks_used:
            yield (
                ("exercises", i, "id"),
                f"no cell of {lesson.name} checks it. Add exercises.check({e.id!r}, …).",
            )
