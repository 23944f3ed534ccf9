"""How Alembic is run: by bot.storage.database alone, over the connection that it hands over."""

from alembic import context

from bot.storage.tables import Table

context.configure(
    connection=context.config.attributes["connection"], target_metadata=Table.metadata, render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
