"""The judge counts an answer only where status, quotes, length and contact are all right."""

import pytest

from bot.model import Answer, Status
from corpus.model import Citation, Contact, Quote, digest_of
from tests.quality.judging import Case, judge

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


def test_any_of_several_statuses_is_right() -> None:
    """Where the case allows to ask back, neither quotes nor contact are looked for in that."""
    case = CASE.model_copy(update={"status": ("answered", "clarify")})

    assert judge(case, answer(status="clarify", organisation=None)) == []
