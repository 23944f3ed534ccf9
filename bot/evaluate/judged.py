"""A judged set: a folder with passages, questions about them, and which passages answer which question.

    corpus.jsonl   {"_id", "title", "text"}
    queries.jsonl  {"_id", "text"}, and where it applies "history" (what was said before, the oldest first: texts, or
                   {"role", "text"} of which those of the user count), "answers" and "evidence_sentences" (what a
                   quotation may hold to be right), "answerable" (false where no passage answers), "lang" (en if absent)
    qrels.tsv      query, passage and grade with a tab between them, a passage that answers having a grade above 0; the
                   first line may name the columns

Other keys are passed over. Of a line that cannot be read it is said which one it is and what it should be.
"""

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from bot.errors import MalformedSet

Kind = TypeVar("Kind", bound="Line")
Report = Callable[[str], None]
"""Is given a line for whatever is worth knowing and no error."""


def _asked_before(history: Any) -> Any:
    """The texts of a history that people said."""
    if not isinstance(history, list):
        return history or ()
    turns = [turn if isinstance(turn, dict) else {"role": "user", "text": turn} for turn in history]
    return [turn.get("text") for turn in turns if turn.get("role") == "user"]


def _or(default: Any) -> BeforeValidator:
    """Null is as good as absent."""
    return BeforeValidator(lambda given: default if given is None else given)


class Line(BaseModel):
    """A line of JSON; other keys than the fields are passed over."""

    model_config = ConfigDict(frozen=True, coerce_numbers_to_str=True)

    id: str = Field(alias="_id", min_length=1)
    """Its own name, unique in its file."""


class Ready(Line):
    """A ready passage; one whose text is empty is never found."""

    text: str
    """What is searched and quoted."""


class Question(Line):
    """A question, and how an answer to it is known to be right."""

    text: str
    """As a person asks it."""
    history: Annotated[tuple[str, ...], BeforeValidator(_asked_before)] = ()
    """Earlier questions of the conversation, the oldest first."""
    answers: Annotated[tuple[str, ...], _or(())] = ()
    """Texts of which a right quotation holds any."""
    evidence_sentences: Annotated[tuple[str, ...], _or(())] = ()
    """The same, whole sentences of a passage."""
    answerable: Annotated[bool, _or(default=True)] = True
    """Whether any passage answers."""
    lang: Annotated[str, _or("en")] = "en"
    """ISO 639-1 code."""

    @property
    def proofs(self) -> tuple[str, ...]:
        """What a right quotation may hold."""
        return tuple(text for text in (*self.answers, *self.evidence_sentences) if text.strip())


class JudgedSet(BaseModel):
    """Questions with what is known of their answers."""

    model_config = ConfigDict(frozen=True)

    folder: Path
    """Where it lies."""
    questions: tuple[Question, ...]
    """Those that are asked."""
    grades: Mapping[str, Mapping[str, int]]
    """Of each question's id, the grades of the passages that were judged."""

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.folder.resolve().name

    @property
    def corpus(self) -> Path:
        """The file of its passages."""
        return self.folder / "corpus.jsonl"

    def positives(self, question: Question) -> frozenset[str]:
        """The ids of the passages that answer a question."""
        return frozenset(id for id, grade in self.grades.get(question.id, {}).items() if grade > 0)


def read(folder: Path, languages: Collection[str], limit: int | None, report: Report = lambda _: None) -> JudgedSet:
    """Read a set, of its questions those in `languages`, and of them `limit` spread evenly. Raises MalformedSet."""
    passages = {line.id for line in _lines(folder / "corpus.jsonl", Ready)}
    questions = list(_lines(folder / "queries.jsonl", Question))
    grades, strange = _grades(folder / "qrels.tsv", passages, {question.id for question in questions})
    spoken = [question for question in questions if question.lang in languages]
    whole = JudgedSet(folder=folder, questions=tuple(spoken), grades=grades)
    judged = [q for q in spoken if not q.answerable or q.proofs or whole.positives(q)]
    if not judged:
        there = ", ".join(sorted({question.lang for question in questions}))
        raise MalformedSet(
            f"{folder / 'queries.jsonl'}: no question in {' or '.join(languages)} is judged (there is: {there}); name its "
            f"passages in qrels.tsv, give its answers, or mark it as not answerable"
        )
    if left_out := len(spoken) - len(judged):
        report(f"{folder}: questions left out, since nothing says what answers them: {left_out}")
    if strange:
        more = f" and {len(strange) - 1} more" if strange[1:] else ""
        report(f"{strange[0]}{more}: there is no such question or passage; a passage counts as not found")
    few = min(limit or len(judged), len(judged))
    return whole.model_copy(update={"questions": tuple(judged[n * len(judged) // few] for n in range(few))})


def read_questions(file: Path) -> JudgedSet:
    """Read questions about documents that lie elsewhere: a file like queries.jsonl. Raises MalformedSet."""
    questions = tuple(_lines(file, Question))
    if unjudged := next((q for q in questions if q.answerable and not q.proofs), None):
        raise MalformedSet(
            f'{file}: nothing says what answers {unjudged.id!r}; give "answers", or mark it by "answerable": false'
        )
    return JudgedSet(folder=file, questions=questions, grades={})


def _text_lines(path: Path) -> Iterator[tuple[str, str]]:
    """The lines of a file that are not empty, each with its place."""
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                where = f"{path} line {number}"
                try:
                    text = line.decode("utf-8-sig").strip("\r\n")
                except UnicodeDecodeError as error:
                    raise MalformedSet(f"{where} is no UTF-8 ({error.reason}): save the file as UTF-8") from None
                if text.strip():
                    yield where, text
    except (FileNotFoundError, NotADirectoryError):
        raise MalformedSet(
            f"there is no {path}: a judged set is a folder with corpus.jsonl, queries.jsonl and qrels.tsv"
        ) from None


def _lines(path: Path, kind: type[Kind]) -> Iterator[Kind]:
    """What the lines of a file hold."""
    seen: dict[str, str] = {}
    for where, text in _text_lines(path):
        try:
            line = kind.model_validate(json.loads(text))
        except (ValueError, RecursionError) as error:
            raise MalformedSet(f'{where}: {_said(error)}; a line is {{"_id": …, "text": …}}') from None
        if line.id in seen:
            raise MalformedSet(f"{where}: the _id {line.id!r} is that of {seen[line.id]}; give each its own")
        seen[line.id] = where
        yield line
    if not seen:
        raise MalformedSet(f'{path} is empty: a line is {{"_id": …, "text": …}}')


def _said(error: Exception) -> str:
    """What is wrong with a line."""
    if not isinstance(error, ValidationError):
        return f"is no JSON ({error})"
    problem = error.errors()[0]
    name = ".".join(str(part) for part in problem["loc"])
    return f"{name}: {problem['msg']}" if name else "is no JSON object"


def _grades(
    path: Path, passages: Collection[str], questions: Collection[str]
) -> tuple[dict[str, dict[str, int]], Sequence[str]]:
    """The grades of every question's passages; and the lines that name a question or passage that is not there."""
    grades: dict[str, dict[str, int]] = {}
    strange: list[str] = []
    for place, (where, text) in enumerate(_text_lines(path)):
        cells = [cell.strip() for cell in text.split("\t")]
        grade = _whole_number(cells[2]) if len(cells) == 3 else None
        if grade is None and place == 0 and len(cells) == 3:
            continue
        if grade is None:
            raise MalformedSet(
                f"{where}: {text!r} is no judgement: write query, passage and a whole number, a tab between"
            )
        if cells[0] not in questions or cells[1] not in passages:
            strange.append(where)
        grades.setdefault(cells[0], {})[cells[1]] = grade
    return grades, strange


def _whole_number(text: str) -> int | None:
    try:
        return int(text)
    except ValueError:
        return None
