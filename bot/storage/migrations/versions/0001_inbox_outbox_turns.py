"""The inbox, the outbox, and the turns of conversations."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_number = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "updates",
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("conversation", sa.String(64), nullable=False),
        sa.Column("message", sa.BigInteger),
        sa.Column("raw", sa.Text, nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("error", sa.Text, nullable=False),
        sa.Column("received", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("channel", "id", name="pk_updates"),
    )
    op.create_table(
        "deliveries",
        sa.Column("id", _number, nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("conversation", sa.String(64), nullable=False),
        sa.Column("update", sa.BigInteger, nullable=False),
        sa.Column("reply_to", sa.BigInteger),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("message", sa.BigInteger),
        sa.Column("unsure", sa.Boolean, nullable=False),
        sa.Column("error", sa.Text, nullable=False),
        sa.Column("created", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
    )
    op.create_table(
        "turns",
        sa.Column("id", _number, nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("conversation", sa.String(64), nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("choices", sa.Text, nullable=False),
        sa.Column("asked", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_turns"),
    )
    for table in ("updates", "deliveries"):
        op.create_index(f"ix_{table}_channel_state_id", table, ["channel", "state", "id"])
        op.create_index(f"ix_{table}_channel_message", table, ["channel", "message"])
    op.create_index("ix_turns_channel_conversation_id", "turns", ["channel", "conversation", "id"])


def downgrade() -> None:
    """Drop the tables."""
    for table in ("turns", "deliveries", "updates"):
        op.drop_table(table)
