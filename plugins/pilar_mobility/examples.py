"""Example queries of the mobility pillar."""

from __future__ import annotations

from typing import Final

from pilar import Example

EXAMPLES: Final[tuple[Example, ...]] = (
    Example(
        key="mobility-indicators",
        title_en="How mobility is measured: indicators with their codes of U4SSC, goalposts and targets",
        title_id="Cara mengukur transportasi: indikator dengan kode U4SSC, batas skor dan target",
        view="table",
        query="""query MobilityIndicators {
  indicators(where: {pillar: {eq: "mobility"}}, orderBy: [{code: ASC}]) {
    totalCount
    nodes { code name unit unitLabel direction u4sscCode goalpostLower goalpostUpper targetValue targetSource sdg }
  }
}""",
    ),
    Example(
        key="mobility-targets",
        title_en="Indicators of mobility that have a target, and who set it",
        title_id="Indikator transportasi yang memiliki target, dan penetapnya",
        view="table",
        query="""query MobilityTargets {
  indicators(where: {pillar: {eq: "mobility"}, targetValue: {isNull: false}}, orderBy: [{targetValue: DESC}]) {
    nodes { code name targetValue unitLabel targetSource standard evidence evidenceNote }
  }
}""",
    ),
    Example(
        key="mobility-by-goal",
        title_en="Indicators of mobility by Sustainable Development Goal",
        title_id="Indikator transportasi menurut Tujuan Pembangunan Berkelanjutan",
        view="chart",
        query="""query MobilityByGoal {
  indicatorsAggregate(where: {pillar: {eq: "mobility"}}, groupBy: [SDG]) {
    key { sdg }
    count
  }
}""",
    ),
    Example(
        key="public-transport-of-a-city",
        title_en="Public transport of a region: its measures, routes, how often they run and where they call",
        title_id="Angkutan umum suatu daerah: ukurannya, trayek, frekuensi dan urutan haltenya",
        view="json",
        query="""query PublicTransport($code: String!) {
  indicators(where: {code: {in: ["TRA.PT_NETWORK", "TRA.PT_COVERAGE"]}}) {
    nodes { code name unitLabel goalpostUpper targetValue }
  }
  region(code: $code) {
    name
    population
    mobility {
      transitRoutes(orderBy: [{lengthKm: DESC}], first: 5) {
        totalCount
        nodes {
          shortName longName mode lengthKm stopCount agency { name }
          services(where: {dayKind: {eq: WEEKDAY}}) { nodes { direction trips headwayMin } }
          patterns(where: {rank: {eq: 1}}, first: 2) {
            nodes {
              direction headsign lengthKm
              calls(orderBy: [{position: ASC}], first: 40) { nodes { position stop { name } } }
            }
          }
        }
      }
    }
  }
}""",
        variables={"code": "31"},
    ),
    Example(
        key="roads-and-safety-of-a-region",
        title_en="Roads, accidents and travel of a region, and the indicators that follow from them",
        title_id="Jalan, kecelakaan dan perjalanan suatu daerah beserta indikator turunannya",
        view="json",
        query="""query RoadsAndSafety($code: String!) {
  indicators(where: {code: {in: ["TRA.ROAD_GOOD", "TRA.FATALITIES", "TRA.MODE_PT"]}}) {
    nodes { code name unitLabel direction targetValue targetSource }
  }
  region(code: $code) {
    name
    observations(where: {indicator: {pillar: {eq: "mobility"}}}, orderBy: [{year: DESC}], first: 10) {
      nodes { indicator { code name } year value unit source { publisher } }
    }
    mobility {
      accidentReports(orderBy: [{year: DESC}], first: 5) { nodes { year accidents killed killedPer100Accidents } }
      roadSegments(orderBy: [{lengthKm: DESC}], first: 5) { nodes { name roadClass lengthKm } }
      modeShareSurveys(orderBy: [{year: DESC}], first: 1) {
        nodes { year publicTransportPct walkingPct totalPlausible }
      }
    }
  }
}""",
        variables={"code": "32.73"},
    ),
)
