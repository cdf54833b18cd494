/** The page that the server rendered -> its language, its examples and the operation that its address asks for. */

export type Language = "id" | "en";

/** One example query of a plugin; `key` is unique over all plugins: `environment.powerPlants`. */
export interface Example {
  key: string;
  plugin: string;
  title: string;
  query: string;
  variables: Record<string, unknown>;
}

/** What the editors hold when the page opens; both are the editors' text. */
export interface Opening {
  query: string;
  variables: string;
}

export const language: Language = document.documentElement.lang === "en" ? "en" : "id";

export const examples: readonly Example[] = JSON.parse(
  document.getElementById("examples")?.textContent ?? "[]",
) as Example[];

/** The address that opens `example`, in the language of this page. */
export function addressOf(example: Example): string {
  return `?${new URLSearchParams({ example: example.key, lang: language }).toString()}`;
}

/** The operation that `?query=` or `?example=` asks for; undefined when the address names none that exists. */
export function openingOf(address: URL): Opening | undefined {
  const query = address.searchParams.get("query");
  if (query) return { query, variables: address.searchParams.get("variables") ?? "" };
  const key = address.searchParams.get("example");
  const example = examples.find((candidate) => candidate.key === key);
  return example && asOpening(example);
}

/** Whether a pane covers the editors instead of standing beside them: see `explorer.css`. */
export function isNarrow(): boolean {
  return matchMedia("(max-width: 44rem)").matches;
}

/** An example as the editors show it. */
function asOpening({ query, variables }: Example): Opening {
  const isEmpty = Object.keys(variables).length === 0;
  return { query: `${query.trim()}\n`, variables: isEmpty ? "" : JSON.stringify(variables, null, 2) };
}
