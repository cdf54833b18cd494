"""Create the tables of the module."""

import sqlalchemy as sa
from alembic import op

revision = "exhibition_0001"
down_revision = None
branch_labels = ("exhibition",)


def upgrade() -> None:
    op.create_table(
        "exhibition_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("name_id", sa.String(200), nullable=False),
        sa.Column("name_en", sa.String(200), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("organizer_id", sa.Integer(), nullable=True),
        sa.Column("virtual_exhibition", sa.Boolean(), nullable=True),
        sa.Column("regional_arts", sa.Boolean(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name="ck_exhibition_event_period"),
        sa.ForeignKeyConstraint(
            ["organizer_id"],
            ["organization.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_exhibition_event"),
    )
    op.create_index(
        "ix_exhibition_event_name_id",
        "exhibition_event",
        ["name_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_exhibition_event_organizer_id",
        "exhibition_event",
        ["organizer_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_exhibition_event_source_id",
        "exhibition_event",
        ["source_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_exhibition_event_starts_on",
        "exhibition_event",
        ["starts_on", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_exhibition_event_year",
        "exhibition_event",
        ["year", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_table(
        "exhibition_pavilion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("name_id", sa.String(200), nullable=False),
        sa.Column("name_en", sa.String(200), nullable=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("form", sa.String(40), nullable=True),
        sa.Column("pavilion_count", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=True),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("website_url", sa.String(500), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("form IN ('PHYSICAL', 'VIRTUAL')", name="ck_exhibition_pavilion_form"),
        sa.CheckConstraint("kind IN ('CITY', 'DIRECTORATE', 'START_UP')", name="ck_exhibition_pavilion_kind"),
        sa.CheckConstraint("website_url LIKE 'https://_%'", name="ck_exhibition_pavilion_website_url"),
        sa.CheckConstraint(
            "pavilion_count = 1 OR (region_id IS NULL AND organization_id IS NULL)",
            name="ck_exhibition_pavilion_one_exhibitor",
        ),
        sa.CheckConstraint("pavilion_count >= 1", name="ck_exhibition_pavilion_count"),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["exhibition_event.id"],
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
        ),
        sa.ForeignKeyConstraint(
            ["region_id"],
            ["region.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_exhibition_pavilion"),
    )
    op.create_index(
        "ix_exhibition_pavilion_event_id",
        "exhibition_pavilion",
        ["event_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_exhibition_pavilion_form",
        "exhibition_pavilion",
        ["form", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_exhibition_pavilion_kind",
        "exhibition_pavilion",
        ["kind", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_exhibition_pavilion_name_id",
        "exhibition_pavilion",
        ["name_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_exhibition_pavilion_organization_id",
        "exhibition_pavilion",
        ["organization_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_exhibition_pavilion_region_id",
        "exhibition_pavilion",
        ["region_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_exhibition_pavilion_source_id",
        "exhibition_pavilion",
        ["source_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_table(
        "exhibition_performance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("title_id", sa.String(200), nullable=False),
        sa.Column("title_en", sa.String(200), nullable=True),
        sa.Column("art_form", sa.String(100), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=True),
        sa.Column("stage", sa.String(100), nullable=True),
        sa.Column(
            "starts_at", sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True
        ),
        sa.Column(
            "ends_at", sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True
        ),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_at >= starts_at", name="ck_exhibition_performance_period"),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["exhibition_event.id"],
        ),
        sa.ForeignKeyConstraint(
            ["region_id"],
            ["region.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_exhibition_performance"),
    )
    op.create_index(
        "ix_exhibition_performance_art_form",
        "exhibition_performance",
        ["art_form", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_exhibition_performance_event_id",
        "exhibition_performance",
        ["event_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_exhibition_performance_region_id",
        "exhibition_performance",
        ["region_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_exhibition_performance_source_id",
        "exhibition_performance",
        ["source_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_exhibition_performance_starts_at",
        "exhibition_performance",
        ["starts_at", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_table(
        "exhibition_theme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name_id", sa.String(300), nullable=False),
        sa.Column("name_en", sa.String(300), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["exhibition_event.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_exhibition_theme"),
    )
    op.create_index(
        "ix_exhibition_theme_event_id",
        "exhibition_theme",
        ["event_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_exhibition_theme_number",
        "exhibition_theme",
        ["number", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_exhibition_theme_source_id",
        "exhibition_theme",
        ["source_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_table(
        "exhibition_exhibit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("pavilion_id", sa.Integer(), nullable=False),
        sa.Column("title_id", sa.String(200), nullable=False),
        sa.Column("title_en", sa.String(200), nullable=True),
        sa.Column("description", sa.String(4000), nullable=True),
        sa.Column("media_kind", sa.String(40), nullable=True),
        sa.Column("media_url", sa.String(500), nullable=True),
        sa.Column("media_licence", sa.String(80), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "media_kind IN ('IMAGE', 'VIDEO', 'AUDIO', 'DOCUMENT', 'MODEL', 'WEB')",
            name="ck_exhibition_exhibit_media_kind",
        ),
        sa.CheckConstraint("media_url LIKE 'https://_%'", name="ck_exhibition_exhibit_media_url"),
        sa.CheckConstraint("(media_url IS NULL) = (media_kind IS NULL)", name="ck_exhibition_exhibit_media"),
        sa.ForeignKeyConstraint(
            ["pavilion_id"],
            ["exhibition_pavilion.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_exhibition_exhibit"),
    )
    op.create_index(
        "ix_exhibition_exhibit_media_kind",
        "exhibition_exhibit",
        ["media_kind", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_exhibition_exhibit_pavilion_id",
        "exhibition_exhibit",
        ["pavilion_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_exhibition_exhibit_source_id",
        "exhibition_exhibit",
        ["source_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_exhibition_exhibit_title_id",
        "exhibition_exhibit",
        ["title_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_table(
        "exhibition_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=True),
        sa.Column("title_id", sa.String(300), nullable=False),
        sa.Column("title_en", sa.String(300), nullable=True),
        sa.Column(
            "starts_at", sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True
        ),
        sa.Column(
            "ends_at", sa.String(27).with_variant(sa.DateTime(timezone=True), "postgresql"), nullable=True
        ),
        sa.Column("speaker_count", sa.Integer(), nullable=True),
        sa.Column("speaker_role", sa.String(200), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_at >= starts_at", name="ck_exhibition_session_period"),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["exhibition_event.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.ForeignKeyConstraint(
            ["theme_id"],
            ["exhibition_theme.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_exhibition_session"),
    )
    op.create_index(
        "ix_exhibition_session_event_id",
        "exhibition_session",
        ["event_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_exhibition_session_source_id",
        "exhibition_session",
        ["source_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_exhibition_session_starts_at",
        "exhibition_session",
        ["starts_at", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_exhibition_session_theme_id",
        "exhibition_session",
        ["theme_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_table(
        "exhibition_theme_partner",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.ForeignKeyConstraint(
            ["theme_id"],
            ["exhibition_theme.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("theme_id", "organization_id", name="uq_exhibition_theme_partner"),
    )
    op.create_index(
        "ix_exhibition_theme_partner_organization_id",
        "exhibition_theme_partner",
        ["organization_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_exhibition_theme_partner_source_id",
        "exhibition_theme_partner",
        ["source_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_exhibition_theme_partner_theme_id",
        "exhibition_theme_partner",
        ["theme_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_table(
        "exhibition_visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("pavilion_id", sa.Integer(), nullable=False),
        sa.Column("visited_on", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(40), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("form IN ('PHYSICAL', 'VIRTUAL')", name="ck_exhibition_visit_form"),
        sa.CheckConstraint("score BETWEEN 1 AND 5", name="ck_exhibition_visit_score"),
        sa.ForeignKeyConstraint(
            ["pavilion_id"],
            ["exhibition_pavilion.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("pavilion_id", "visited_on", "number", name="uq_exhibition_visit"),
    )
    op.create_index(
        "ix_exhibition_visit_form",
        "exhibition_visit",
        ["form", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_exhibition_visit_pavilion_id",
        "exhibition_visit",
        ["pavilion_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_exhibition_visit_pavilion_id_score",
        "exhibition_visit",
        ["pavilion_id", "score", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_exhibition_visit_score",
        "exhibition_visit",
        ["score", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_exhibition_visit_source_id",
        "exhibition_visit",
        ["source_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_exhibition_visit_visited_on",
        "exhibition_visit",
        ["visited_on", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_table(
        "exhibition_speaker",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(200), nullable=True),
        sa.Column("role", sa.String(200), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=True),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
        ),
        sa.ForeignKeyConstraint(
            ["region_id"],
            ["region.id"],
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["exhibition_session.id"],
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("session_id", "number", name="uq_exhibition_speaker"),
    )
    op.create_index(
        "ix_exhibition_speaker_organization_id",
        "exhibition_speaker",
        ["organization_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_exhibition_speaker_region_id",
        "exhibition_speaker",
        ["region_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_exhibition_speaker_session_id",
        "exhibition_speaker",
        ["session_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )
    op.create_index(
        "ix_exhibition_speaker_source_id",
        "exhibition_speaker",
        ["source_id", "id"],
        unique=False,
        sqlite_where=sa.text("visibility = 0"),
        postgresql_where=sa.text("visibility = 0"),
    )


def downgrade() -> None:
    op.drop_table("exhibition_speaker")
    op.drop_table("exhibition_visit")
    op.drop_table("exhibition_theme_partner")
    op.drop_table("exhibition_session")
    op.drop_table("exhibition_exhibit")
    op.drop_table("exhibition_theme")
    op.drop_table("exhibition_performance")
    op.drop_table("exhibition_pavilion")
    op.drop_table("exhibition_event")
