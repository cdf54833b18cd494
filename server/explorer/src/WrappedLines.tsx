/** Wraps the lines of the query, as those of the answer are: what is cut off at the side is overlooked. */
import { pick, useGraphiQL } from "@graphiql/react";
import { useEffect } from "react";

import { isNarrow } from "./page";

export function WrappedLines() {
  const { queryEditor } = useGraphiQL(pick("queryEditor"));
  useEffect(() => {
    queryEditor?.updateOptions({
      wordWrap: "on",
      wrappingIndent: "indent",
      ...(isNarrow() ? { fontSize: 13, lineNumbers: "off", folding: false } : {}),
    });
  }, [queryEditor]);
  return null;
}
