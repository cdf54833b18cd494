"""Example queries of the innovation module."""

from __future__ import annotations

from typing import Final

from pilar import Example

EXAMPLES: Final[tuple[Example, ...]] = (
    Example(
        key="innovations-for-a-region",
        title_en="A region's challenges, and the innovations that answer them",
        title_id="Tantangan suatu daerah, dan inovasi yang menjawabnya",
        view="json",
        query="""query InnovationsForARegion($code: String!) {
  region(code: $code) {
    name
    shortfalls(orderBy: [{gapPct: DESC}], first: 10) {
      nodes {
        indicator { code name }
        year
        value
        wanted
        unit
        innovation {
          matches(where: {deployed: {eq: false}}, orderBy: [{meanImprovementPct: DESC}], first: 3) {
            nodes { measurements meanImprovementPct innovation { name maturity licence } }
          }
        }
      }
    }
  }
}""",
        variables={"code": "32.73"},
    ),
    Example(
        key="challenges-without-a-solution",
        title_en="Indicators by how many regions fall short, and how many innovations improve them",
        title_id="Indikator menurut banyaknya daerah yang tertinggal, dan banyaknya inovasi yang memperbaikinya",
        view="table",
        query="""query ChallengesWithoutASolution {
  indicators(where: {pillar: {isNull: false}, direction: {ne: NEUTRAL}}, orderBy: [{pillar: ASC}], first: 50) {
    nodes {
      code
      name
      pillar
      shortfalls { totalCount }
      innovation { innovationIndicators { totalCount } }
    }
  }
}""",
    ),
    Example(
        key="regions-that-lack-sanitation",
        title_en="Where households lack proper sanitation the most: regions that could adopt a solution",
        title_id="Daerah dengan kekurangan sanitasi layak terbesar: calon penerap solusi",
        view="map",
        query="""query RegionsThatLackSanitation {
  shortfalls(where: {indicator: {code: {eq: "QOL.SANITATION"}}}, orderBy: [{gap: DESC}], first: 20) {
    totalCount
    nodes {
      region {
        code
        name
        longitude
        latitude
        innovation { deployments { totalCount } replicationInterests { totalCount } }
      }
      year
      value
      wanted
      unit
    }
  }
}""",
    ),
)
