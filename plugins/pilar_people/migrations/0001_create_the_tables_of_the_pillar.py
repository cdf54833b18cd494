"""Create the tables of the people pillar."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "people_0001"
down_revision = None
branch_labels = ("people",)

PUBLISHED: Final = sa.text("visibility = 0")
INDEXES: Final = (
    ("people_civil_servant_competence", "civil_servants"),
    ("people_civil_servant_competence", "counts_plausible"),
    ("people_civil_servant_competence", "professionalism_index"),
    ("people_civil_servant_competence", "region_id"),
    ("people_civil_servant_competence", "source_id"),
    ("people_civil_servant_competence", "trained_pct"),
    ("people_civil_servant_competence", "year"),
    ("people_community_group", "active"),
    ("people_community_group", "kind"),
    ("people_community_group", "members"),
    ("people_community_group", "members_plausible"),
    ("people_community_group", "name"),
    ("people_community_group", "region_id"),
    ("people_community_group", "region_id", "kind"),
    ("people_community_group", "source_id"),
    ("people_digital_literacy_survey", "literacy"),
    ("people_digital_literacy_survey", "published_plausible"),
    ("people_digital_literacy_survey", "region_id"),
    ("people_digital_literacy_survey", "source_id"),
    ("people_digital_literacy_survey", "year"),
    ("people_enrolment", "age_group"),
    ("people_enrolment", "enrolled"),
    ("people_enrolment", "girls_plausible"),
    ("people_enrolment", "participation_pct"),
    ("people_enrolment", "participation_plausible"),
    ("people_enrolment", "region_id"),
    ("people_enrolment", "region_id", "age_group", "year"),
    ("people_enrolment", "source_id"),
    ("people_enrolment", "year"),
    ("people_workforce_profile", "counts_plausible"),
    ("people_workforce_profile", "employed"),
    ("people_workforce_profile", "higher_pct"),
    ("people_workforce_profile", "informal_pct"),
    ("people_workforce_profile", "participation_pct"),
    ("people_workforce_profile", "region_id"),
    ("people_workforce_profile", "schooling_plausible"),
    ("people_workforce_profile", "source_id"),
    ("people_workforce_profile", "unemployment_pct"),
    ("people_workforce_profile", "year"),
    ("people_scholarship", "amount_midr"),
    ("people_scholarship", "level"),
    ("people_scholarship", "name_id"),
    ("people_scholarship", "need_based"),
    ("people_scholarship", "provider_id"),
    ("people_scholarship", "source_id"),
    ("people_school", "accreditation"),
    ("people_school", "code_plausible"),
    ("people_school", "level"),
    ("people_school", "name"),
    ("people_school", "operator_id"),
    ("people_school", "public"),
    ("people_school", "region_id"),
    ("people_school", "region_id", "level"),
    ("people_school", "source_id"),
    ("people_training_programme", "certified"),
    ("people_training_programme", "field"),
    ("people_training_programme", "hours"),
    ("people_training_programme", "name_id"),
    ("people_training_programme", "provider_id"),
    ("people_training_programme", "source_id"),
    ("people_scholarship_award", "award_pct"),
    ("people_scholarship_award", "counts_plausible"),
    ("people_scholarship_award", "disbursed_midr"),
    ("people_scholarship_award", "recipients"),
    ("people_scholarship_award", "region_id"),
    ("people_scholarship_award", "region_id", "year"),
    ("people_scholarship_award", "scholarship_id"),
    ("people_scholarship_award", "source_id"),
    ("people_scholarship_award", "year"),
    ("people_school_report", "certified_pct"),
    ("people_school_report", "counts_plausible"),
    ("people_school_report", "internet"),
    ("people_school_report", "pupils"),
    ("people_school_report", "pupils_per_teacher"),
    ("people_school_report", "school_id"),
    ("people_school_report", "source_id"),
    ("people_school_report", "teachers"),
    ("people_school_report", "year"),
    ("people_training_participation", "completed"),
    ("people_training_participation", "completion_pct"),
    ("people_training_participation", "counts_plausible"),
    ("people_training_participation", "participants"),
    ("people_training_participation", "programme_id"),
    ("people_training_participation", "region_id"),
    ("people_training_participation", "region_id", "year"),
    ("people_training_participation", "source_id"),
    ("people_training_participation", "year"),
)
"""A table and the columns by which its published rows are found; then by id, as pages are read."""


def upgrade() -> None:
    """Create each table after those that it refers to, then the indexes."""
    create_people_civil_servant_competence()
    create_people_community_group()
    create_people_digital_literacy_survey()
    create_people_enrolment()
    create_people_workforce_profile()
    create_people_scholarship()
    create_people_school()
    create_people_training_programme()
    create_people_scholarship_award()
    create_people_school_report()
    create_people_training_participation()
    for table, *columns in INDEXES:
        op.create_index(
            f"ix_{table}_{'_'.join(columns)}",
            table,
            [*columns, "id"],
            sqlite_where=PUBLISHED,
            postgresql_where=PUBLISHED,
        )


def downgrade() -> None:
    """Drop the tables, which takes their indexes along."""
    op.drop_table("people_training_participation")
    op.drop_table("people_school_report")
    op.drop_table("people_scholarship_award")
    op.drop_table("people_training_programme")
    op.drop_table("people_school")
    op.drop_table("people_scholarship")
    op.drop_table("people_workforce_profile")
    op.drop_table("people_enrolment")
    op.drop_table("people_digital_literacy_survey")
    op.drop_table("people_community_group")
    op.drop_table("people_civil_servant_competence")


def create_people_civil_servant_competence() -> None:
    op.create_table(
        "people_civil_servant_competence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("civil_servants", sa.Integer(), nullable=True),
        sa.Column("measured", sa.Integer(), nullable=True),
        sa.Column("trained", sa.Integer(), nullable=True),
        sa.Column("digitally_certified", sa.Integer(), nullable=True),
        sa.Column("qualification_points", sa.Float(precision=53), nullable=True),
        sa.Column("competence_points", sa.Float(precision=53), nullable=True),
        sa.Column("performance_points", sa.Float(precision=53), nullable=True),
        sa.Column("discipline_points", sa.Float(precision=53), nullable=True),
        sa.Column(
            "professionalism_index",
            sa.Float(precision=53),
            sa.Computed(
                "(qualification_points + competence_points + performance_points + discipline_points)",
                persisted=True,
            ),
            nullable=True,
        ),
        sa.Column(
            "trained_pct",
            sa.Float(precision=53),
            sa.Computed("100.0 * trained / nullif(civil_servants, 0)", persisted=True),
            nullable=True,
        ),
        sa.Column(
            "counts_plausible",
            sa.Boolean(),
            sa.Computed(
                (
                    "coalesce(measured <= civil_servants, true) AND coalesce(trained <= civil_servants, "
                    "true) AND coalesce(digitally_certified <= civil_servants, true)"
                ),
                persisted=True,
            ),
            nullable=True,
        ),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("region_id", "year", name="uq_people_civil_servant_competence"),
    )


def create_people_community_group() -> None:
    op.create_table(
        "people_community_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("founded_year", sa.Integer(), nullable=True),
        sa.Column("members", sa.Integer(), nullable=True),
        sa.Column("women", sa.Integer(), nullable=True),
        sa.Column(
            "women_pct",
            sa.Float(precision=53),
            sa.Computed("100.0 * women / nullif(members, 0)", persisted=True),
            nullable=True,
        ),
        sa.Column(
            "members_plausible", sa.Boolean(), sa.Computed("women <= members", persisted=True), nullable=True
        ),
        sa.Column("active", sa.Boolean(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            (
                "kind IN ('PKK', 'KARANG_TARUNA', 'KIM', 'RELAWAN_TIK', 'POKDARWIS', 'POKTAN', "
                "'COOPERATIVE', 'ARTS', 'ENVIRONMENT', 'DISABILITY', 'START_UP', 'OTHER')"
            ),
            name="ck_people_community_group_kind",
        ),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_people_community_group"),
    )


def create_people_digital_literacy_survey() -> None:
    op.create_table(
        "people_digital_literacy_survey",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("respondents", sa.Integer(), nullable=True),
        sa.Column("skills", sa.Float(precision=53), nullable=True),
        sa.Column("ethics", sa.Float(precision=53), nullable=True),
        sa.Column("safety", sa.Float(precision=53), nullable=True),
        sa.Column("culture", sa.Float(precision=53), nullable=True),
        sa.Column(
            "literacy",
            sa.Float(precision=53),
            sa.Computed("round(2500.0 * (skills + ethics + safety + culture)) / 10000.0", persisted=True),
            nullable=True,
        ),
        sa.Column("published", sa.Float(precision=53), nullable=True),
        sa.Column(
            "published_plausible",
            sa.Boolean(),
            sa.Computed(
                ("abs(published - round(2500.0 * (skills + ethics + safety + culture)) / 10000.0) <= 0.0051"),
                persisted=True,
            ),
            nullable=True,
        ),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("region_id", "year", name="uq_people_digital_literacy_survey"),
    )


def create_people_enrolment() -> None:
    op.create_table(
        "people_enrolment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("age_group", sa.String(40), nullable=False),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.Column("enrolled", sa.Integer(), nullable=False),
        sa.Column("enrolled_girls", sa.Integer(), nullable=True),
        sa.Column(
            "participation_pct",
            sa.Float(precision=53),
            sa.Computed("100.0 * enrolled / nullif(population, 0)", persisted=True),
            nullable=True,
        ),
        sa.Column(
            "participation_plausible",
            sa.Boolean(),
            sa.Computed("enrolled <= population", persisted=True),
            nullable=True,
        ),
        sa.Column(
            "girls_plausible",
            sa.Boolean(),
            sa.Computed("enrolled_girls <= enrolled", persisted=True),
            nullable=True,
        ),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "age_group IN ('AGE_7_12', 'AGE_13_15', 'AGE_16_18', 'AGE_19_24')",
            name="ck_people_enrolment_age_group",
        ),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("region_id", "year", "age_group", name="uq_people_enrolment"),
    )


def create_people_workforce_profile() -> None:
    op.create_table(
        "people_workforce_profile",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("working_age", sa.Integer(), nullable=True),
        sa.Column("employed", sa.Integer(), nullable=True),
        sa.Column("unemployed", sa.Integer(), nullable=True),
        sa.Column("informal", sa.Integer(), nullable=True),
        sa.Column("degree_holders", sa.Integer(), nullable=True),
        sa.Column(
            "participation_pct",
            sa.Float(precision=53),
            sa.Computed("100.0 * (employed + unemployed) / nullif(working_age, 0)", persisted=True),
            nullable=True,
        ),
        sa.Column(
            "unemployment_pct",
            sa.Float(precision=53),
            sa.Computed("100.0 * unemployed / nullif((employed + unemployed), 0)", persisted=True),
            nullable=True,
        ),
        sa.Column(
            "informal_pct",
            sa.Float(precision=53),
            sa.Computed("100.0 * informal / nullif(employed, 0)", persisted=True),
            nullable=True,
        ),
        sa.Column(
            "counts_plausible",
            sa.Boolean(),
            sa.Computed(
                (
                    "coalesce((employed + unemployed) <= working_age, true) AND coalesce(informal <= "
                    "employed, true) AND coalesce(degree_holders <= working_age, true)"
                ),
                persisted=True,
            ),
            nullable=True,
        ),
        sa.Column("primary_pct", sa.Float(precision=53), nullable=True),
        sa.Column("lower_secondary_pct", sa.Float(precision=53), nullable=True),
        sa.Column("upper_secondary_pct", sa.Float(precision=53), nullable=True),
        sa.Column("vocational_pct", sa.Float(precision=53), nullable=True),
        sa.Column("higher_pct", sa.Float(precision=53), nullable=True),
        sa.Column(
            "schooling_total_pct",
            sa.Float(precision=53),
            sa.Computed(
                (
                    "CASE WHEN coalesce(primary_pct, lower_secondary_pct, upper_secondary_pct, "
                    "vocational_pct, higher_pct) IS NOT NULL THEN round(100.0 * (coalesce(primary_pct, "
                    "0.0) + coalesce(lower_secondary_pct, 0.0) + coalesce(upper_secondary_pct, 0.0) + "
                    "coalesce(vocational_pct, 0.0) + coalesce(higher_pct, 0.0))) / 100.0 END"
                ),
                persisted=True,
            ),
            nullable=True,
        ),
        sa.Column(
            "schooling_plausible",
            sa.Boolean(),
            sa.Computed(
                (
                    "CASE WHEN coalesce(primary_pct, lower_secondary_pct, upper_secondary_pct, "
                    "vocational_pct, higher_pct) IS NOT NULL THEN round(100.0 * (coalesce(primary_pct, "
                    "0.0) + coalesce(lower_secondary_pct, 0.0) + coalesce(upper_secondary_pct, 0.0) + "
                    "coalesce(vocational_pct, 0.0) + coalesce(higher_pct, 0.0))) / 100.0 BETWEEN 98 AND "
                    "102 END"
                ),
                persisted=True,
            ),
            nullable=True,
        ),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("region_id", "year", name="uq_people_workforce_profile"),
    )


def create_people_scholarship() -> None:
    op.create_table(
        "people_scholarship",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("name_id", sa.String(200), nullable=False),
        sa.Column("name_en", sa.String(200), nullable=True),
        sa.Column("level", sa.String(40), nullable=False),
        sa.Column(
            "amount_midr",
            sa.BigInteger().with_variant(sa.Numeric(precision=18, scale=2), "postgresql"),
            nullable=True,
        ),
        sa.Column("need_based", sa.Boolean(), nullable=True),
        sa.Column("provider_id", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "level IN ('SCHOOL', 'TRAINING', 'DIPLOMA', 'S1', 'S2', 'S3')", name="ck_people_scholarship_level"
        ),
        sa.ForeignKeyConstraint(["provider_id"], ["organization.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_people_scholarship"),
    )


def create_people_school() -> None:
    op.create_table(
        "people_school",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(20), nullable=False),
        sa.Column(
            "code_plausible",
            sa.Boolean(),
            sa.Computed(
                (
                    "CASE WHEN level <> 'HIGHER' THEN length(code) = 8 AND ltrim(substr(code, 2), "
                    "'0123456789') = '' END"
                ),
                persisted=True,
            ),
            nullable=True,
        ),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("level", sa.String(40), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=True),
        sa.Column("accreditation", sa.String(40), nullable=True),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("longitude", sa.Float(precision=53), nullable=True),
        sa.Column("latitude", sa.Float(precision=53), nullable=True),
        sa.Column("operator_id", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "accreditation IN ('A', 'B', 'C', 'NOT_ACCREDITED')", name="ck_people_school_accreditation"
        ),
        sa.CheckConstraint(
            "level IN ('PAUD', 'SD', 'SMP', 'SMA', 'SMK', 'SLB', 'PKBM', 'HIGHER')",
            name="ck_people_school_level",
        ),
        sa.ForeignKeyConstraint(["operator_id"], ["organization.id"]),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_people_school"),
    )


def create_people_training_programme() -> None:
    op.create_table(
        "people_training_programme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("name_id", sa.String(200), nullable=False),
        sa.Column("name_en", sa.String(200), nullable=True),
        sa.Column("field", sa.String(40), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("certified", sa.Boolean(), nullable=True),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("provider_id", sa.Integer(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            (
                "field IN ('DIGITAL_SKILLS', 'ENTREPRENEURSHIP', 'TRADES', 'AGRICULTURE_FISHERY', "
                "'TOURISM', 'HEALTH', 'LANGUAGES', 'PUBLIC_ADMINISTRATION', 'OTHER')"
            ),
            name="ck_people_training_programme_field",
        ),
        sa.ForeignKeyConstraint(["provider_id"], ["organization.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code", name="uq_people_training_programme"),
    )


def create_people_scholarship_award() -> None:
    op.create_table(
        "people_scholarship_award",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("scholarship_id", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("applicants", sa.Integer(), nullable=True),
        sa.Column("recipients", sa.Integer(), nullable=False),
        sa.Column("women", sa.Integer(), nullable=True),
        sa.Column(
            "disbursed_midr",
            sa.BigInteger().with_variant(sa.Numeric(precision=18, scale=2), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "award_pct",
            sa.Float(precision=53),
            sa.Computed("100.0 * recipients / nullif(applicants, 0)", persisted=True),
            nullable=True,
        ),
        sa.Column(
            "counts_plausible",
            sa.Boolean(),
            sa.Computed(
                "coalesce(recipients <= applicants, true) AND coalesce(women <= recipients, true)",
                persisted=True,
            ),
            nullable=True,
        ),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"]),
        sa.ForeignKeyConstraint(["scholarship_id"], ["people_scholarship.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("scholarship_id", "region_id", "year", name="uq_people_scholarship_award"),
    )


def create_people_school_report() -> None:
    op.create_table(
        "people_school_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("pupils", sa.Integer(), nullable=True),
        sa.Column("girls", sa.Integer(), nullable=True),
        sa.Column("dropouts", sa.Integer(), nullable=True),
        sa.Column("teachers", sa.Integer(), nullable=True),
        sa.Column("certified_teachers", sa.Integer(), nullable=True),
        sa.Column("classrooms", sa.Integer(), nullable=True),
        sa.Column("classrooms_sound", sa.Integer(), nullable=True),
        sa.Column("computers", sa.Integer(), nullable=True),
        sa.Column("internet", sa.Boolean(), nullable=True),
        sa.Column(
            "pupils_per_teacher",
            sa.Float(precision=53),
            sa.Computed("1.0 * pupils / nullif(teachers, 0)", persisted=True),
            nullable=True,
        ),
        sa.Column(
            "certified_pct",
            sa.Float(precision=53),
            sa.Computed("100.0 * certified_teachers / nullif(teachers, 0)", persisted=True),
            nullable=True,
        ),
        sa.Column(
            "counts_plausible",
            sa.Boolean(),
            sa.Computed(
                (
                    "coalesce(girls <= pupils, true) AND coalesce(dropouts <= pupils, true) AND "
                    "coalesce(certified_teachers <= teachers, true) AND coalesce(classrooms_sound <= "
                    "classrooms, true)"
                ),
                persisted=True,
            ),
            nullable=True,
        ),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["school_id"], ["people_school.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("school_id", "year", name="uq_people_school_report"),
    )


def create_people_training_participation() -> None:
    op.create_table(
        "people_training_participation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("participants", sa.Integer(), nullable=False),
        sa.Column("women", sa.Integer(), nullable=True),
        sa.Column("completed", sa.Integer(), nullable=True),
        sa.Column("certified", sa.Integer(), nullable=True),
        sa.Column("employed", sa.Integer(), nullable=True),
        sa.Column(
            "completion_pct",
            sa.Float(precision=53),
            sa.Computed("100.0 * completed / nullif(participants, 0)", persisted=True),
            nullable=True,
        ),
        sa.Column(
            "women_pct",
            sa.Float(precision=53),
            sa.Computed("100.0 * women / nullif(participants, 0)", persisted=True),
            nullable=True,
        ),
        sa.Column(
            "counts_plausible",
            sa.Boolean(),
            sa.Computed(
                (
                    "coalesce(women <= participants, true) AND coalesce(completed <= participants, true) "
                    "AND coalesce(certified <= participants, true) AND coalesce(employed <= "
                    "participants, true)"
                ),
                persisted=True,
            ),
            nullable=True,
        ),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["people_training_programme.id"]),
        sa.ForeignKeyConstraint(["region_id"], ["region.id"]),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("programme_id", "region_id", "year", name="uq_people_training_participation"),
    )
