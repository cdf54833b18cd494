"""Example queries of the people pillar."""

from __future__ import annotations

from typing import Final

from pilar import Example

EXAMPLES: Final[tuple[Example, ...]] = (
    Example(
        key="human-development",
        title_en="The twenty regions with the highest human development index, 2024",
        title_id="Dua puluh daerah dengan indeks pembangunan manusia tertinggi, 2024",
        view="chart",
        query="""query HumanDevelopment {
  observations(
    where: {indicator: {code: {eq: "HR.IPM"}}, year: {eq: 2024}}
    orderBy: [{value: DESC}]
    first: 20
  ) {
    totalCount
    nodes { region { code name parent { name } } value derived source { publisher dataset licence } }
  }
}""",
    ),
    Example(
        key="human-development-of-a-region",
        title_en="One region's human development index and its components, 2019 to 2024",
        title_id="Indeks pembangunan manusia satu daerah dan komponennya, 2019 sampai 2024",
        view="table",
        query="""query HumanDevelopmentOfARegion($code: String!) {
  region(code: $code) {
    name
    observations(
      where: {
        indicator: {
          code: {
            in: [
              "HR.IPM"
              "HR.MEAN_SCHOOLING"
              "HR.EXPECTED_SCHOOLING"
              "QOL.LIFE_EXPECTANCY"
              "ECO.ADJ_EXPENDITURE"
            ]
          }
        }
      }
      orderBy: [{indicator: {code: ASC}}, {year: ASC}]
      first: 50
    ) {
      nodes { indicator { code name unitLabel } year value derived }
    }
  }
}""",
        variables={"code": "32.73"},
    ),
    Example(
        key="human-development-over-time",
        title_en="Average human development index of kabupaten and of kota, year by year",
        title_id="Rata-rata indeks pembangunan manusia kabupaten dan kota, tahun demi tahun",
        view="chart",
        query="""query HumanDevelopmentOverTime {
  observationsAggregate(where: {indicator: {code: {eq: "HR.IPM"}}}, groupBy: [YEAR, REGION_KIND]) {
    key { year regionKind }
    count
    avg { value }
    min { value }
    max { value }
  }
}""",
    ),
    Example(
        key="digital-literacy",
        title_en="Digital literacy of Indonesia and its four sub-indices",
        title_id="Literasi digital Indonesia dan keempat pilarnya",
        view="chart",
        query="""query DigitalLiteracy {
  people {
    digitalLiteracySurveys(where: {region: {code: {eq: "ID"}}}, orderBy: [{year: ASC}]) {
      nodes { year literacy skills ethics safety culture source { publisher dataset licence } }
    }
  }
}""",
    ),
    Example(
        key="shortest-schooling",
        title_en="Large regions with the fewest mean years of schooling, 2024",
        title_id="Daerah besar dengan rata-rata lama sekolah terendah, 2024",
        view="table",
        query="""query ShortestSchooling {
  observations(
    where: {
      indicator: {code: {eq: "HR.MEAN_SCHOOLING"}}
      year: {eq: 2024}
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
)
