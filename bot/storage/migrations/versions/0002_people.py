"""Turns by pseudonyms, each with the update that asked; what people did with answers."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_number = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def _make_turns(*further: sa.Column[object]) -> None:
    op.create_table(
        "turns",
        sa.Column("id", _number, nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("conversation", sa.String(64), nullable=False),
        *further,
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("choices", sa.Text, nullable=False),
        sa.Column("asked", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_turns"),
    )
    op.create_index("ix_turns_channel_conversation_id", "turns", ["channel", "conversation", "id"])


def upgrade() -> None:
    """Make the tables anew; conversations that were kept by their plain names are forgotten."""
    op.drop_table("turns")
    _make_turns(
        sa.Column("person", sa.String(32), nullable=False),
        sa.Column("update", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_turns_channel_update", "turns", ["channel", "update"])
    op.create_index("ix_turns_channel_person_asked", "turns", ["channel", "person", "asked"])
    op.create_table(
        "taps",
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("update", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("person", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("value", sa.String(16), nullable=False),
        sa.Column("given", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("channel", "update", "person", "kind", name="pk_taps"),
    )


def downgrade() -> None:
    """Go back to turns by plain names, of which there are none."""
    op.drop_table("taps")
    op.drop_table("turns")
    _make_turns()
