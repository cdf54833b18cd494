/** The sidebar pane that lists the plugins' examples; each is a plain link, so that it can be copied and bookmarked. */
import { useGraphiQLActions, type GraphiQLPlugin } from "@graphiql/react";

import { addressOf, examples, isNarrow, language, type Example } from "./page";
import { words } from "./words";

function ExamplesIcon() {
  return (
    <svg viewBox="0 0 24 24" height="1em" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <path d="M4 5h10M4 12h7M4 19h10" strokeLinecap="round" />
      <path d="M15.5 8.5v7l5.5-3.5z" strokeLinejoin="round" />
    </svg>
  );
}

function ExampleLink({ example }: { example: Example }) {
  const { setVisiblePlugin } = useGraphiQLActions();
  const uncover = () => isNarrow() && setVisiblePlugin(null);
  const isOpen = new URL(location.href).searchParams.get("example") === example.key;
  return (
    <li>
      <a href={addressOf(example)} aria-current={isOpen ? "page" : undefined} onClick={uncover}>
        {example.title}
      </a>
    </li>
  );
}

function ExamplesPane() {
  const plugins = [...new Set(examples.map((example) => example.plugin))];
  return (
    <section className="pilar-examples" aria-label={words[language].examples}>
      <h2>{words[language].examples}</h2>
      {plugins.length === 0 && <p>{words[language].noExamples}</p>}
      {plugins.map((plugin) => (
        <section key={plugin}>
          <h3>{plugin}</h3>
          <ul>
            {examples
              .filter((example) => example.plugin === plugin)
              .map((example) => (
                <ExampleLink key={example.key} example={example} />
              ))}
          </ul>
        </section>
      ))}
    </section>
  );
}

export const examplesPlugin: GraphiQLPlugin = {
  title: words[language].examples,
  icon: ExamplesIcon,
  content: ExamplesPane,
};
