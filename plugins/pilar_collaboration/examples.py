"""Example queries of the collaboration module."""

from __future__ import annotations

from typing import Final

from pilar import Example

EXAMPLES: Final[tuple[Example, ...]] = (
    Example(
        key="help-for-a-region",
        title_en="A region's largest challenges, its calls, and the offers that answer them",
        title_id="Tantangan terbesar suatu daerah, seruannya, dan tawaran yang menjawabnya",
        view="json",
        query="""query HelpForARegion($code: String!, $day: Date!) {
  region(code: $code) {
    name
    shortfalls(orderBy: [{gapPct: DESC}], first: 5) {
      nodes { indicator { code name } year value wanted unit basis gapPct }
    }
    collaboration {
      calls(where: {status: {eq: OPEN}}, orderBy: [{opensOn: DESC}], first: 5) {
        nodes {
          title
          theme
          matches(
            where: {openFrom: {lte: $day}, or: [{openUntil: {isNull: true}}, {openUntil: {gte: $day}}]}
            orderBy: [{sameIndicator: DESC}]
            first: 5
          ) { nodes { sameIndicator sameTheme offer { title organization { name } } } }
        }
      }
      shortfallMatches(orderBy: [{gapPct: DESC}], first: 5) {
        nodes { indicator { code } gapPct offer { title organization { name } } }
      }
    }
  }
}""",
        variables={"code": "32.73", "day": "2026-01-01"},
    ),
    Example(
        key="where-waste-needs-partners",
        title_en="Where waste management falls shortest, and how much help is at hand",
        title_id="Daerah dengan kekurangan pengelolaan sampah terbesar, dan bantuan yang tersedia",
        view="table",
        query="""query WhereWasteNeedsPartners {
  shortfalls(where: {indicator: {code: {eq: "ENV.WASTE_MANAGED"}}}, orderBy: [{gap: DESC}], first: 20) {
    totalCount
    nodes {
      region { code name parent { name } collaboration { partnershipRegions { totalCount } } }
      year
      value
      wanted
      unit
    }
  }
}""",
    ),
    Example(
        key="organisations-as-partners",
        title_en="Organisations, their partnerships and their offers",
        title_id="Organisasi, kemitraannya, dan tawarannya",
        view="table",
        query="""query OrganisationsAsPartners {
  organizations(orderBy: [{kind: ASC}, {code: ASC}], first: 50) {
    nodes {
      name
      kind
      country
      collaboration { partnerships { totalCount } offers { totalCount } }
    }
  }
}""",
    ),
    Example(
        key="shared-challenges",
        title_en="Challenges that many regions share: where one offer would help most",
        title_id="Tantangan bersama banyak daerah: tempat satu tawaran paling membantu",
        view="chart",
        query="""query SharedChallenges {
  shortfallsAggregate(groupBy: [INDICATOR], where: {basis: {eq: TARGET}, region: {kind: {in: [KABUPATEN, KOTA]}}}) {
    key { indicator { code name } }
    count
    avg { gapPct }
  }
}""",
    ),
)
