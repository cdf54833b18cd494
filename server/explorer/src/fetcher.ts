/** GraphiQL's operations -> GraphQL over HTTP, against the server that served the page. */
import type { Fetcher, FetcherOpts, FetcherParams } from "@graphiql/toolkit";
import { getOperationAST, OperationTypeNode, type ExecutionResult } from "graphql";
import { createClient } from "graphql-sse";

import { language } from "./page";
import { words } from "./words";

const endpoint = "/graphql";
const accepted = "application/graphql-response+json, application/json;q=0.9";

/** Answers a subscription by its events as they come, anything else once. */
export const fetcher: Fetcher = (operation, options) => {
  if (operation.operationName === "IntrospectionQuery") return readSchema(operation, options);
  return subscribes(operation, options) ? follow(operation, options) : post(operation, options);
};

function subscribes(operation: FetcherParams, options?: FetcherOpts): boolean {
  const asked = options?.documentAST && getOperationAST(options.documentAST, operation.operationName);
  return asked?.operation === OperationTypeNode.SUBSCRIPTION;
}

/** Follows a subscription as server-sent events, which unlike a WebSocket carry the user's own headers and language. */
function follow(operation: FetcherParams, options?: FetcherOpts): AsyncIterableIterator<ExecutionResult> {
  const client = createClient({ url: endpoint, headers: headersOf(options) });
  const { query, variables, operationName } = operation;
  return client.iterate({ query, variables, ...(operationName ? { operationName } : {}) });
}

function headersOf(options?: FetcherOpts): Record<string, string> {
  return { "accept-language": language, ...(options?.headers as Record<string, string> | undefined) };
}

/** Asks by GET, so that the browser keeps the schema, which is large, and only asks whether it is still the same. */
async function readSchema({ query }: FetcherParams, options?: FetcherOpts): Promise<ExecutionResult> {
  const address = `${endpoint}?${new URLSearchParams({ query }).toString()}`;
  return read(await fetch(address, { headers: { accept: accepted, ...headersOf(options) } }));
}

async function post(operation: FetcherParams, options?: FetcherOpts): Promise<ExecutionResult> {
  const response = await fetch(endpoint, {
    method: "POST",
    headers: { accept: accepted, "content-type": "application/json", ...headersOf(options) },
    body: JSON.stringify(operation),
  });
  return read(response);
}

/** An answer that is not JSON (a proxy's error page, say) becomes a GraphQL error that quotes its status. */
async function read(response: Response): Promise<ExecutionResult> {
  const text = await response.text();
  try {
    return JSON.parse(text) as ExecutionResult;
  } catch {
    throw new Error(`${words[language].noAnswer} (HTTP ${response.status} ${response.statusText}).`);
  }
}
