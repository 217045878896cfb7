import type { CAC } from "cac";

interface Section {
  readonly title?: string;
  readonly body: string;
}

/** The parser's help of a command, with what the command is for. */
export function completeHelp({ matchedCommand }: CAC, sections: readonly Section[]): Section[] {
  const [name = { body: "" }, ...rest] = sections;
  const purpose = matchedCommand?.description;
  const all = [name, ...(purpose ? [{ body: purpose }] : []), ...rest];
  // The parser shows the default of the flag that is negated, which reads as if its negation were on.
  const plain = (line: string) => line.replace(/^(\s+--no-.*) \(default: true\)$/, "$1").trimEnd();
  return all.map((section) => ({ ...section, body: section.body.split("\n").map(plain).join("\n") }));
}
