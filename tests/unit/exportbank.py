"""A bank with every type of question, a hostile one, and an eye for what could do harm."""

from html.parser import HTMLParser

from helpers.quiz import bank

HEAD = "lesson: 90_test\nquestions:\n"
COMMON = """\
  - id: {id}
    section: warm-up
    level: understand
    objective: {text}
    prompt: {text}
    hints: [{text}]
    sources: [un-press-2022-ga-demands-end]
    as_of: 2026-11-23
    type: {type}
"""
OWN = {
    "choice": """\
    key: b
    options:
      a: {{text: {text}, why: {text}}}
      b: {{text: Tokmak, why: {text}}}
      c: {{text: Naryn, why: {text}}}
""",
    "true_false": "    key: false\n    why: {{true: {text}, false: {text}}}\n",
    "multi": """\
    key: [a, c, d]
    options:
      a: {{text: {text}, why: {text}}}
      b: {{text: Osh, why: {text}}}
      c: {{text: Talas, why: {text}}}
      d: {{text: Batken, why: {text}}}
      e: {{text: Karakol, why: {text}}}
""",
    "number": """\
    key: 240.1
    tolerance: 1
    unit: bn
    why: {text}
    mistakes:
      - {{value: 111, say: {text}}}
      - {{value: 2401.0, say: Ten times too much.}}
""",
    "blank": """\
    accepted: [Zhēnbǎo, "Dam*nsky", Даманский]
    why: {text}
    mistakes:
      - {{value: {text}, say: {text}}}
      - {{value: Heixiazi, say: Another island.}}
""",
    "order": """\
    items:
      - {{text: {text}, why: {text}}}
      - {{text: Border agreed, why: "1991"}}
      - {{text: Union ends, why: "December"}}
      - {{text: Treaty signed, why: "2001"}}
    first: {text}
    last: latest
""",
    "match": """\
    pairs:
      - {{text: {text}, match: {text}, why: {text}}}
      - {{text: Border, match: "1991", why: May.}}
      - {{text: Treaty, match: "2001", why: July.}}
    extra: ["1996"]
""",
    "country": """\
    key: [TUR]
    why: {text}
    mistakes:
      - {{value: GRC, say: {text}}}
""",
    "open": "    model: {text}\n    rubric: [{text}, names an article]\n    words: 60\n",
    "prediction": """\
    options:
      a: {{text: {text}}}
      b: {{text: Less}}
    note: {text}
""",
}
SEVERAL = COMMON + OWN["country"].replace("[TUR]", "[IND, PAK]")
PLAIN = '"Plain *words*."'
HOSTILE = (
    '"<script>alert(1)</script> ]]> <!-- --> <img src=x onerror=alert(2)> '
    "[tap](javascript:alert(3)) [ok](https://example.org/a?b=1&c=2) ![p](http://x.example/p.png) "
    '[sound:a.mp3] [latex]x[/latex] {{{{Front}}}} $$x$$ \\x1f \\x00 \\ufffe *"'
)


def text(types=OWN, words=PLAIN):
    """A question file with one question of each type."""
    body = "".join(
        (COMMON + OWN[t]).format(id=t.replace("_", "-"), type=t, text=words) for t in types
    )
    return HEAD + body.replace("{{{{", "{{").replace("}}}}", "}}")


def questions(types=OWN, words=PLAIN, change=("", "")):
    """The questions of such a file; what is changed in it has to be there."""
    written = text(types, words)
    assert change[0] in written
    found, faults = bank.read(written.replace(*change), "90_test.yaml")
    assert not faults, faults
    return list(found.questions)


def several():
    """A question for more than one country."""
    written = HEAD + SEVERAL.format(id="two-countries", type="country", text=PLAIN)
    return list(bank.read(written, "90_test.yaml")[0].questions)


TAGS = {
    "a", "b", "blockquote", "body", "br", "code", "div", "em", "h1", "h2", "head", "hr", "html",
    "li", "meta", "ol", "p", "path", "pre", "span", "strong", "style", "svg", "title", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "aria-label", "charset", "class", "content", "d", "href", "http-equiv", "id", "lang", "name",
    "rel", "role", "start", "target", "type", "viewbox",
}  # fmt: skip


class _Eye(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        if tag not in TAGS:
            self.found.append(tag)
        for name, value in attributes:
            if name not in ATTRIBUTES:
                self.found.append(name)
            if name == "href" and not value.startswith(("http://", "https://", "mailto:")):
                self.found.append(value)

    def handle_comment(self, comment):
        self.found.append(f"comment {comment}")


def harm(page):
    """Everything in a piece of HTML that is not known to be harmless."""
    eye = _Eye()
    eye.feed(page)
    eye.close()
    return eye.found
