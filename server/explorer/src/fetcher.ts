/** GraphiQL's operations -> GraphQL over HTTP, against the server that served the page. */
import type { Fetcher } from "@graphiql/toolkit";
import type { ExecutionResult } from "graphql";

import { language } from "./page";
import { words } from "./words";

const endpoint = "/graphql";
const accepted = "application/graphql-response+json, application/json;q=0.9";

/** Sends one operation; an answer that is not JSON (a proxy's error page, say) becomes a GraphQL error that quotes its status. */
export const fetcher: Fetcher = async (operation, options): Promise<ExecutionResult> => {
  const response = await fetch(endpoint, {
    method: "POST",
    headers: {
      accept: accepted,
      "accept-language": language,
      "content-type": "application/json",
      ...(options?.headers as Record<string, string> | undefined),
    },
    body: JSON.stringify(operation),
  });
  const text = await response.text();
  try {
    return JSON.parse(text) as ExecutionResult;
  } catch {
    throw new Error(`${words[language].noAnswer} (HTTP ${response.status} ${response.statusText}).`);
  }
};
