"""Example queries of the master plans."""

from __future__ import annotations

from typing import Final

from pilar import Example

EXAMPLES: Final[tuple[Example, ...]] = (
    Example(
        key="programmes-completed-by-dimension",
        title_en="Programmes carried out of those planned, as the ministry evaluated Kebumen in 2022",
        title_id="Program yang terlaksana menurut evaluasi kementerian di Kebumen, 2022",
        view="table",
        query="""query ProgrammesCompletedByDimension {
  region(code: "33.05") {
    name
    masterplan {
      completionReports(orderBy: [{completedPct: DESC}, {dimension: ASC}]) {
        nodes { dimension doneCount plannedCount completedPct evaluatedOn source { publisher url } }
      }
    }
  }
}""",
    ),
    Example(
        key="programmes-completed-by-province",
        title_en="Programmes carried out of those planned, by province",
        title_id="Program yang terlaksana menurut provinsi",
        view="table",
        query="""query ProgrammesCompletedByProvince {
  masterplan {
    completionReportsAggregate(groupBy: [REGION_PARENT]) {
      key { regionParent { code name } }
      count
      sum { doneCount plannedCount }
    }
  }
}""",
    ),
    Example(
        key="state-of-the-master-plans",
        title_en="Master plans of the nation on any day: progress, delay, programmes as evaluated",
        title_id="Rencana induk nasional pada hari tertentu: kemajuan, keterlambatan, evaluasi",
        view="table",
        query="""query StateOfTheMasterPlans($on: Date) {
  masterplan {
    masterPlansAggregate(on: $on) {
      count
      avg { plannedPct actualPct gapPct }
      sum { overdueCount programmeCount programmesCompleted }
      max { daysLate }
    }
    completionReportsAggregate {
      count
      sum { doneCount plannedCount }
    }
  }
}""",
    ),
    Example(
        key="late-activities",
        title_en="What is late in the master plans, and which figures a plan can aim at",
        title_id="Kegiatan yang terlambat, dan indikator yang dapat menjadi sasaran rencana",
        view="json",
        query="""query LateActivities($on: Date) {
  masterplan {
    activities(on: $on, where: {overdue: {eq: true}}, orderBy: [{daysLate: DESC}], first: 20) {
      totalCount
      nodes { name endsOn plannedPct actualPct daysLate costVariance programme { name masterPlan { region { name } } } }
    }
  }
  targets(orderBy: [{year: DESC}], first: 10) {
    nodes { indicator { code name } year lower upper unit legalBasis }
  }
}""",
    ),
)
