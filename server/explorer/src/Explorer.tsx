/** GraphiQL with Pilar's endpoint, examples, languages and colours. */
import { explorerPlugin } from "@graphiql/plugin-explorer";
import { HISTORY_PLUGIN } from "@graphiql/plugin-history";
import { GraphiQL } from "graphiql";

import { examplesPlugin } from "./ExamplesPane";
import { fetcher } from "./fetcher";
import { asOpening, examples, language, openingOf } from "./page";
import { RunOnOpen } from "./RunOnOpen";
import { words } from "./words";

const plugins = [examplesPlugin, explorerPlugin(), HISTORY_PLUGIN];
const opening = openingOf(new URL(location.href));
const initial = opening && { initialQuery: opening.query, initialVariables: opening.variables };
const simplest = examples.map(asOpening).find(({ variables }) => variables === "");
const firstQuery = `${words[language].welcome}\n${simplest?.query ?? "{ __typename }\n"}`;

export function Explorer() {
  return (
    <GraphiQL fetcher={fetcher} plugins={plugins} defaultQuery={firstQuery} schemaDescription {...initial}>
      <GraphiQL.Logo>
        <a className="pilar-logo" href={`/?lang=${language}`} aria-label={words[language].home}>
          Pilar
        </a>
      </GraphiQL.Logo>
      {opening && <RunOnOpen />}
    </GraphiQL>
  );
}
