"""Commands for whoever runs the program: what the inbox holds, and how Telegram delivers."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from bot.settings import Settings
    from bot.storage.database import Storage


def _settings(context: click.Context) -> "Settings":
    from bot.settings import load

    return load(context.obj, os.environ)


@contextmanager
def _storage(context: click.Context) -> "Iterator[Storage]":
    from bot.bootstrap import storage

    opened = storage(_settings(context))
    try:
        yield opened
    finally:
        opened.close()


@click.command()
@click.pass_context
def doctor(context: click.Context) -> int:
    """Look at the documents, the data folder, the database, the token, the delivery and the clock; say what to do."""
    from bot.doctor import examine
    from bot.terminal import safe

    is_well = True
    for finding in examine(_settings(context)):
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

    for line in administer(_settings(context), what):
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
