/** Runs the operation that the address asked for, once, as soon as the editors are ready; the schema may come later. */
import { pick, useGraphiQL, useGraphiQLActions } from "@graphiql/react";
import { Kind, OperationTypeNode, type DocumentNode } from "graphql";
import { useEffect, useRef } from "react";

/** A link must never change data: a document with a mutation or a subscription waits for the user. */
function onlyReads(document: DocumentNode): boolean {
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  return operations.length > 0 && operations.every((definition) => definition.operation === OperationTypeNode.QUERY);
}

export function RunOnOpen() {
  const { run } = useGraphiQLActions();
  const { documentAST, queryEditor, responseEditor } = useGraphiQL(
    pick("documentAST", "queryEditor", "responseEditor"),
  );
  const hasRun = useRef(false);
  useEffect(() => {
    if (hasRun.current || !documentAST || !queryEditor || !responseEditor) return;
    hasRun.current = true;
    if (onlyReads(documentAST)) void run();
  }, [documentAST, queryEditor, responseEditor, run]);
  return null;
}
