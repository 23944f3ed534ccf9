"""What of a page is shown to a reader, and in which words: no navigation, no banners, nothing hidden."""

import re

from bs4.element import NavigableString, PageElement, Tag

from corpus.anchors import slug
from corpus.loaders.building import address_beside

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
"""Elements that begin a section."""
BLOCKS = frozenset(
    "address article blockquote body center dd details div dl dt fieldset figcaption figure footer form header hgroup hr "
    "li main ol p pre section summary table ul tr td th thead tbody tfoot caption".split()
).union(HEADINGS)
"""Elements that stand on lines of their own."""

REMARK = 60
"""Characters that what stands beside the text has at least, if it is part of it."""
_LEFT_OUT = frozenset(
    "script style noscript template nav aside button select input textarea iframe svg canvas audio video object "
    "dialog menu head rt rp".split()
)
_LEFT_OUT_ROLES = frozenset(
    {"navigation", "search", "banner", "contentinfo", "complementary", "menu", "menubar", "dialog", "alert", "toolbar"}
)
_CHROME = re.compile(
    r"(?:^|[\s_-])(?:breadcrumbs?|nav(?:bar|igation)?|menu|cookies?(?:-?banner)?|consent|skip-?(?:link|nav|to-content)?|sidebar|toc|table-of-contents|pagination|pager|"
    r"share|social|site-?(?:header|footer)|edit-?(?:this-?)?page|search(?:-?box)?|visually-?hidden|sr-only|headerlink|related(?:-links)?|feedback|phase-banner|global-header|global-footer)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"(?:^|[\s_-])sidebar(?:$|[\s_-])", re.IGNORECASE)
_NEVER_CHROME = frozenset("main article table tr td th".split())
_PERMALINK = re.compile(r"[¶§#🔗\uf0c1]+")


def take_away(page: Tag) -> None:
    """Take from a page what is hidden, and navigation and the like; what is wrapped around most of the page stays."""
    length = len(page.get_text(strip=True))
    waiting = [page]
    while waiting:
        for tag in [child for child in waiting.pop().children if isinstance(child, Tag)]:
            if _is_left_out(tag, length):
                tag.extract()
            else:
                waiting.append(tag)


def inline(node: PageElement) -> str:
    """The readable text of a node: line breaks as newlines, images by their alternative text."""
    if type(node) is NavigableString:  # other strings are comments and the like
        return re.sub(r"\s+", " ", node)
    if not isinstance(node, Tag):
        return ""
    if node.name == "br":
        return "\n"
    if node.name == "img":
        return str(node.get("alt") or "")
    text = "".join(inline(child) for child in node.children)
    if node.name == "a":
        text += address_beside(text, str(node.get("href") or ""))
    return f"\n{text}\n" if node.name in BLOCKS else text


def words(tag: Tag) -> str:
    """The readable text of an element in one line."""
    return " ".join(inline(tag).split())


def _is_left_out(tag: Tag, page_length: int) -> bool:
    if tag.has_attr("hidden") or tag.get("aria-hidden") == "true":
        return True
    if str(tag.get("role")) in _LEFT_OUT_ROLES or "display:none" in str(tag.get("style")).replace(" ", ""):
        return True
    if tag.name in ("header", "footer") and tag.find_parent(["main", "article", "section"]) is None:
        return True
    if _belongs_beside(tag):
        return False
    if tag.name == "form" or _is_named_as_chrome(tag):
        return tag.find(["p", *HEADINGS]) is None or 2 * len(tag.get_text(strip=True)) < page_length
    return tag.name in _LEFT_OUT or (tag.name == "a" and bool(_PERMALINK.fullmatch(tag.get_text(strip=True))))


def _belongs_beside(tag: Tag) -> bool:
    """Whether what stands beside the text is part of it: inside of the main content, and not mostly links.

    Link density tells content from what surrounds it: C. Kohlschütter, P. Fankhauser, W. Nejdl: Boilerplate Detection
    Using Shallow Text Features (2010).
    """
    if tag.name != "aside" and not _BESIDE.search(" ".join(tag.get_attribute_list("class"))):
        return False
    length = len(tag.get_text(strip=True))
    linked = sum(len(link.get_text(strip=True)) for link in tag.find_all("a"))
    return tag.find_parent(["main", "article"]) is not None and length >= REMARK and 3 * linked < length


def _is_named_as_chrome(tag: Tag) -> bool:
    """Whether its classes, or an id that is not the address of a section, say that an element is no content."""
    if tag.name in _NEVER_CHROME or tag.name in _LEFT_OUT:
        return False
    classes = tag.get_attribute_list("class")
    if _CHROME.search(" ".join(classes)):
        return True
    id = str(tag.get("id") or "")
    if tag.name in ("section", *HEADINGS) or "section" in classes or not _CHROME.search(id):
        return False
    heading = tag.find(HEADINGS)
    return heading is None or not slug(heading.get_text()).endswith(slug(id))
