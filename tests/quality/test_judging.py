"""The judge counts an answer only where status, quotes, length and contact are all right."""

from hashlib import sha256

import pytest

from bot.model import Answer, Status
from corpus.model import Citation, Contact, Quote, digest_of
from tests.quality.judging import Case, judge, shares, stands

CASE = Case.model_validate(
    {
        "id": "1",
        "kind": "fact",
        "question": "When?",
        "status": "answered",
        "holds": ["May  2020", ["noon", "12"]],
        "contact": "example office",
    }
)
LIMITED = Case.model_validate(
    {
        "id": "2",
        "kind": "exception",
        "question": "When?",
        "status": "answered",
        "holds": ["12 days"],
        "limits": [["not in May", "except in May"]],
        "conflicts": ["12 days", "21 days"],
        "never": ["30 days"],
    }
)
DECLINED = Case(id="3", kind="absent", question="Where?", status=("abstained",))


def citation(text: str) -> Citation:
    return Citation(document="d", title="D", anchor="a", start=0, end=len(text), digest=digest_of(text))


def answer(*texts: str, status: Status = "answered", organisation: str | None = "Example Office") -> Answer:
    contacts = (Contact(organisation=organisation, citation=citation("x")),) if organisation else ()
    quotes = tuple(Quote(text=text, citation=citation(text)) for text in texts)
    return Answer(
        status=status,
        question="",
        standalone="",
        confidence=0.5,
        quotes=quotes,
        contacts=contacts,
        corpus_version="",
        elapsed_ms=0,
    )


@pytest.mark.parametrize("texts", [("It starts in may\n2020, at noon.",), ("In May 2020.", "At 12.")])
def test_an_answer_that_holds_everything_is_right(texts: tuple[str, ...]) -> None:
    """Letters' case, line ends and the split into quotes do not matter."""
    reasons = judge(CASE, answer(*texts))

    assert reasons == []


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (answer(status="abstained.no_evidence"), "is abstained.no_evidence"),
        (answer("In May 2020."), "does not quote noon or 12"),
        (answer("In May 2020 at noon." + " " * 700), "quotes 720 characters"),
        (answer("In May 2020 at noon.", organisation="Another Office"), "names another office first"),
        (answer("In May 2020 at noon.", organisation=None), "names nobody first"),
    ],
)
def test_an_answer_that_lacks_one_thing_is_wrong(given: Answer, reason: str) -> None:
    """Each fault alone makes an answer wrong and is named."""
    reasons = judge(CASE, given)

    assert [reason in each for each in reasons] == [True]


def test_words_may_be_given_by_their_digest() -> None:
    """Letters' case, white space and punctuation do not matter; fewer of the words, or others, are not it."""
    digest = "sha256:3:" + sha256(b"in may 2020").hexdigest()[:16]

    assert stands(digest, "It starts In\nMay, 2020.")
    assert not stands(digest, "In May, or in 2020")
    assert not stands(digest, "May 2020")


def test_limits_count_wherever_they_are_shown() -> None:
    """What limits an answer may stand among its quotes or be marked as a limit."""
    plain = answer("12 days, or 21 days.")
    marked = plain.model_copy(update={"limits": answer("Except in May.").quotes})

    assert [judge(LIMITED, each) for each in (answer("12 days, not in May.", "21 days."), marked)] == [[], []]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (answer("12 days, or 21 days."), "does not show the limit not in May or except in May"),
        (answer("12 days, not in May."), "does not quote 21 days"),
        (answer("12 days, not in May; 21 days.", "30 days."), "shows 30 days"),
    ],
)
def test_an_answer_that_hides_or_mixes_is_wrong(given: Answer, reason: str) -> None:
    """A limit that is left out, one side of a conflict alone and words that hold no longer make an answer wrong."""
    reasons = judge(LIMITED, given)

    assert [reason in each for each in reasons] == [True]


def test_shares_tell_apart_what_is_wrong() -> None:
    """Not answering, answering wrongly, citing another section, hiding a limit and inventing are counted each on its own."""
    other = CASE.model_copy(update={"id": "4"})
    given = {
        CASE: answer("In May 2020 at noon."),
        other: answer(status="abstained.no_evidence"),
        LIMITED: answer("12 days, or 21 days."),
        DECLINED: answer("Here."),
    }
    found = {name: (sum(each), len(each)) for name, each in shares(given)}

    assert found == {
        "answer rate": (2, 3),
        "all right": (1, 2),
        "citations": (2, 2),
        "complete": (0, 1),
        "declined": (0, 1),
    }


def test_a_citation_of_another_section_is_wrong() -> None:
    """Of two citations, one of words that the case wants and one of a section without any, the first is right."""
    given = answer("In May 2020 at noon.", "Anything.")
    elsewhere = given.quotes[1].citation.model_copy(update={"trail": ("Elsewhere",)})
    moved = Quote(text="Anything.", citation=elsewhere)
    citations = dict(shares({CASE: given.model_copy(update={"quotes": (given.quotes[0], moved)})}))["citations"]

    assert citations == [True, False]


def test_any_of_several_statuses_is_right() -> None:
    """Where the case allows to ask back, neither quotes nor contact are looked for in that."""
    case = CASE.model_copy(update={"status": ("answered", "clarify")})

    assert judge(case, answer(status="clarify", organisation=None)) == []
