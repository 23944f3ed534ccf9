"""HTML: the main content of a page, without navigation, as a reader sees it.

The main content is `<main>`, else `role=main`, else `<article>`, else the body; navigation, asides, forms and the like
are left out wherever they stand. The title is the first `<h1>`, else `<title>`. A heading's id, or that of an anchor
in it or of the section that it opens, becomes the URL's fragment. The address is the canonical one the page names.
"""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Comment, NavigableString, Tag

from corpus.errors import UnreadableDocument
from corpus.loaders.building import Builder, Loaded, Source, decode
from corpus.model import AS_OF_PATTERN, Document

_LEFT_OUT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "aside",
        "form",
        "button",
        "select",
        "input",
        "textarea",
        "iframe",
        "svg",
        "canvas",
        "audio",
        "video",
        "object",
        "dialog",
        "menu",
        "head",
    ]
)
_LEFT_OUT_ROLES = frozenset(
    {"navigation", "search", "banner", "contentinfo", "complementary", "menu", "menubar", "dialog", "alert", "toolbar"}
)
_CHROME = re.compile(
    r"(?:^|[\s_-])(?:breadcrumbs?|nav(?:bar|igation)?|menu|cookies?(?:-?banner)?|consent|skip-?(?:link|nav|to-content)?|sidebar|toc|table-of-contents|pagination|pager|"
    r"share|social|site-?(?:header|footer)|edit-?(?:this-?)?page|search(?:-?box)?|visually-?hidden|sr-only|headerlink|related(?:-links)?|feedback|phase-banner|global-header|global-footer)(?:$|[\s_-])",
    re.IGNORECASE,
)
_PERMALINK = re.compile(r"[¶§#🔗\uf0c1]+")
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "ul",
        "tr",
        "td",
        "th",
        "thead",
        "tbody",
        "tfoot",
        "caption",
    ]
)
_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([\w-]+)", re.IGNORECASE)


def load(source: Source) -> Loaded:
    """Read an HTML page. Raises UnreadableDocument."""
    declared = _CHARSET.search(source.data[:4096])
    page = BeautifulSoup(decode(source, declared[1].decode("ascii") if declared else None), "lxml")
    builder = Builder()
    content = _main_content(page)
    _Reader(builder).read(content)
    first = content.find("h1") or page.find("h1")
    title = (_words(first) if isinstance(first, Tag) else "") or _title(page) or builder.first_heading() or source.stem
    sections = builder.sections(title)
    if not sections:
        raise UnreadableDocument(source.id, "shows no text without scripts; save the page as it is displayed")
    document = Document(
        id=source.id,
        title=title,
        text=builder.text(),
        sections=sections,
        url=_address(page) or source.url,
        as_of=_as_of(page),
        language=_language(page),
        file_digest=source.digest,
    )
    return Loaded(documents=(document,))


def read_fragment(html: str, builder: Builder) -> None:
    """Append the blocks of a piece of HTML."""
    body = BeautifulSoup(html, "lxml").body
    if body:
        _Reader(builder).read(body)


def _main_content(page: BeautifulSoup) -> Tag:
    for found in (page.find("main"), page.find(attrs={"role": "main"})):
        if isinstance(found, Tag) and found.get_text(strip=True):
            return found
    articles = [tag for tag in page.find_all("article") if isinstance(tag, Tag)]
    if len(articles) == 1:
        return articles[0]
    return page.body or page


def _is_left_out(tag: Tag) -> bool:
    if tag.name in _LEFT_OUT or tag.has_attr("hidden") or tag.get("aria-hidden") == "true":
        return True
    if str(tag.get("role", "")) in _LEFT_OUT_ROLES or "display:none" in str(tag.get("style", "")).replace(" ", ""):
        return True
    if tag.name in ("header", "footer") and tag.find_parent(["main", "article", "section"]) is None:
        return True
    names = " ".join([*tag.get_attribute_list("class", []), str(tag.get("id") or "")])
    return tag.name not in ("body", "main", "article", "html") and bool(names.strip() and _CHROME.search(names))


class _Reader:
    """Walks the elements and fills a builder."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._group = 0
        self._depth = -1

    def read(self, element: Tag) -> None:
        """Append the blocks of what stands in an element."""
        loose: list[str] = []
        for child in element.children:
            if isinstance(child, Tag) and child.name in _BLOCKS and not _is_left_out(child):
                self._paragraph(loose)
                self._block(child)
            elif isinstance(child, Tag) and not _is_left_out(child) and child.find(_BLOCKS):
                self._paragraph(loose)
                self.read(child)
            else:
                loose.append(_inline(child))
        self._paragraph(loose)

    def _paragraph(self, loose: list[str]) -> None:
        text = "".join(loose)
        loose.clear()
        if text.strip():
            self._say(text)

    def _say(self, text: str) -> None:
        if self._depth >= 0:
            self._builder.item(text, self._group, self._depth)
        else:
            self._builder.paragraph(text)

    def _block(self, tag: Tag) -> None:
        if re.fullmatch(r"h[1-6]", tag.name):
            self._builder.heading(_words(tag), int(tag.name[1]), _fragment(tag))
        elif tag.name in ("ul", "ol"):
            self._list(tag)
        elif tag.name == "dl":
            self._definitions(tag)
        elif tag.name == "table":
            self._table(tag)
        elif tag.name == "address":
            self._builder.contact(_inline(tag))
        elif tag.name == "pre":
            self._say(tag.get_text())
        elif tag.find(_BLOCKS):
            self.read(tag)
        else:
            self._paragraph([_inline(tag)])

    def _list(self, tag: Tag) -> None:
        outer = (self._group, self._depth)
        if self._depth < 0:
            self._group = self._builder.group()
        self._depth += 1
        for item in tag.find_all("li", recursive=False):
            if isinstance(item, Tag) and not _is_left_out(item):
                self.read(item)
        self._group, self._depth = outer

    def _definitions(self, tag: Tag) -> None:
        """Each term with what is said of it, as one item."""
        outer = (self._group, self._depth)
        self._group, self._depth = self._builder.group(), self._depth + 1
        terms: list[str] = []
        for child in tag.find_all(["dt", "dd"]):
            if not isinstance(child, Tag) or child.find_parent("dl") is not tag:
                continue
            if child.name == "dt":
                terms.append(" ".join(_inline(child).split()))
            elif child.find(["ul", "ol", "table", "dl", "p", "div"]):
                if terms:
                    self._say(", ".join(terms) + ":")
                self.read(child)
                terms = []
            else:
                self._say((", ".join(terms) + ": " if terms else "") + _inline(child))
                terms = []
        if terms:
            self._say(", ".join(terms))
        self._group, self._depth = outer

    def _table(self, tag: Tag) -> None:
        rows = [row for row in tag.find_all("tr") if isinstance(row, Tag) and row.find_parent("table") is tag]
        if not any(row.find("th") for row in rows) and any(row.find(["table", "h1", "h2", "h3", "p"]) for row in rows):
            self.read_layout(rows)
            return
        caption = tag.find("caption")
        if isinstance(caption, Tag):
            self._paragraph([_inline(caption)])
        group = self._builder.group()
        for number, row in enumerate(rows):
            cells = [cell for cell in row.find_all(["th", "td"], recursive=False) if isinstance(cell, Tag)]
            header = number == 0 and bool(cells) and all(cell.name == "th" for cell in cells)
            self._builder.row([_words(cell) for cell in cells], group, header)

    def read_layout(self, rows: list[Tag]) -> None:
        """A table that only lays a page out: its cells one after the other."""
        for row in rows:
            for cell in row.find_all(["td", "th"], recursive=False):
                if isinstance(cell, Tag):
                    self.read(cell)


def _inline(node: object) -> str:
    """The readable text of a node: line breaks as newlines, images by their alternative text."""
    if isinstance(node, Comment) or not isinstance(node, Tag | NavigableString):
        return ""
    if isinstance(node, NavigableString):
        return "" if type(node) is not NavigableString else re.sub(r"\s+", " ", str(node))
    if _is_left_out(node) or (node.name == "a" and _PERMALINK.fullmatch(node.get_text(strip=True) or " ")):
        return ""
    if node.name == "br":
        return "\n"
    if node.name == "img":
        return str(node.get("alt") or "")
    text = "".join(_inline(child) for child in node.children)
    if node.name == "a":
        text += _address_beside(text, str(node.get("href") or ""))
    return f"\n{text}\n" if node.name in _BLOCKS else text


def _address_beside(shown: str, address: str) -> str:
    scheme, _, value = address.partition(":")
    value = value.split("?")[0]
    return f" ({value})" if scheme == "mailto" and value and value.lower() not in shown.lower() else ""


def _words(tag: Tag) -> str:
    return " ".join(_PERMALINK.sub("", _inline(tag)).split())


def _fragment(heading: Tag) -> str | None:
    """The id that leads to a heading."""
    inside = (tag.get("id") or tag.get("name") for tag in heading.find_all(["a", "span"]) if isinstance(tag, Tag))
    around = heading.find_parent(["section", "div"])
    opened = around.get("id") if isinstance(around, Tag) and around.find(re.compile(r"^h[1-6]$")) is heading else None
    return next((str(id) for id in (heading.get("id"), *inside, opened) if id), None)


def _title(page: BeautifulSoup) -> str:
    """The page's <title>, without the site's name at its end."""
    title = " ".join(page.title.get_text().split()) if page.title else ""
    return re.split(r"\s+[|–—]\s+", title)[0]


def _address(page: BeautifulSoup) -> str | None:
    for name, attrs, key in (("link", {"rel": "canonical"}, "href"), ("meta", {"property": "og:url"}, "content")):
        found = page.find(name, attrs=attrs)
        if isinstance(found, Tag) and re.match(r"https?://", str(found.get(key) or "")):
            return str(found[key])
    return None


def _as_of(page: BeautifulSoup) -> str | None:
    """The day that the page says it was last changed."""
    for value in _dates(page):
        day = value[:10]
        if re.match(AS_OF_PATTERN, day):
            return day
    return None


def _dates(page: BeautifulSoup) -> Iterator[str]:
    for name in (
        "dcterms.modified",
        "DCTERMS.modified",
        "last-modified",
        "article:modified_time",
        "date",
        "dcterms.date",
    ):
        for key in ("name", "property"):
            found = page.find("meta", attrs={key: name})
            if isinstance(found, Tag):
                yield str(found.get("content") or "")
    times = [tag for tag in page.find_all("time") if isinstance(tag, Tag) and tag.get("datetime")]
    if len(times) == 1 and re.search(
        r"updated|modified|reviewed", times[0].parent.get_text() if times[0].parent else "", re.IGNORECASE
    ):
        yield str(times[0]["datetime"])


def _language(page: BeautifulSoup) -> str:
    named = page.html.get("lang") if page.html else None
    return str(named or "en").split("-")[0].lower() or "en"
