"""Indicators that follow from the rows of the pillar, and the human development index from its components."""

from __future__ import annotations

from typing import Final

from pilar import Derivation, observed, per_inhabitants


def index(value: str, lower: float, upper: float) -> str:
    """Return SQL for a value between its goalposts, from 0 to 1; a value beyond them counts as the goalpost."""
    return (
        f"CASE WHEN {value} <= {lower} THEN 0.0 WHEN {value} >= {upper} THEN 1.0"
        f" ELSE ({value} - {lower}) / ({upper} - {lower}) END"
    )


# BPS, new method (from 2014): goalposts of life expectancy, expected and mean schooling in years, and of the logarithm
# of adjusted expenditure in thousand rupiah a person and year at prices of 2012; education is a mean, the whole a
# geometric mean.
LIFE: Final = index("life.value", 20.0, 85.0)
EDUCATION: Final = f"(({index('expected.value', 0.0, 18.0)}) + ({index('mean.value', 0.0, 15.0)})) / 2.0"
EXPENDITURE: Final = (
    "CASE WHEN expenditure.value <= 1007.436 THEN 0.0 WHEN expenditure.value >= 26572.352 THEN 1.0"
    " ELSE ln(expenditure.value / 1007.436) / ln(26572.352 / 1007.436) END"
)
SAME: Final = "{0}.region_id = mean.region_id AND {0}.year = mean.year"
IPM: Final = f"""
SELECT mean.region_id, mean.year, mean.source_id,
  100.0 * power(({LIFE}) * ({EDUCATION}) * ({EXPENDITURE}), 1.0 / 3.0) AS value
FROM {observed("HR.MEAN_SCHOOLING")} AS mean
JOIN {observed("HR.EXPECTED_SCHOOLING")} AS expected ON {SAME.format("expected")}
JOIN {observed("QOL.LIFE_EXPECTANCY")} AS life ON {SAME.format("life")}
JOIN {observed("ECO.ADJ_EXPENDITURE")} AS expenditure ON {SAME.format("expenditure")}
"""
DIGITAL_LITERACY: Final = """
SELECT region_id, year, literacy AS value, source_id FROM people_digital_literacy_survey WHERE visibility = 0
"""
# Pupils from elsewhere make the rate wrong, not only where it exceeds 100 %; there, it is certain.
ENROLMENT: Final = """
SELECT region_id, year, participation_pct AS value, source_id
FROM people_enrolment
WHERE visibility = 0 AND age_group = 'AGE_16_18' AND participation_plausible
"""
LABOUR_FORCE: Final = """
SELECT region_id, year, participation_pct AS value, source_id
FROM people_workforce_profile
WHERE visibility = 0 AND counts_plausible
"""
DEGREES: Final = """
SELECT region_id, year, degree_holders AS value, source_id
FROM people_workforce_profile
WHERE visibility = 0 AND counts_plausible AND degree_holders IS NOT NULL
"""
PUPILS_PER_TEACHER: Final = """
SELECT school.region_id, report.year, min(report.source_id) AS source_id,
  1.0 * sum(report.pupils) / nullif(sum(report.teachers), 0) AS value
FROM people_school_report report
JOIN people_school school ON school.id = report.school_id AND school.visibility = 0
WHERE report.visibility = 0 AND school.level = 'SD' AND report.pupils IS NOT NULL AND report.teachers IS NOT NULL
GROUP BY school.region_id, report.year
"""
DIGITAL_TRAINEES: Final = """
SELECT participation.region_id, participation.year, sum(participation.completed) AS value,
  min(participation.source_id) AS source_id
FROM people_training_participation participation
JOIN people_training_programme programme ON programme.id = participation.programme_id AND programme.visibility = 0
WHERE participation.visibility = 0 AND programme.field = 'DIGITAL_SKILLS' AND participation.completed IS NOT NULL
GROUP BY participation.region_id, participation.year
"""
PROFESSIONALISM: Final = """
SELECT region_id, year, professionalism_index AS value, source_id
FROM people_civil_servant_competence
WHERE visibility = 0
"""

DERIVATIONS: Final[tuple[Derivation, ...]] = (
    Derivation("HR.IPM", IPM),
    Derivation("HR.DIGITAL_LITERACY", DIGITAL_LITERACY),
    Derivation("HR.ENROLMENT_16_18", ENROLMENT),
    Derivation("HR.LFPR", LABOUR_FORCE),
    Derivation("HR.HIGHER_EDUCATION", per_inhabitants(100_000, DEGREES)),
    Derivation("HR.PUPILS_PER_TEACHER", PUPILS_PER_TEACHER),
    Derivation("HR.DIGITAL_TRAINEES", per_inhabitants(100_000, DIGITAL_TRAINEES)),
    Derivation("HR.ASN_PROFESSIONALISM", PROFESSIONALISM),
)
