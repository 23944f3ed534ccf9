"""/metrics: what a Prometheus server fetches (https://prometheus.io/docs/instrumenting/exposition_formats/)."""

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from time import time

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels import Assistant
from bot.model import Answer
from corpus.model import Document

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0)
"""Upper ends of the histogram of answers, in seconds."""


class Metrics:
    """The figures of one program."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.questions = Counter(
            "madoguchi_questions", "Questions, by what became of them.", ["status"], registry=self.registry
        )
        self.seconds = Histogram(
            "madoguchi_answer_seconds", "Time that an answer took.", buckets=BUCKETS, registry=self.registry
        )
        self.send_errors = Counter(
            "madoguchi_send_errors",
            "Calls of a channel that failed, by the kind of error.",
            ["kind"],
            registry=self.registry,
        )
        self._inbox = self._gauge("madoguchi_inbox_updates", "Updates, by state.", ["state"])
        self._outbox = self._gauge("madoguchi_outbox_messages", "Messages, by state.", ["state"])
        self._age = self._gauge("madoguchi_inbox_oldest_seconds", "Time that the oldest waiting update has waited.")
        self._opinions = self._gauge("madoguchi_opinions", "Opinions on answers that are kept.", ["opinion"])
        self._built = self._gauge(
            "madoguchi_corpus_built_timestamp_seconds",
            "When the index that serves was built; 0: it is read at the start.",
        )

    def _gauge(self, name: str, what: str, labels: Sequence[str] = ()) -> Gauge:
        return Gauge(name, what, labels, registry=self.registry)

    def note(
        self,
        inbox: dict[str, int],
        outbox: dict[str, int],
        opinions: dict[str, int],
        oldest: float | None,
        index: Path,
    ) -> None:
        """Take in what is stored: counts by state, when the oldest waiting update came, and the index's pointer."""
        for gauge, counts in ((self._inbox, inbox), (self._outbox, outbox), (self._opinions, opinions)):
            gauge.clear()
            for label, count in counts.items():
                gauge.labels(label).set(count)
        self._age.set(max(time() - oldest, 0.0) if oldest else 0.0)
        self._built.set(index.stat().st_mtime if index.exists() else 0.0)


class Measured:
    """An assistant whose answers are counted and timed."""

    def __init__(self, assistant: Assistant, metrics: Metrics) -> None:
        self._assistant = assistant
        self._metrics = metrics

    @property
    def documents(self) -> Sequence[Document]:
        """The documents that are answered from."""
        return self._assistant.documents

    @property
    def helpdesk(self) -> str:
        """Where else people can turn to; empty where nothing is set."""
        return self._assistant.helpdesk

    def examples(self) -> Sequence[str]:
        """Questions to begin with; they are not counted as asked."""
        return self._assistant.examples()

    def titles(self) -> str:
        """What is answered from, in a few words."""
        return self._assistant.titles()

    def document(self, id: str) -> Document:
        """The document of that id. Raises retrieval.errors.UnknownDocument."""
        return self._assistant.document(id)

    def answer(self, question: str, history: Sequence[str] = (), id: str | int | None = None) -> Answer:
        """Answer a question; see bot.channels.Assistant."""
        answer = self._assistant.answer(question, history, id)
        self._metrics.questions.labels(answer.status).inc()
        self._metrics.seconds.observe(answer.elapsed_ms / 1000)
        return answer


def metrics_route(metrics: Metrics, look: Callable[[], Awaitable[None]]) -> Route:
    """The route; `look` has the metrics take in what is stored."""

    async def page(_: Request) -> Response:
        await look()
        return Response(generate_latest(metrics.registry), media_type=CONTENT_TYPE_LATEST)

    return Route("/metrics", page)
