"""Verifying: what stands in the documents passes, and whatever was altered, in the Answer or in a document, is found and named."""

import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.answering import Madoguchi
from bot.bootstrap import build
from bot.errors import Unverifiable
from bot.ingesting import ingest
from bot.settings import Settings
from bot.verifying.checking import check
from bot.verifying.claims import read_answers
from bot.verifying.model import Problem
from bot.verifying.originals import Originals, read_originals
from corpus.ingest import read_sources
from tests.bot.running import Run

QUESTIONS = (
    "What is the allowance for Japan?",
    "Which number do I dial for the travel desk?",
    "What does the travel desk pay for?",
    "What is the budget for 2030?",
    "hello",
)


@pytest.fixture(scope="module")
def answers(window: Madoguchi) -> bytes:
    """Answers to all questions, a line each: quotations, a contact, a list, one declined, and small talk."""
    said = [window.answer(question, id=number).model_dump_json() for number, question in enumerate(QUESTIONS)]
    return "\n".join(said).encode()


@pytest.fixture(scope="module")
def originals(policy: Path) -> Originals:
    """The policy, read again."""
    return read_originals(Settings(), [policy], lambda _: None)


def problems(data: bytes, originals: Originals) -> list[Problem]:
    """Everything that is wrong with some Answers."""
    verdicts = [check(answer, originals) for answer in read_answers(data)]
    return [
        p for verdict in verdicts for p in (*verdict.problems, *(q for place in verdict.places for q in place.problems))
    ]


def altered(answer: bytes, path: str, value: Any) -> bytes:
    """An Answer with another value at a path such as `quotes.0.text`."""
    whole = json.loads(answer)
    inner = whole
    *above, last = [int(part) if part.isdigit() else part for part in path.split(".")]
    for part in above:
        inner = inner[part]
    inner[last] = value
    return json.dumps(whole).encode()


def test_what_is_answered_stands(run: Run, policy: Path, answers: bytes) -> None:
    """Answers of every kind pass, from a pipe, with every place named."""
    ran = run("verify", "-", "--corpus", str(policy), stdin=answers)

    assert (ran.code, ran.err) == (0, "")
    assert "✓ quotes[0]: travel.md " in ran.out
    assert "✓ contacts[1]: travel.md " in ran.out
    assert "✗" not in ran.out
    assert "Everything stands: " in ran.out
    assert "in 5 answers, word for word." in ran.out


def test_an_answer_in_a_file_may_be_laid_out_for_reading(
    run: Run, policy: Path, answers: bytes, tmp_path: Path
) -> None:
    """Indented JSON is read as well, and quotations deep inside of it are verified."""
    answer = json.loads(answers.splitlines()[0])
    answer["explanation"] = [{"by": answer["quotes"][0], "note": {"place": answer["quotes"][0]["citation"]}}]
    (tmp_path / "answer.json").write_text(json.dumps(answer, indent=2), "utf-8")

    found = json.loads(run("verify", str(tmp_path / "answer.json"), "--json", "--corpus", str(policy)).out)

    assert found["stands"]
    paths = {place["path"]: place["kind"] for place in found["verdicts"][0]["places"]}
    assert paths["explanation[0].by"] == "quote"
    assert paths["explanation[0].note.place"] == "citation"


def test_a_forgery_in_a_further_field_is_found(answers: bytes, originals: Originals) -> None:
    """A quotation is verified wherever it stands in an Answer, and so are a contact and a citation; the field is named."""
    answer = json.loads(answers.splitlines()[0])
    forged = json.loads(json.dumps(answer["quotes"][1]).replace("Japan", "Spain"))
    moved = {**answer["quotes"][0]["citation"], "digest": "sha256:0"}
    contact = {**answer["contacts"][0], "name": "Nobody"}
    answer["later"] = {"quotes": [forged, answer["quotes"][0]], "also": [moved, contact]}
    verdict = check(next(read_answers(json.dumps(answer).encode())), originals)

    assert [place.path for place in verdict.places if place.problems] == [
        "later.quotes[0]",
        "later.also[0]",
        "later.also[1]",
    ]
    assert [problem.field for problem in verdict.problems] == ["later"]


@pytest.mark.parametrize(
    ("path", "value", "field", "means"),
    [
        ("quotes.0.text", "Japan: 99 euros", "text", "altered after they were quoted"),
        ("quotes.0.text", None, "text", "altered"),
        ("quotes.0.citation.start", 3, "text", "the words stand at|quoted words stand at"),
        ("quotes.0.citation.end", 99999, "citation", "no such place"),
        ("quotes.0.citation.end", -1, "citation", "no such place"),
        ("quotes.0.citation.start", "3", "citation", "no such place"),
        ("quotes.0.citation.document", "other.md", "citation.document", "No document is called so"),
        ("quotes.0.citation.document", ["travel.md"], "citation.document", "No document is called so"),
        ("quotes.0.citation", None, "citation.document", "No document is called so"),
        ("quotes.0", "words alone", "citation.document", "No document is called so"),
        ("quotes.0.citation.title", "Another policy", "citation.title", "The document says otherwise"),
        ("quotes.0.citation.trail", ["Rates"], "citation.trail", "The document says otherwise"),
        ("quotes.0.citation.anchor", "allowances~000000000000", "citation.anchor", "The document says otherwise"),
        ("quotes.0.citation.digest", "sha256:0", "citation.digest", "The document says otherwise"),
        ("quotes.0.citation.as_of", "2025-05", "citation.as_of", "The document says otherwise"),
        ("quotes.0.citation.url", "https://example.net", "citation.url", "The document says otherwise"),
        ("quotes.0.citation.valid", True, "citation.valid", "No document says such a thing"),
        ("contacts.0.name", "Nobody", "name", "not printed in the lines"),
        ("contacts.0.phones", [{"printed": "+32 2 299 11 12", "normal": None}], "phones", "not printed in the lines"),
        ("contacts.0.phones", ["+32 2 299 11 11"], "phones", "not printed in the lines"),
        ("contacts.0.phones.0.normal", "+3222991112", "phones", "the contact reads otherwise"),
        ("contacts.0.role", None, "role", "the contact reads otherwise"),
        ("contacts.0.as_of", "2025", "as_of", "the contact reads otherwise"),
        ("contacts.0.room", "12", "room", "No document says such a thing"),
        ("contacts.0.citation.digest", "sha256:0", "citation.digest", "The document says otherwise"),
        ("contacts.0.citation.end", 10, "citation", "no such place"),
        ("corpus_version", "sha256:0", "corpus_version", "not those that were answered from"),
        ("quotes", [], "quotes", "An answer quotes a document"),
        ("limits", [{"text": "Free of charge."}], "citation.document", "No document is called so"),
        ("status", "clarify", "quotes", "An answer quotes a document"),
    ],
)
def test_what_was_altered_is_named(
    answers: bytes, originals: Originals, path: str, value: object, field: str, means: str
) -> None:
    """Whatever is altered in an Answer, the field is named with what it means."""
    found = problems(altered(answers.splitlines()[1], path, value), originals)

    assert field in [problem.field for problem in found]
    assert any(part in problem.meaning for problem in found for part in means.split("|"))


def test_what_is_wrong_is_said_line_by_line(run: Run, policy: Path, answers: bytes) -> None:
    """Which quotation, what was expected, what was found and what that means; the exit code is 1."""
    forged = answers.replace(b"Japan | 65 euros", b"Japan | 95 euros", 1)

    ran = run("verify", "-", "--corpus", str(policy), stdin=forged)

    assert ran.code == 1
    assert "✗ quotes[1]: travel.md " in ran.out
    assert "text: expected “Japan | 65 euros”, found “Japan | 95 euros”" in ran.out
    assert "altered after they were quoted" in ran.out
    assert "Does not stand: 1 of 5 answers." in ran.out


def test_a_changed_document_is_told_from_an_altered_answer(
    run: Run, policy: Path, answers: bytes, tmp_path: Path
) -> None:
    """Words that moved are said to stand elsewhere, words that were changed to stand there no more; the version fails as well."""
    moved, changed = tmp_path / "moved" / "travel.md", tmp_path / "changed" / "travel.md"
    for file, old, new in ((moved, "## Booking", "## Booking of travel"), (changed, "65 euros", "66 euros")):
        file.parent.mkdir()
        file.write_text(policy.read_text("utf-8").replace(old, new), "utf-8")
    answer = answers.splitlines()[0]

    first = run("verify", "-", "--corpus", str(moved.parent), stdin=answer)
    second = run("verify", "-", "--corpus", str(changed.parent), stdin=answer)

    assert (first.code, second.code) == (1, 1)
    assert "the document was changed before them" in first.out
    assert "does not hold these words: it was changed after they were quoted" in second.out
    for ran in (first, second):
        assert "✗ corpus_version" in ran.out
        assert "The documents are not those that were answered from" in ran.out


def test_a_change_elsewhere_leaves_the_quotations_and_fails_the_version(
    run: Run, policy: Path, answers: bytes, tmp_path: Path
) -> None:
    """A changed byte that nothing is quoted from is found by the corpus version alone."""
    (tmp_path / "travel.md").write_text(policy.read_text("utf-8").replace("help@", "desk@"), "utf-8")

    ran = run("verify", "-", "--json", "--corpus", str(tmp_path / "travel.md"), stdin=answers.splitlines()[0])
    verdict = json.loads(ran.out)["verdicts"][0]

    assert ran.code == 1
    assert [problem["field"] for problem in verdict["problems"]] == ["corpus_version"]
    assert not [place for place in verdict["places"] if place["problems"] and place["path"].startswith("quotes")]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "nothing to verify"),
        (b"no json", "no JSON"),
        (b"\xff\xfe{", "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b"[]", "no Answer"),
        (b'{"status": "answered"}', "no Answer"),
        (b'{"status": "a", "status": "b"}', "twice"),
        (b'{"status": NaN}', "NaN"),
        (b'{"a":' * 900 + b"1" + b"}" * 900, "no"),
    ],
)
def test_what_is_no_answer_is_bad_input(run: Run, policy: Path, data: bytes, said: str) -> None:
    """Anything else than Answers ends with 2 and a line that says so."""
    ran = run("verify", "-", "--corpus", str(policy), stdin=data)

    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert said in ran.err


def test_files_that_are_not_there_are_bad_input(run: Run, answers: bytes) -> None:
    """A missing file of answers, and missing documents, end with 2."""
    assert run("verify", "/no/such/file.json").code == 2
    assert run("verify", "-", "--corpus", "/no/such/place", stdin=answers).code == 2


def test_without_a_corpus_the_library_that_ships_is_read(run: Run) -> None:
    """What `ask` answers without any option is verified without any."""
    said = run("ask", "--json", "Who is responsible for relations with Japan?").out

    assert run("verify", "-", stdin=said.encode()).code == 0


def test_what_was_ingested_is_read_again_from_its_sources(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sources are read anew; where one is gone the index's text does, and that is said; one that was changed fails."""
    monkeypatch.setenv("MADOGUCHI_DATA_DIR", str(tmp_path / "data"))
    pets, cars = tmp_path / "sources" / "pets.md", tmp_path / "sources" / "cars.md"
    pets.parent.mkdir()
    pets.write_text("# Pets\n\nThe fee for pets is 20 euros a year.\n", "utf-8")
    cars.write_text("# Cars\n\nThe fee for cars is 90 euros a year.\n", "utf-8")
    run("ingest", str(pets.parent))
    said = run("ask", "--json", "What is the fee for pets?").out.encode()
    whole = run("verify", "-", stdin=said)
    kept = pets.rename(tmp_path / "pets.away")
    gone = run("verify", "-", stdin=said)
    pets.write_bytes(b"")
    broken = run("verify", "-", stdin=said)
    shutil.copy(kept, pets)
    cars.write_text("# Cars\n\nThe fee for cars is 91 euros a year.\n", "utf-8")
    changed = run("verify", "-", stdin=said)

    assert (whole.code, gone.code, broken.code, changed.code) == (0, 0, 0, 1)
    assert "index's own copy" not in whole.out
    assert "index's own copy" in gone.out
    assert "index's own copy" in broken.out
    assert "pets.md" in broken.err
    assert "✓ quotes[0]" in changed.out
    assert "✗ corpus_version" in changed.out


def test_an_index_that_lies_is_found_out(tmp_path: Path) -> None:
    """What the index says a document holds counts for nothing where the document is there."""
    file = tmp_path / "pets.md"
    file.write_text("# Pets\n\nThe fee for pets is 20 euros a year.\n", "utf-8")
    settings = Settings(data_dir=tmp_path / "data")
    ingest(settings, [file], io.StringIO())
    file.write_text("# Pets\n\nThe fee for pets is 30 euros a year.\n", "utf-8")
    said = build(settings).answer("What is the fee for pets?").model_dump_json().encode()
    found = problems(said, read_originals(settings, [], lambda _: None))

    assert {problem.field for problem in found} == {"text", "corpus_version"}


def test_what_cannot_be_read_is_named(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files and lines that cannot be read cost a line on standard error each, whether they are named or were ingested."""
    monkeypatch.setenv("MADOGUCHI_DATA_DIR", str(tmp_path / "data"))
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "ready.jsonl").write_text('{"_id": 1, "text": "The fee for pets is 20 euros."}\n{"_id": 2}\n', "utf-8")
    (sources / "empty.md").write_bytes(b"")
    said = run("ask", "--json", "What is the fee for pets?", "--corpus", str(sources)).out.encode()
    named = run("verify", "-", "--corpus", str(sources), stdin=said)
    run("ingest", str(sources))
    ingested = run("verify", "-", stdin=said)

    assert (named.code, ingested.code) == (0, 0)
    for ran in (named, ingested):
        assert "empty.md" in ran.err
        assert "ready.jsonl line 2" in ran.err


def test_a_contact_is_printed_where_it_says(answers: bytes, originals: Originals) -> None:
    """Lines that hold no contact make none, whatever values stand in them."""
    answer = json.loads(answers.splitlines()[0])
    nobody = {"organisation": "Japan", "role": None, "citation": answer["quotes"][1]["citation"]}
    found = problems(json.dumps({**answer, "contacts": [nobody]}).encode(), originals)

    assert [problem.field for problem in found if "No contact is printed there" in problem.meaning] == ["citation"]


@pytest.mark.parametrize("content", [b"9", b"\xff", None])
def test_an_index_that_cannot_be_read_is_said(run: Run, tmp_path: Path, answers: bytes, content: bytes | None) -> None:
    """A damaged index ends with 2 and says what to do."""
    index = tmp_path / "data" / "index"
    index.mkdir(parents=True)
    if content is None:
        (index / "current").mkdir()
    else:
        (index / "current").write_bytes(content)

    ran = run("verify", "-", stdin=answers, MADOGUCHI_DATA_DIR=str(tmp_path / "data"))

    assert ran.code == 2
    assert "madoguchi ingest" in ran.err


def test_ready_passages_and_long_words_are_shown_short(run: Run, tmp_path: Path) -> None:
    """Of long texts the piece is shown in which they begin to differ."""
    text = f"{'The fee for pets is as the council has said in its latest session '}{'very ' * 60}high."
    (tmp_path / "ready.jsonl").write_text(json.dumps({"_id": 1, "title": "Pets", "text": text}), "utf-8")
    said = run("ask", "--json", "fee for pets", "--corpus", str(tmp_path)).out

    ran = run("verify", "-", "--corpus", str(tmp_path), stdin=said.replace("very high", "very nigh").encode())

    assert ran.code == 1
    assert "very nigh.”" in ran.out
    assert max(map(len, ran.out.splitlines())) < 260


@given(data=st.data())
def test_every_changed_byte_of_what_is_quoted_is_found(
    window: Madoguchi, originals: Originals, data: st.DataObject
) -> None:
    """One byte of the quotations or contacts changed, be it of text, offset, digest, anchor, trail or key: not verified."""
    question = data.draw(st.sampled_from(QUESTIONS[:4]))
    answer = window.answer(question).model_dump_json().encode()
    regions = [(b'"quotes":', b',"suggestions":'), (b'"corpus_version":', b',"elapsed_ms":')]
    start, end = map(answer.index, data.draw(st.sampled_from(regions)))
    at = data.draw(st.integers(start, end - 1))
    byte = data.draw(st.integers(0, 255))
    assume(answer[at] != byte)
    changed = answer[:at] + bytes([byte]) + answer[at + 1 :]

    assert _fails(changed, originals)


@given(data=st.data())
def test_every_changed_byte_of_a_document_is_found(window: Madoguchi, policy: Path, data: st.DataObject) -> None:
    """One byte changed in the words of a document that are quoted: the quotation stands there no more."""
    answer = window.answer(data.draw(st.sampled_from(QUESTIONS[:3])))
    place = data.draw(st.sampled_from(answer.quotes)).citation
    (document,) = read_sources([policy]).documents
    before, words, after = (
        document.text[s].encode() for s in (slice(place.start), slice(place.start, place.end), slice(place.end, None))
    )
    at = data.draw(st.integers(0, len(words) - 1))
    byte = data.draw(st.integers(0, 255))
    assume(words[at] != byte)
    text = (before + words[:at] + bytes([byte]) + words[at + 1 :] + after).decode("utf-8", "replace")
    changed = document.model_copy(update={"text": text})
    found = problems(answer.model_dump_json().encode(), Originals({document.id: changed}, answer.corpus_version))

    assert [problem for problem in found if problem.field in ("text", "citation")]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["text", "citation", "document", "start", "end", "anchor", "digest", "phones", "printed"]),
            inner,
        )
    ),
    max_leaves=12,
)


@given(JSON, JSON)
def test_whatever_is_handed_in_is_verified_or_refused(
    answers: bytes, originals: Originals, quotes: Any, contacts: Any
) -> None:
    """Any JSON in the place of quotations and contacts either does not stand or is no Answer."""
    answer = json.loads(answers.splitlines()[0]) | {"quotes": quotes, "contacts": contacts}

    assert _fails(json.dumps(answer).encode(), originals)


def test_half_characters_are_no_obstacle(run: Run, policy: Path, answers: bytes) -> None:
    """A lone surrogate in an Answer is found and printed, as text and as JSON."""
    forged = altered(answers.splitlines()[0], "quotes.0.text", "\ud800")

    for arguments in (("verify", "-"), ("verify", "-", "--json")):
        ran = run(*arguments, "--corpus", str(policy), stdin=forged)

        assert ran.code == 1
        assert "altered" in ran.out


def _fails(data: bytes, originals: Originals) -> bool:
    """Whether an Answer does not pass: it is none, or something in it does not stand."""
    try:
        return bool(problems(data, originals))
    except Unverifiable:
        return True
