"""HTML: the main content of a page, without navigation, as a reader sees it.

The main content is `<main>`, else `role=main`, else `<article>`, else the body. Left out are navigation, forms and the
like wherever they stand, unless they are most of the page, and what stands beside the text if it is mostly links. The
title is the first `<h1>` that is shown, else `<title>`. A heading's id, or that of an anchor in it or of the section
that it opens, becomes the URL's fragment. The address is the canonical one the page names.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from bs4 import BeautifulSoup
from bs4.element import PageElement, Tag

from corpus.loaders.building import Builder, Loaded, Source, decode
from corpus.loaders.html_shown import BLOCKS, HEADINGS, inline, take_away, words
from corpus.loaders.html_tables import cells_of, columns, is_caption, lays_out, rows_of
from corpus.model import AS_OF_PATTERN

_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([\w-]+)|<\?xml[^>]+encoding=[\"']([\w-]+)", re.IGNORECASE)


def load(source: Source) -> Loaded:
    """Read an HTML page. Raises UnreadableDocument."""
    declared = _CHARSET.search(source.data[:4096])
    page = _parsed(decode(source, (declared[1] or declared[2]).decode("ascii") if declared else None))
    as_of, names = _as_of(page), _names(page)
    take_away(page.body or page)
    builder = Builder()
    content = _main_content(page)
    _Reader(builder).read(content.children)
    shown = (words(tag) for tag in (*content.find_all("h1"), *page.find_all("h1")))
    title = next((name for name in (*shown, *names) if name), None) or builder.first_heading() or source.stem
    bare = "shows no text without scripts; save the page as it is displayed"
    document = builder.document(source, title, bare, url=_address(page), as_of=as_of, language=_language(page))
    return Loaded(documents=(document,))


def read_fragment(html: str, builder: Builder) -> None:
    """Append the blocks of a piece of HTML."""
    body = _parsed(html).body
    if body:
        take_away(body)
        _Reader(builder).read(body.children)


def _parsed(text: str) -> BeautifulSoup:
    """The page; an XML declaration, or a text without a line or tag, would be warned of."""
    return BeautifulSoup(re.sub(r"^\s*<\?xml[^>]*>", "", text) + "\n", "lxml")


def _main_content(page: BeautifulSoup) -> Tag:
    for found in (page.find("main"), page.find(role="main")):
        if found and found.get_text(strip=True):
            return found
    articles = page.find_all("article")
    return articles[0] if len(articles) == 1 else page.body or page


_NOTES = ("doc-footnote", "doc-endnotes")
"""Roles of footnotes: https://www.w3.org/TR/dpub-aria-1.1/"""


class _Reader:
    """Walks the elements and fills a builder."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._group = 0
        self._depth = -1
        self._mark = "•"
        self._lead = ""  # a term whose definition is still to come

    def read(self, nodes: Iterable[PageElement]) -> None:
        """Append the blocks of what stands in an element."""
        loose: list[str] = []
        for node in nodes:
            if not isinstance(node, Tag):
                loose.append(inline(node))
            elif node.name in BLOCKS:
                self._paragraphs(loose)
                self._block(node)
            elif node.find(BLOCKS):
                self._paragraphs(loose)
                self.read(node.children)
            else:
                loose.append(inline(node))
        self._paragraphs(loose)

    def _paragraphs(self, loose: list[str]) -> None:
        """Say what was gathered; two line breaks part paragraphs."""
        for text in re.split(r"\n\s*\n", "".join(loose)):
            self._say(text)
        loose.clear()

    def _say(self, text: str) -> None:
        if not text.strip():
            return
        text, self._lead = self._lead + text.strip(), ""
        if self._depth >= 0:
            self._builder.item(text, self._group, self._depth, self._mark)
            self._mark = "•"
        else:
            self._builder.paragraph(text)

    def _say_term(self) -> None:
        """The term alone, where no words of its definition follow it."""
        term, self._lead = self._lead, ""
        self._say(term)

    def _block(self, tag: Tag) -> None:
        if tag.name in ("ul", "ol", "dl", "table", "address", *HEADINGS):
            self._say_term()
        if tag.name in HEADINGS:
            self._builder.heading(words(tag), int(tag.name[1]), _fragment(tag))
        elif tag.name in ("ul", "ol", "dl") and self._depth < 0 and _are_footnotes(tag):
            self._footnotes(tag)
        elif tag.name in ("ul", "ol"):
            self._list(tag)
        elif tag.name == "dl":
            self._definitions(tag)
        elif tag.name == "table":
            self._table(tag)
        elif tag.name == "address":
            self._builder.contact(inline(tag))
        elif tag.name == "pre":
            self._say(tag.get_text())
        elif tag.find(BLOCKS):
            self.read(tag.children)
        else:
            self._paragraphs([inline(tag)])

    def _list(self, tag: Tag) -> None:
        """The items; what stands between them, a list that was nested wrongly for instance, is read as it stands."""
        outer = (self._group, self._depth, self._mark)
        if self._depth < 0:
            self._group = self._builder.group()
        self._depth += 1
        number = _number(tag.get("start"), 1)
        for child in tag.children:
            self._mark = "•"
            if not isinstance(child, Tag) or child.name != "li":
                self.read([child])
            else:
                number = _number(child.get("value"), number)
                self._mark = _mark(tag, number)
                number += 1
                self.read(child.children)
        self._group, self._depth, self._mark = outer

    def _footnotes(self, tag: Tag) -> None:
        """Each by itself, with its number: they are no list, and belong to no section."""
        self._builder.end_section()
        for number, child in enumerate(tag.find_all(["dd", "li"], recursive=False), 1):
            before = child.find_previous_sibling("dt")
            self._lead = f"{words(before)}: " if before else f"{number}: "
            self.read(child.children)
            self._say_term()

    def _definitions(self, tag: Tag) -> None:
        """Each term with what is said of it, as one item."""
        outer = (self._group, self._depth, self._mark)
        self._group, self._depth, self._mark = self._builder.group(), self._depth + 1, "•"
        terms: list[str] = []
        for child in tag.find_all(["dt", "dd"]):
            if child.find_parent("dl") is not tag:
                continue
            if child.name == "dt":
                terms.append(words(child))
            else:
                self._lead = f"{', '.join(terms)}: " if terms else ""
                terms = []
                self.read(child.children)
                self._say_term()
        self._say(", ".join(terms))
        self._group, self._depth, self._mark = outer

    def _table(self, tag: Tag) -> None:
        rows = [*rows_of(tag)]
        if lays_out(tag):
            for cell in (cell for row in rows for cell in cells_of(row)):
                self.read(cell.children)
            return
        caption = tag.find("caption")
        if caption:
            self._paragraphs([inline(caption)])
        if len(rows) > 1 and is_caption(*rows[:2]):
            self._say(words(rows.pop(0)))
        group = self._builder.group()
        for header, cells in columns(rows):
            self._builder.row(cells, group, header)


def _are_footnotes(tag: Tag) -> bool:
    """Whether a list holds footnotes, by what it or something around it is called."""
    return any("footnote" in str(each.get("class")) or each.get("role") in _NOTES for each in (tag, *tag.parents))


def _number(written: object, otherwise: int) -> int:
    return int(str(written)) if re.fullmatch(r"-?\d{1,6}", str(written), re.ASCII) else otherwise


def _mark(tag: Tag, number: int) -> str:
    """What stands before an item of a list."""
    kind = str(tag.get("type") or "1")
    if tag.name == "ul" or tag.has_attr("reversed"):
        return "•"
    if kind in "aA" and 1 <= number <= 26:
        return chr(ord(kind) + number - 1) + "."
    return f"{number}." if kind == "1" else "•"


def _fragment(heading: Tag) -> str | None:
    """The id that leads to a heading."""
    inside = (tag.get("id") or tag.get("name") for tag in heading.find_all(["a", "span"]))
    around = heading.find_parent(["section", "div"])
    opened = around.get("id") if around and around.find(HEADINGS) is heading else None
    return next((str(id) for id in (heading.get("id"), *inside, opened) if id), None)


def _names(page: BeautifulSoup) -> Sequence[str]:
    """What else may name the page: its <title> without the site's name at its end, then any <h1>."""
    title = " ".join(page.title.get_text().split()) if page.title else ""
    return [re.split(r"\s+[|–—]\s+", title)[0], *map(words, page.find_all("h1"))]


def _address(page: BeautifulSoup) -> str | None:
    canonical, open_graph = page.find("link", rel="canonical"), page.find("meta", property="og:url")
    for address in (canonical and canonical.get("href"), open_graph and open_graph.get("content")):
        if re.match(r"https?://", str(address)):
            return str(address)
    return None


def _as_of(page: BeautifulSoup) -> str | None:
    """The day that the page says it was last changed, in its head or beside a <time>."""
    days = (value.strip()[:10] for value in _dates(page))
    return next((day for day in days if re.fullmatch(AS_OF_PATTERN, day)), None)


def _dates(page: BeautifulSoup) -> Iterator[str]:
    for name in "dcterms.modified DCTERMS.modified last-modified article:modified_time date dcterms.date".split():
        for found in (page.find("meta", attrs={"name": name}), page.find("meta", property=name)):
            if found:
                yield str(found.get("content") or "")
    times = page.find_all("time", datetime=True)
    around = times[0].parent if len(times) == 1 else None
    if around and re.search(r"updated|modified|reviewed", around.get_text(), re.IGNORECASE):
        yield str(times[0]["datetime"])


def _language(page: BeautifulSoup) -> str:
    named = page.html and (page.html.get("lang") or page.html.get("xml:lang"))
    return str(named or "en").split("-")[0].lower()
