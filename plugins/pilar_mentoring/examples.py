"""Example queries of the mentoring."""

from __future__ import annotations

from typing import Final

from pilar import Example

EXAMPLES: Final[tuple[Example, ...]] = (
    Example(
        key="cohorts",
        title_en="The cohorts of the programme, and its aim for 2023",
        title_id="Angkatan program, dan sasaran untuk 2023",
        view="chart",
        query="""query Cohorts {
  mentoring {
    cohorts(orderBy: [{year: ASC}]) {
      nodes { year size sizeApproximate invitedCount repeatedCount targetSize source { publisher dataset url } }
    }
    reaches(orderBy: [{statedOn: ASC}]) { nodes { statedOn mentoredCount source { publisher } } }
  }
}""",
    ),
    Example(
        key="evaluation-scores",
        title_en="Evaluations: the five marks, the score that follows, and the one that was published",
        title_id="Evaluasi: lima komponen, nilai hasil hitung, dan nilai yang diumumkan",
        view="table",
        query="""query EvaluationScores {
  mentoring {
    evaluations(orderBy: [{score: DESC}]) {
      nodes { region { name } year baseline output outcome impact quickWin score publishedScore publishedAgrees }
    }
    evaluationWeights { nodes { year baselinePct outputPct outcomePct impactPct quickWinPct totalPct } }
  }
}""",
    ),
    Example(
        key="evaluation-by-province",
        title_en="Mean evaluation score by province and year",
        title_id="Rata-rata nilai evaluasi menurut provinsi dan tahun",
        view="table",
        query="""query EvaluationByProvince {
  mentoring {
    evaluationsAggregate(groupBy: [REGION_PARENT, YEAR]) {
      key { regionParent { name } year }
      count
      avg { score }
      max { score }
    }
  }
}""",
    ),
    Example(
        key="mentoring-of-a-region",
        title_en="A city in the programme: cohorts, sessions, evaluations",
        title_id="Satu kota dalam program: angkatan, sesi, evaluasi",
        view="json",
        query="""query MentoringOfARegion($code: String!) {
  region(code: $code) {
    name
    parent { name mentoring { provinceCoordinations { nodes { memberCount meanScore progressPct } } } }
    mentoring {
      memberships { nodes { cohort { year } stage sessionCount } }
      evaluations(orderBy: [{year: DESC}]) { nodes { year score publishedScore source { dataset } } }
    }
  }
}""",
        variables={"code": "35.71"},
    ),
)
