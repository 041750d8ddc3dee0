"""The question files of the module: no fault, and a schema that says the same as the checks."""

import json
import re

import pytest
from jsonschema import Draft202012Validator

from helpers import data
from helpers.quiz import bank, check, question, tasks

FOLDER = data.path("questions")
SCHEMA = json.loads((FOLDER / "questions.schema.json").read_text(encoding="utf-8"))


def test_the_question_files_have_nothing_to_mend():
    assert "\n".join(map(str, check.faults(FOLDER))) == ""


def test_each_first_lesson_has_questions_for_its_parts():
    """The skeleton of a lesson asks for a warm-up, checkpoints and an exit quiz."""
    for lesson in ("02_from_normalisation_to_treaty", "04_trade", "06_sco"):
        sections = bank.load(lesson).sections()
        assert len(sections) >= 4 and "warm-up" in sections, lesson
    predictions = [q for q in bank.load("00_start_here").questions if q.type == "prediction"]
    assert len(predictions) == 4, "four claims of a newspaper kind, to come back to in lesson 09"


def test_solutions_that_come_from_tables_are_marked_right():
    for lesson in bank.lessons():
        for exercise in bank.load(lesson).exercises:
            assert tasks.mark(exercise, tasks.key(exercise)).right, exercise.id
            for mistake in exercise.mistakes:
                mark = tasks.mark(exercise, mistake["value"])
                assert mark.right is False and mark.say == mistake["say"], exercise.id


# the schema, for editors


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)


def test_the_schema_knows_the_same_types_and_fields_as_the_program():
    for group, types, fields in (
        ("question", question.TYPES, bank.FIELDS["questions"]),
        ("exercise", tasks.TYPES, bank.FIELDS["exercises"]),
    ):
        part = SCHEMA["$defs"][group]
        assert set(part["properties"]["type"]["enum"]) == set(types)
        own = {name for kind in types.values() for name in kind.fields}
        assert set(part["properties"]) == set(fields) | own
        assert set(part["required"]) == {name for name, (_, needed) in fields.items() if needed}
    assert SCHEMA["$defs"]["question"]["properties"]["level"]["enum"] == list(question.LEVELS)
    assert set(SCHEMA["$defs"]["key_from"]["properties"]) == set(bank.KEY_FROM)


def test_every_field_is_explained_to_the_editor():
    def walk(part, path):
        for name, field in part.get("properties", {}).items():
            if isinstance(field, dict) and "$ref" not in field and len(path) < 3:
                assert field.get("description"), (*path, name)

    for name, part in SCHEMA["$defs"].items():
        walk(part, (name,))
    walk(SCHEMA, ())


def test_the_schema_accepts_every_file_of_the_module():
    from helpers.quiz import reader

    validator = Draft202012Validator(SCHEMA)
    for file in sorted(FOLDER.glob("*.yaml")):
        raw, _, faults = reader.read(file.read_text(encoding="utf-8"), file.name)
        assert not faults
        errors = [
            e.message for e in validator.iter_errors(json.loads(json.dumps(raw, default=str)))
        ]
        assert not errors, file.name


GOOD = {
    "id": "q", "section": "s", "type": "choice", "level": "judge", "objective": "o", "prompt": "p",
    "key": "a", "sources": [],
    "options": {"a": {"text": "x", "why": "w"}, "b": {"text": "y", "why": "w"}},
}  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        {"key": None}, {"key": "g"}, {"level": "hard"}, {"id": "Not An Id"}, {"note": "n"},
        {"options": {"a": {"text": "x", "why": "w"}}}, {"options": {"a": {"text": "x"}, "b": {}}},
        {"type": "essay"}, {"sources": ["x", "x"]}, {"hints": ["a", "b", "c"]}, {"extra": 1},
        {"as_of": "soon"}, {"prompt": ""}, {"type": "prediction"},
    ],
)  # fmt: skip
def test_the_schema_refuses_what_the_program_refuses(change):
    """And so an editor underlines it while the author writes."""

    def fits(entry):
        document = {"lesson": "90_test", "questions": [entry]}
        return not list(Draft202012Validator(SCHEMA).iter_errors(document))

    assert fits(GOOD)
    assert not fits({**GOOD, **change})


def test_the_examples_of_the_docs_are_good_files():
    page = data.path().parent / "docs" / "questions.md"
    examples = re.findall(r"```yaml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    found, faults = bank.read("".join(examples), "04_trade.yaml")
    assert not faults
    kinds = {entry.type for entry in (*found.questions, *found.exercises)}
    assert kinds == {*question.TYPES, *tasks.TYPES}, "an example of each type"
