/** Tells Monaco where its workers are: bundled, and served by us, as the content security policy demands. */
import EditorWorker from "monaco-editor/esm/vs/editor/editor.worker.js?worker";
import JsonWorker from "monaco-editor/esm/vs/language/json/json.worker.js?worker";
import type { Environment } from "monaco-editor";
import GraphQLWorker from "monaco-graphql/esm/graphql.worker.js?worker";

const workers: Record<string, new () => Worker> = { json: JsonWorker, graphql: GraphQLWorker };

const environment: Environment = {
  getWorker: (_workerId, label) => new (workers[label] ?? EditorWorker)(),
};

Object.assign(globalThis, { MonacoEnvironment: environment });
