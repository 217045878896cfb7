/** The whole of a text: `$ref:my-pg/password`. */
const WHOLE = /^\$ref:(.*)$/s;
/** Inside of a longer one: `jdbc:postgresql://${ref:my-pg/host}/orders`. */
const INSIDE = /\$\{ref:([^{}]*)\}/g;

/** What a text refers to of other services, in place of values that its writer has not seen. */
export function referencesIn(text: string): string[] {
  const whole = WHOLE.exec(text)?.[1];
  return whole === undefined ? Array.from(text.matchAll(INSIDE), ([, inner = ""]) => inner) : [whole];
}

/** A text with its references replaced. */
export function fillReferences(text: string, replace: (reference: string) => string): string {
  const whole = WHOLE.exec(text)?.[1];
  return whole === undefined ? text.replace(INSIDE, (_, inner: string) => replace(inner)) : replace(whole);
}

/** What would have been a reference, had its writer put braces around it, closed them, or written small letters. */
const SLIP = /\$\{?ref:[\w.-]+\/[\w./-]+/i;

/** A text in which something looks like a reference and is none: it would be sent as it stands. */
export function slipIn(text: string): string | undefined {
  return WHOLE.test(text) ? undefined : SLIP.exec(text.replace(INSIDE, ""))?.[0];
}
