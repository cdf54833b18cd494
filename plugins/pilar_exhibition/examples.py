"""Example queries of the exhibition module."""

from __future__ import annotations

from typing import Final

from pilar import Example

EXAMPLES: Final[tuple[Example, ...]] = (
    Example(
        key="gathering-of-2022",
        title_en="The gathering of 2022: themes, partners and sessions",
        title_id="Pertemuan 2022: tema, mitra, dan sesi",
        view="json",
        query="""query GatheringOf2022 {
  exhibition {
    event(code: "smart-city-2022") {
      name
      year
      organizer { name }
      virtualExhibition
      regionalArts
      themes(orderBy: [{number: ASC}]) {
        nodes {
          number
          name
          partners { nodes { organization { name country } } }
          sessions { nodes { title speakerCount speakerRole } }
        }
      }
    }
  }
}""",
    ),
    Example(
        key="pavilions-by-kind",
        title_en="Pavilions by event and kind",
        title_id="Paviliun menurut acara dan jenis",
        view="chart",
        query="""query PavilionsByKind {
  exhibition {
    pavilionsAggregate(groupBy: [EVENT, KIND]) {
      key { event { name year } kind }
      sum { pavilionCount }
    }
  }
}""",
    ),
    Example(
        key="pavilions-and-their-visitors",
        title_en="Pavilions, their exhibits, and what visitors thought of them",
        title_id="Paviliun, pamerannya, dan penilaian pengunjung",
        view="table",
        query="""query PavilionsAndTheirVisitors {
  exhibition {
    pavilions(orderBy: [{event: {year: DESC}}, {kind: ASC}]) {
      nodes {
        name
        kind
        form
        pavilionCount
        region { name }
        exhibits(first: 5) { nodes { title mediaKind mediaUrl } }
        ratings { nodes { visits scores meanScore } }
      }
    }
  }
}""",
    ),
    Example(
        key="partners-of-the-themes",
        title_en="Organisations that carried a theme, by kind and country",
        title_id="Organisasi yang mengusung tema, menurut jenis dan negara",
        view="table",
        query="""query PartnersOfTheThemes {
  exhibition {
    themePartners(orderBy: [{theme: {code: ASC}}, {organization: {code: ASC}}]) {
      nodes { theme { event { year } number name } organization { name kind country } source { publisher dataset } }
    }
  }
}""",
    ),
)
