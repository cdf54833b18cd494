/** GraphiQL with Pilar's endpoint, examples, languages and colours. */
import { explorerPlugin } from "@graphiql/plugin-explorer";
import { HISTORY_PLUGIN } from "@graphiql/plugin-history";
import { GraphiQL } from "graphiql";

import { examplesPlugin } from "./ExamplesPane";
import { fetcher } from "./fetcher";
import { isNarrow, language, openingOf } from "./page";
import { RunOnOpen } from "./RunOnOpen";
import { words } from "./words";
import { WrappedLines } from "./WrappedLines";

const plugins = [examplesPlugin, explorerPlugin(), HISTORY_PLUGIN];
const opening = openingOf(new URL(location.href));
const initial = opening && { initialQuery: opening.query, initialVariables: opening.variables };
const firstQuery = `${words[language].welcome}
query LargestProvinces {
  regions(
    where: {kind: {eq: PROVINCE}}
    orderBy: [{population: DESC}]
    first: 10
  ) {
    totalCount
    nodes {
      code
      name
      population
      areaKm2
    }
  }
}
`;
/** Who comes for the first time, and by no link, is shown the examples, where there is room for both. */
const firstPane = opening || isNarrow() ? {} : { visiblePlugin: examplesPlugin };

export function Explorer() {
  return (
    <GraphiQL fetcher={fetcher} plugins={plugins} defaultQuery={firstQuery} schemaDescription {...firstPane} {...initial}>
      <GraphiQL.Logo>
        <a className="pilar-logo" href={`/?lang=${language}`} aria-label={words[language].home}>
          Pilar
        </a>
      </GraphiQL.Logo>
      <WrappedLines />
      {opening && <RunOnOpen />}
    </GraphiQL>
  );
}
