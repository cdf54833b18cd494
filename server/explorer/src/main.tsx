/** The entry point: styles, Monaco's workers, then the explorer in the page's `#explorer`. */
import "@graphiql/react/style.css";
import "@graphiql/plugin-doc-explorer/style.css";
import "@graphiql/plugin-history/style.css";
import "@graphiql/plugin-explorer/style.css";
import "graphiql/graphiql.css";
import "./explorer.css";
import "./workers";

import { createRoot } from "react-dom/client";

import { Explorer } from "./Explorer";

const place = document.getElementById("explorer");
if (place) createRoot(place).render(<Explorer />);
