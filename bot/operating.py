"""Commands for whoever runs the program: serving, what it needs, what the inbox holds, how Telegram delivers, the settings."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.calling import complain, corpus_option, settings_of
from bot.errors import SettingsError

if TYPE_CHECKING:
    from bot.storage.database import Storage


@contextmanager
def _storage(context: click.Context) -> "Iterator[Storage]":
    from bot.bootstrap import storage

    opened = storage(settings_of(context))
    try:
        yield opened
    finally:
        opened.close()


@click.command()
@corpus_option
@click.pass_context
def serve(context: click.Context, corpus: tuple[Path, ...]) -> None:
    """Answer on every channel that is configured."""
    settings = settings_of(context)
    if settings.telegram.token is None:
        raise SettingsError(
            "no channel is configured: set MADOGUCHI_TELEGRAM__TOKEN to your bot's token (@BotFather gives one)"
        )
    from bot.bootstrap import build_latest, logging_to, storage
    from bot.channels.telegram import serve as serve_telegram

    logging_to(settings)
    serve_telegram(build_latest(settings, corpus, complain), storage(settings), settings)


@click.command()
@click.pass_context
def doctor(context: click.Context) -> int:
    """Look at the documents, the data folder, the database, the token, the delivery and the clock; say what to do."""
    from bot.doctor import examine
    from bot.terminal import safe

    is_well = True
    for finding in examine(settings_of(context)):
        click.echo(f"{'ok ' if finding.is_well else '!! '} {finding.name}: {safe(' '.join(finding.said.split()))}")
        is_well = is_well and finding.is_well
    return 0 if is_well else 1


@click.group()
def inbox() -> None:
    """What came in on the channels, and what became of it."""


@inbox.command("status")
@click.pass_context
def inbox_status(context: click.Context) -> None:
    """Count what came in, and the answers to it, by what became of them."""
    from bot.storage import inbox as kept
    from bot.storage import outbox

    with _storage(context) as storage:
        updates, deliveries = storage.do(kept.counts), storage.do(outbox.counts)
    for what, counts, states in (
        ("updates", updates, ("waiting", "settled", "dead")),
        ("answers", deliveries, ("waiting", "sent", "refused")),
    ):
        click.echo(f"{what}: " + ", ".join(f"{counts.get(state, 0)} {state}" for state in states))


@inbox.command("dead")
@click.option("--json", "as_json", is_flag=True, help="Print each update as it came, a line for each.")
@click.pass_context
def inbox_dead(context: click.Context, as_json: bool) -> None:
    """List the updates that could not be read or answered: number, when it came, attempts, why."""
    from bot.storage import inbox as kept
    from bot.terminal import safe

    with _storage(context) as storage:
        for update in storage.do(kept.dead):
            came = datetime.fromtimestamp(update.received, UTC)
            line = f"{update.id}  {came:%Y-%m-%d %H:%M} UTC  {update.attempts} attempts  {update.error}"
            click.echo(update.raw if as_json else safe(" ".join(line.split())))


@inbox.command("replay")
@click.argument("numbers", metavar="[NUMBER]...", nargs=-1, type=int)
@click.option("--all", "everything", is_flag=True, help="All that `inbox dead` lists.")
@click.pass_context
def inbox_replay(context: click.Context, numbers: tuple[int, ...], everything: bool) -> None:
    """Have dead updates answered anew: by a program that serves within seconds, else when one is started."""
    from bot.storage import inbox as kept

    if bool(numbers) == everything:
        raise click.UsageError("name the numbers that `madoguchi inbox dead` lists, or --all", context)
    with _storage(context) as storage:
        replayed = storage.do(kept.replay, None if everything else numbers)
    click.echo(f"waiting again: {', '.join(map(str, replayed)) or 'none'}")
    if unknown := sorted(set(numbers) - set(replayed)):
        raise click.BadParameter(f"not dead: {', '.join(map(str, unknown))}", context)


@click.group()
def telegram() -> None:
    """How Telegram hands over updates."""


def _administer(context: click.Context, what: str) -> None:
    from bot.channels.telegram import administer

    for line in administer(settings_of(context), what):
        click.echo(line)


@telegram.command("info")
@click.pass_context
def telegram_info(context: click.Context) -> None:
    """Say who the bot is, whether updates are delivered or polled, and what holds them up."""
    _administer(context, "info")


@telegram.command("set-webhook")
@click.pass_context
def telegram_set_webhook(context: click.Context) -> None:
    """Have updates delivered to telegram.webhook_url; `serve` does so by itself when it starts in webhook mode."""
    _administer(context, "set-webhook")


@telegram.command("delete-webhook")
@click.pass_context
def telegram_delete_webhook(context: click.Context) -> None:
    """Have no updates delivered; those that wait stay, to be polled."""
    _administer(context, "delete-webhook")


@click.group()
def config() -> None:
    """The settings in force."""


@config.command("show")
@click.pass_context
def show_config(context: click.Context) -> None:
    """Print every setting with its value; secrets are masked."""
    from bot.settings import paths, variable

    settings = settings_of(context)
    for name in paths():
        value: Any = settings
        for part in name.split("."):
            value = getattr(value, part)
        click.echo(f"{name} = {_as_toml(value)}  # {variable(name)}")


def _as_toml(value: Any) -> str:
    if value is None:
        return '""'
    if isinstance(value, tuple):
        return json.dumps([item if isinstance(item, int) else str(item) for item in value], ensure_ascii=False)
    return json.dumps(value if isinstance(value, int | float) else str(value), ensure_ascii=False)
