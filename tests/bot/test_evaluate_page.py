"""The page of an evaluation: well-formed, complete without its plots, and asking for nothing outside of it."""

import io
import re
import shutil
from datetime import date

import pytest
from lxml import etree, html

from bot.evaluate import page as pages
from bot.evaluate.running import evaluations
from bot.settings import Settings
from tests.bot.test_evaluate import SET

SETS = ("<script>alert(1)</script>", "judged")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of two sets, one with a hostile name."""
    root = tmp_path_factory.mktemp("sets")
    folders = [shutil.copytree(SET, root / name.replace("/", "\N{DIVISION SLASH}")) for name in SETS]
    found = list(evaluations(folders, Settings(), ["en"], None, lambda _: None, io.StringIO()))
    return pages.page(found, date(2026, 5, 4))


def said(element: etree._Element) -> str:
    """The text of an element and of what is in it."""
    return etree.tostring(element, method="text", encoding="unicode", with_tail=False)


def test_the_page_asks_for_nothing_outside_of_it(page: str) -> None:
    """There is no address, no script and no reference but to a place in the page, which is there and unique."""
    tree = html.document_fromstring(page)
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    referred = set(re.findall(r"""(?:url\(["']?|href="|src=")([^)"']*)""", page))

    assert "://" not in page
    assert not list(tree.iter("script", "link", "img", "iframe", "object"))
    assert len(ids) == len(set(ids))
    assert referred <= {f"#{id}" for id in ids}


def test_the_page_is_well_formed(page: str) -> None:
    """Every element that is opened is closed, in order; what is hostile in a set's name is text."""
    opened: list[str] = []
    for closing, name, alone in re.findall(r"<(/?)([a-z]\w*)[^>]*?(/?)>", page):
        if closing:
            assert opened.pop() == name
        elif not alone and name != "meta":
            opened.append(name)

    assert opened == []
    assert "&lt;script&gt;alert(1)" in page


def test_every_plot_is_told_in_words_and_figures(page: str) -> None:
    """Each plot has a text for those who do not see it and a table; every table has headings of columns and rows."""
    tree = html.document_fromstring(page)
    figures = list(tree.iter("figure"))

    assert len(figures) == 3 * len(SETS)
    for figure in figures:
        (plot,) = figure.iter("svg")
        assert plot.get("role") == "img"
        assert len(plot.get("aria-label") or "") > 40
        assert len(list(figure.iter("table"))) == 1
    for table in tree.iter("table"):
        assert {heading.get("scope") for heading in table.iter("th")} == {"col", "row"}


def test_the_table_names_and_explains_every_measure(page: str) -> None:
    """Figures of both sets stand side by side, with the questions they are over; what each name means is said below."""
    tree = html.document_fromstring(page)
    summary = next(tree.iter("table"))
    names = [said(row) for row in summary.iter("th") if row.get("scope") == "row"]
    explained = "\n".join(said(term) for term in tree.iter("dt"))

    assert "0.889 (0.667–1.000; 9)" in said(summary)
    assert [name for name in names if "@" in name and name.split(": ")[-1] not in explained] == []


def test_the_page_follows_light_dark_and_paper(page: str) -> None:
    """Plots take their colours from the page, which has them for a light and a dark screen and for paper."""
    plots = "".join(re.findall(r"<svg.*?</svg>", page, re.DOTALL))

    assert re.findall(r"#[0-9a-f]{6}\b", plots) == []
    assert "var(--line)" in plots
    assert "prefers-color-scheme: dark" in page
    assert "@media print" in page
