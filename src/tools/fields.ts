/**
 * Words for fields that mean the same wherever they occur, by name; nested fields included. An operation's own words win
 * (`fields` in `operations/<family>.ts`). Sentence fragments in sentence case, with a full stop.
 */
export const glossary = {
  project: "Name of the project.",
  service_name: "Name of the service.",
  query: "The SQL text.",
} as const;

export type Glossary = typeof glossary;
