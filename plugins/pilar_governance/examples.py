"""Example queries of the governance pillar."""

from __future__ import annotations

from typing import Final

from pilar import Example

EXAMPLES: Final[tuple[Example, ...]] = (
    Example(
        key="governance-indicators-and-targets",
        title_en="What good governance is measured by, and the targets",
        title_id="Ukuran tata kelola yang baik dan targetnya",
        view="table",
        query="""query GovernanceIndicators {
  indicators(where: {pillar: {eq: "governance"}}, orderBy: [{code: ASC}]) {
    totalCount
    nodes { code name unit direction targetValue targetSource u4sscCode evidence }
  }
}""",
    ),
    Example(
        key="e-government-weights",
        title_en="What weighs how much in the e-government index (SPBE)",
        title_id="Bobot aspek dalam indeks SPBE",
        view="chart",
        query="""query EGovernmentWeights {
  governance {
    spbeIndicatorsAggregate(groupBy: [DOMAIN, ASPECT]) {
      key { domain aspect }
      count
      sum { weightPct }
    }
  }
}""",
    ),
    Example(
        key="e-government-services",
        title_en="Which services the e-government index looks at",
        title_id="Layanan yang dinilai dalam indeks SPBE",
        view="table",
        query="""query EGovernmentServices {
  governance {
    spbeIndicators(where: {domain: {eq: SERVICES}}, orderBy: [{code: ASC}], first: 20) {
      totalCount
      nodes { code aspect name weightPct source { dataset licence } }
    }
  }
}""",
    ),
    Example(
        key="rules-of-digital-government",
        title_en="The national rules that digital government rests on",
        title_id="Peraturan nasional yang mendasari pemerintahan digital",
        view="table",
        query="""query RulesOfDigitalGovernment {
  governance {
    regulations(where: {region: {code: {eq: "ID"}}}, orderBy: [{year: DESC}, {code: ASC}], first: 20) {
      totalCount
      nodes { kind number year title subject }
    }
  }
}""",
    ),
)
