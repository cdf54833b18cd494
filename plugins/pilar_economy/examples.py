"""Example queries of the economy pillar."""

from __future__ import annotations

from typing import Final

from pilar import Example

EXAMPLES: Final[tuple[Example, ...]] = (
    Example(
        key="highest-poverty",
        title_en="The ten kabupaten and kota with most people in poverty, 2021",
        title_id="Sepuluh kabupaten dan kota dengan persentase penduduk miskin tertinggi, 2021",
        view="table",
        query="""query HighestPoverty {
  observations(
    where: {indicator: {code: {eq: "ECO.POVERTY"}}, year: {eq: 2021}, region: {kind: {in: [KABUPATEN, KOTA]}}}
    orderBy: [{value: DESC}]
    first: 10
  ) {
    totalCount
    nodes { region { code name parent { name } } value unit status source { publisher licence } }
  }
}""",
    ),
    Example(
        key="growth-against-plan",
        title_en="Growth of the provinces against the government's work plan",
        title_id="Pertumbuhan provinsi dibandingkan rencana kerja pemerintah (RKP)",
        view="chart",
        query="""query GrowthAgainstPlan {
  targets(where: {indicator: {code: {eq: "ECO.GRDP_GROWTH"}}, region: {code: {eq: "ID"}}}, orderBy: [{year: ASC}]) {
    nodes { year lower upper unit legalBasis }
  }
  observationsAggregate(
    where: {indicator: {code: {eq: "ECO.GRDP_GROWTH"}}, region: {kind: {eq: PROVINCE}}}
    groupBy: [YEAR]
  ) {
    key { year }
    count
    min { value }
    avg { value }
    max { value }
  }
}""",
    ),
    Example(
        key="richest-regions",
        title_en="Regions with the highest output for each inhabitant, 2019",
        title_id="Daerah dengan PDRB per kapita tertinggi, 2019",
        view="chart",
        query="""query RichestRegions {
  observations(where: {indicator: {code: {eq: "ECO.GRDP_PC"}}, year: {eq: 2019}}, orderBy: [{value: DESC}], first: 10) {
    nodes { region { name population } value unit indicator { name currency unitLabel } }
  }
}""",
    ),
    Example(
        key="economy-of-a-region",
        title_en="One region's economy: every figure and the target it is measured by",
        title_id="Ekonomi satu daerah: semua angka dan targetnya",
        view="table",
        query="""query EconomyOfARegion($code: String!) {
  region(code: $code) {
    name
    observations(
      where: {indicator: {pillar: {eq: "economy"}}}
      orderBy: [{indicator: {code: ASC}}, {year: DESC}]
      first: 50
    ) {
      totalCount
      nodes { indicator { name direction targetValue targetSource } year value unit source { publisher licence } }
    }
  }
}""",
        variables={"code": "32"},
    ),
    Example(
        key="economic-sectors",
        title_en="The sectors that enterprises and investments are counted by (KBLI 2020)",
        title_id="Lapangan usaha untuk menghitung usaha dan investasi (KBLI 2020)",
        view="table",
        query="""query EconomicSectors {
  economy {
    sectors(orderBy: [{code: ASC}], first: 21) {
      totalCount
      nodes { code name firstDivision lastDivision }
    }
  }
}""",
    ),
)
