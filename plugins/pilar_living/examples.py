"""Example queries of the quality of life pillar."""

from __future__ import annotations

from typing import Final

from pilar import Example

EXAMPLES: Final[tuple[Example, ...]] = (
    Example(
        key="longest-lives",
        title_en="The twenty regions with the longest life expectancy, 2024",
        title_id="Dua puluh daerah dengan umur harapan hidup tertinggi, 2024",
        view="chart",
        query="""query LongestLives {
  observations(
    where: {indicator: {code: {eq: "QOL.LIFE_EXPECTANCY"}}, year: {eq: 2024}}
    orderBy: [{value: DESC}]
    first: 20
  ) {
    totalCount
    nodes { region { code name parent { name } } value unit source { publisher dataset licence } }
  }
}""",
    ),
    Example(
        key="least-safe-water",
        title_en="Large regions where the fewest households have proper drinking water, 2021",
        title_id="Daerah besar dengan akses air minum layak terendah, 2021",
        view="table",
        query="""query LeastSafeWater {
  observations(
    where: {
      indicator: {code: {eq: "QOL.SAFE_WATER"}}
      year: {eq: 2021}
      region: {population: {gte: 500000}}
    }
    orderBy: [{value: ASC}]
    first: 20
  ) {
    totalCount
    nodes { region { code name population parent { name } } value unit }
  }
}""",
    ),
    Example(
        key="sanitation-of-kabupaten-and-kota",
        title_en="Proper sanitation in kabupaten and in kota, 2021",
        title_id="Akses sanitasi layak di kabupaten dan di kota, 2021",
        view="chart",
        query="""query SanitationOfKabupatenAndKota {
  observationsAggregate(
    where: {indicator: {code: {eq: "QOL.SANITATION"}}, year: {eq: 2021}}
    groupBy: [REGION_KIND]
  ) {
    key { regionKind }
    count
    avg { value }
    min { value }
    max { value }
  }
}""",
    ),
    Example(
        key="life-in-a-region",
        title_en="Quality of life in one region: what is observed, and what its offices have entered",
        title_id="Kualitas hidup satu daerah: hasil pengamatan dan data yang diisi dinas",
        view="json",
        query="""query LifeInARegion($code: String!) {
  region(code: $code) {
    name
    observations(where: {indicator: {pillar: {eq: "living"}}}, orderBy: [{year: DESC}], first: 20) {
      nodes { indicator { code name } year value unit status derived source { publisher licence } }
    }
    living {
      healthFacilities(orderBy: [{name: ASC}], first: 20) {
        totalCount
        nodes {
          name
          kind
          reports(orderBy: [{year: DESC}], first: 1) { nodes { year beds physicians bedOccupancyPct } }
        }
      }
      waterUtilities(first: 5) {
        nodes { name reports(orderBy: [{year: DESC}], first: 1) { nodes { year lossesPct coveragePct } } }
      }
      crimeStatistics(where: {violent: {eq: true}}, orderBy: [{year: DESC}], first: 4) { nodes { year kind reported } }
      disasterEvents(orderBy: [{beganOn: DESC}], first: 5) { nodes { hazard beganOn deaths displaced } }
    }
  }
}""",
        variables={"code": "32.73"},
    ),
)
