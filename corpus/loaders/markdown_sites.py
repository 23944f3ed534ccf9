"""What Markdown holds for the generator of a site: shortcodes, admonitions, and the code of MDX."""

import re
from textwrap import dedent

_INSIDE = r"(?:(?!\n[ \t]*\n).){0,1000}?"
_SHORTCODE = re.compile(
    rf"\{{\{{[<%]{_INSIDE}[%>]\}}\}}|\{{%{_INSIDE}%\}}|\{{\{{{_INSIDE}\}}\}}|\{{:[^}}\n]*\}}", re.DOTALL
)
"""What a site's generator replaces, within one paragraph."""
_FENCED_DIV = re.compile(
    r"^ {0,3}:{3,}[ \t]*(?:\{[^}\n]*\}|[\w-]*)(?:\[(?P<boxed>[^\]\n]*)\]|[ \t]+(?P<title>[^{:\s][^\n]*?))?[ \t:]*$",
    re.MULTILINE,
)
_ADMONITION = re.compile(
    r"^(?P<indent> *)(?:!!!|\?\?\?\+?) +[\w-]+[^\"\n]*(?:\"(?P<title>[^\"\n]*)\")?[ \t]*\n"
    r"(?P<body>(?:(?P=indent)(?: {4}|\t)[^\n]*\n?|[ \t]*\n)*)",
    re.MULTILINE,
)
_MODULE = re.compile(
    r"^(?:import\s+(?:[^\n\"']*\sfrom\s+)?[\"']|export\s+(?:const|let|var|default|async|function|class|[{*]))[^\n]*(?:\n(?![ \t]*\n)[^\n]*)*",
    re.MULTILINE,
)
"""A statement of MDX, to the next empty line."""
_COMMENT = re.compile(r"\{/\*.{0,2000}?\*/\}", re.DOTALL)
_COMPONENT = re.compile(r"</?[A-Z][\w.]*(?:\s(?:\{[^{}]*\}|\"[^\"]*\"|'[^']*'|[^<>{}\"'])*)?/?>")


def without_shortcodes(text: str) -> str:
    """The text without what a site's generator puts in; of an admonition its title and words, without its kind."""
    text = re.sub(r"\r\n?", "\n", _SHORTCODE.sub("", text))
    text = _FENCED_DIV.sub(lambda found: f"\n{found['boxed'] or found['title'] or ''}\n", text)
    return _ADMONITION.sub(lambda found: f"{found['title'] or ''}\n\n{dedent(found['body'])}\n", text)


def without_components(text: str) -> str:
    """MDX without what is code in it: imports, exports, comments and the tags of components, of which the words stay."""
    return _COMPONENT.sub("", _COMMENT.sub("", _MODULE.sub("", text)))
