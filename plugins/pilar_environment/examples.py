"""Example queries of the environment pillar."""

from __future__ import annotations

from typing import Final

from pilar import Example

EXAMPLES: Final[tuple[Example, ...]] = (
    Example(
        key="power-by-technology",
        title_en="Power plants and capacity by technology",
        title_id="Pembangkit listrik dan kapasitas menurut teknologi",
        view="chart",
        query="""query PowerByTechnology {
  environment {
    powerPlantsAggregate(groupBy: [TECHNOLOGY]) {
      key { technology }
      count
      sum { capacityMw generationGwh }
    }
  }
}""",
    ),
    Example(
        key="largest-renewable-plants",
        title_en="The ten largest hydro and geothermal plants",
        title_id="Sepuluh pembangkit air dan panas bumi terbesar",
        view="map",
        query="""query LargestRenewablePlants {
  environment {
    powerPlants(where: {technology: {in: [HYDRO, GEOTHERMAL]}}, orderBy: [{capacityMw: DESC}], first: 10) {
      totalCount
      nodes { name technology capacityMw longitude latitude source { publisher licence } }
    }
  }
}""",
    ),
    Example(
        key="waste-of-the-nation",
        title_en="Waste generated and managed in the reporting regions, 2024",
        title_id="Timbulan dan pengelolaan sampah di daerah pelapor, 2024",
        view="table",
        query="""query WasteOfTheNation {
  environment {
    wasteReportsAggregate(where: {year: {eq: 2024}}) {
      count
      sum { generatedTonnes reducedTonnes handledTonnes managedTonnes }
    }
  }
}""",
    ),
    Example(
        key="waste-of-a-region",
        title_en="One region's waste: what it is made of and how much is managed",
        title_id="Sampah satu daerah: komposisi dan pengelolaannya",
        view="json",
        query="""query WasteOfARegion($code: String!) {
  region(code: $code) {
    name
    environment {
      wasteReports(orderBy: [{year: DESC}], first: 1) {
        nodes { year generatedTonnes managedTonnes managedPct source { publisher dataset licence } }
      }
      wasteCompositions(orderBy: [{year: DESC}], first: 1) {
        nodes { year foodPct plasticPct paperPct totalPct totalPlausible }
      }
    }
  }
}""",
        variables={"code": "32.73"},
    ),
    Example(
        key="least-managed-waste",
        title_en="Large regions that manage the smallest share of their waste",
        title_id="Daerah besar dengan porsi sampah terkelola terkecil",
        view="table",
        query="""query LeastManagedWaste {
  environment {
    wasteReports(where: {generatedTonnes: {gte: 100000}}, orderBy: [{managedPct: ASC}], first: 20) {
      totalCount
      nodes { region { code name parent { name } } generatedTonnes managedTonnes managedPct }
    }
  }
}""",
    ),
    Example(
        key="electricity-of-the-provinces",
        title_en="Electricity distributed in the provinces, 2023",
        title_id="Listrik yang didistribusikan di provinsi, 2023",
        view="chart",
        query="""query ElectricityOfTheProvinces {
  environment {
    electricityConsumptions(where: {year: {eq: 2023}}, orderBy: [{energyGwh: DESC}], first: 34) {
      nodes { region { name population } year energyGwh }
    }
  }
}""",
    ),
    Example(
        key="electricity-per-inhabitant",
        title_en="Electricity per inhabitant in the provinces, 2023",
        title_id="Konsumsi listrik per kapita di provinsi, 2023",
        view="chart",
        query="""query ElectricityPerInhabitant {
  observations(
    where: {indicator: {code: {eq: "ENV.ELECTRICITY_PC"}}, year: {eq: 2023}}
    orderBy: [{value: DESC}]
    first: 34
  ) {
    nodes { region { name } value unit status derived source { publisher dataset } }
  }
}""",
    ),
    Example(
        key="renewable-capacity",
        title_en="How much of the installed capacity is renewable",
        title_id="Porsi energi terbarukan dari kapasitas terpasang",
        view="json",
        query="""query RenewableCapacity {
  region(code: "ID") {
    name
    observations(where: {indicator: {code: {eq: "ENV.RENEWABLE_CAPACITY"}}}) {
      nodes { year value unit derived source { publisher licence } }
    }
  }
}""",
    ),
)
