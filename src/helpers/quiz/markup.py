"""Markdown of the question files → HTML that can do no harm.

Raw HTML stays visible text, pictures are off, links lead to the web or to a mail address only.
What comes out is one line, because some readers of notebooks do not join the lines of an output.
"""

import functools
import html
from urllib.parse import urlsplit

from markdown_it import MarkdownIt

from helpers import sources
from helpers.data import DataError

SCHEMES = ("http", "https", "mailto")


def block(text):
    """Render a text of one or more paragraphs.

    Parameters
    ----------
    text : str
        Markdown: paragraphs, lists, emphasis, code, links.

    Returns
    -------
    str
        HTML in one line.

    Examples
    --------
    >>> block("Trade *grew*. <b>Why?</b>")
    '<p>Trade <em>grew</em>. &lt;b&gt;Why?&lt;/b&gt;</p>'
    """
    return _one_line(_markdown(True).render(text))


def inline(text):
    """Render a text of one line, without links: an option is clicked to choose it.

    Parameters
    ----------
    text : str
        Markdown: emphasis and code.

    Returns
    -------
    str
        HTML without a paragraph around it.

    Examples
    --------
    >>> inline("*Both* states")
    '<em>Both</em> states'
    """
    return _one_line(_markdown(False).renderInline(text))


def plain(text):
    """Take the marks of Markdown out of a text; the address of a link stays, in brackets.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        One line.

    Examples
    --------
    >>> plain("It *grew* ([UN, 2022](https://example.org/a)).")
    'It grew (UN, 2022 <https://example.org/a>).'
    """
    out, address = [], []
    for token in _markdown(True).parse(text):
        if token.type in ("fence", "code_block"):
            out.append(token.content)
        for part in token.children or []:
            if part.type in ("text", "code_inline"):
                out.append(part.content)
            elif part.type in ("softbreak", "hardbreak"):
                out.append(" ")
            elif part.type == "link_open":
                address.append(part.attrGet("href"))
            elif part.type == "link_close":
                out.append(f" <{address.pop()}>")
        if token.type == "inline":
            out.append(" ")
    return " ".join("".join(out).split())


def link(url, text):
    """Write a link to a source, which opens in a new tab.

    Parameters
    ----------
    url, text : str

    Returns
    -------
    str
        HTML; only the text, if the address leads neither to the web nor to a mail address.

    Examples
    --------
    >>> link("javascript:alert(1)", "A & B")
    'A &amp; B'
    """
    if not _safe(url):
        return html.escape(text)
    return (
        f'<a href="{html.escape(url)}" target="_blank" rel="noopener noreferrer">'
        f"{html.escape(text)}</a>"
    )


def source(id, title=True):
    """Write a source of the bibliography as a link.

    Parameters
    ----------
    id : str
    title : bool
        Whether its title stands behind publisher and year.

    Returns
    -------
    str
        HTML; the id itself, if the bibliography does not know it: the check for authors refuses
        that, and a class should not stop for it.

    Examples
    --------
    >>> source("no-such-source")
    'no-such-source'
    """
    try:
        item = sources.get(id)
    except DataError:
        return html.escape(id)
    name = sources.short(id)
    return link(item.get("URL", ""), f"{name}: {item['title']}" if title else name)


@functools.cache
def _markdown(links):
    md = MarkdownIt("commonmark", {"html": False})
    # A heading inside a question would enter the lesson's table of contents.
    off = ["image", "reference", "heading", "lheading", "hr", "html_block", "html_inline"]
    md.disable(off if links else [*off, "link", "autolink"])
    md.validateLink = _safe
    md.add_render_rule("link_open", _link_open)
    return md


def _link_open(self, tokens, i, options, env):
    tokens[i].attrSet("target", "_blank")
    tokens[i].attrSet("rel", "noopener noreferrer")
    return self.renderToken(tokens, i, options, env)


def _safe(url):
    try:
        return urlsplit(url).scheme.lower() in SCHEMES
    except ValueError:
        return False


def _one_line(page):
    return page.strip().replace("\r", "").replace("\n", "&#10;")
