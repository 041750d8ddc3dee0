"""A YAML file → plain data that remembers its lines, and faults that a teacher can act on.

YAML is read as version 1.2 has it: only ``true`` and ``false`` are yes and no, so that a country
``NO`` or a column ``on`` stay words. Anchors and aliases are refused: they hide in one place what
is shown in another, and a few nested ones can fill the memory.
"""

import re
from dataclasses import dataclass
from typing import ClassVar

import yaml

LARGEST = 1_000_000
DEEPEST = 12


@dataclass(frozen=True, order=True)
class Fault:
    """One thing to mend in a question file; as text it is a sentence."""

    file: str
    line: int
    id: str
    field: str
    text: str

    def __str__(self):
        where = [self.file, f"line {self.line}"]
        where += [f"question {self.id!r}"] if self.id else []
        where += [f"field {self.field!r}"] if self.field else []
        return f"{', '.join(where)}: {self.text}"


def read(text, file):
    """Read the text of a YAML file.

    Parameters
    ----------
    text : str
        The whole file.
    file : str
        Its name, for the faults.

    Returns
    -------
    data : object
        Dicts, lists, texts, numbers, ``datetime.date``; ``None`` if there is a fault.
    lines : dict
        For each path, such as ``("questions", 0, "key")``, the line on which it stands.
    faults : list of Fault

    Examples
    --------
    >>> read("lesson: x", "x.yaml")
    ({'lesson': 'x'}, {(): 1, ('lesson',): 1}, [])
    """
    if len(text) > LARGEST:
        return _refused(file, 1, f"the file is larger than {LARGEST:,} characters. Split it.")
    try:
        _look_through(text)
        node = yaml.compose(text, Loader=_Loader)
        if node is None:
            return _refused(file, 1, "the file is empty. Start it with 'lesson: …'.")
        lines = {}
        return _data(node, (), lines), lines, []
    except _Stop as stop:
        return _refused(file, stop.line, stop.text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return _refused(
            file,
            mark.line + 1 if mark else 1,
            f"this is not valid YAML ({error.problem or error.context}). Often a text that holds a "
            "colon or begins with a sign needs quotation marks, or a line is indented otherwise "
            "than its neighbours; indent with spaces only.",
        )
    except yaml.YAMLError as error:  # a character that YAML does not allow has no mark
        reason = str(error).splitlines()[0]
        return _refused(file, 1, f"this is not valid YAML ({reason}). Save the file as UTF-8.")


def line_of(lines, path):
    """Give the line of a path, or of the nearest thing around it that exists.

    Parameters
    ----------
    lines : dict
        From :func:`read`.
    path : tuple

    Returns
    -------
    int

    Examples
    --------
    >>> line_of({(): 1, ("questions",): 4}, ("questions", 0))
    4
    """
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


class _Stop(Exception):
    def __init__(self, mark, text):
        self.line, self.text = mark.line + 1, text


_Base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):
    yaml_implicit_resolvers: ClassVar = {}  # not those of YAML 1.1, which read "no" as false


for _tag, _form, _first in [
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("float", r"[-+]?[0-9]+[eE][-+]?[0-9]+", "-+0123456789"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("timestamp", r"\d\d\d\d-\d\d-\d\d", "0123456789"),
]:
    _Loader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_form})$"), list(_first)
    )


def _look_through(text):
    """Refuse what could hurt before anything is built from it."""
    depth = 0
    for event in yaml.parse(text, Loader=_Base):
        if getattr(event, "anchor", None):
            raise _Stop(
                event.start_mark,
                f"'&{event.anchor}' and '*{event.anchor}' (anchors and aliases) are not used here. "
                "Write the lines out in each place, so that each question can be read by itself.",
            )
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                raise _Stop(event.start_mark, "the lines are nested too deeply. Check the indents.")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _data(node, path, lines):
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        out = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise _Stop(key.start_mark, "the name of a field must be a word.")
            name = key.value
            if name in out:
                raise _Stop(
                    key.start_mark, f"the field {name!r} stands here twice. Keep one of them."
                )
            out[name] = _data(value, (*path, name), lines)
            lines[(*path, name)] = key.start_mark.line + 1  # the name, not the text below it
        return out
    if isinstance(node, yaml.SequenceNode):
        return [_data(item, (*path, i), lines) for i, item in enumerate(node.value)]
    try:
        return _scalar(node)
    except (yaml.YAMLError, ValueError):
        raise _Stop(
            node.start_mark,
            f"{node.value!r} cannot be read as what it looks like. If it is meant as text, put it "
            "in quotation marks; if it is a date, write a day of the calendar.",
        ) from None


def _scalar(node):
    kind = node.tag.removeprefix("tag:yaml.org,2002:")
    if kind == "str":
        return node.value
    if kind == "int":
        return int(node.value)
    if kind == "float":
        return float(node.value)
    if kind == "bool":
        return node.value.lower() == "true"
    if kind == "null":
        return None
    if kind == "timestamp":
        return yaml.constructor.SafeConstructor().construct_yaml_timestamp(node)
    raise ValueError(kind)  # a tag of the author's own


def _refused(file, line, text):
    return None, {}, [Fault(file, line, "", "", text)]
