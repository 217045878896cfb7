const compiled = new Map<string, RegExp | undefined>();

/** Longer texts are not tried on a pattern that can take exponentially long to say no. */
const MAX_RISKY_LENGTH = 20;
/** A repeated group with a choice or a repetition inside. */
const RISKY =
  /\((?:[^()[\]\\]|\\.|\[(?:[^\]\\]|\\.)*\]|\([^()]*\))*[|*+](?:[^()[\]\\]|\\.|\[(?:[^\]\\]|\\.)*\]|\([^()]*\))*\)[*+{]/;

/**
 * Whether a text has what a pattern of the provider asks for. True where that cannot be told: a pattern that is not
 * understood, or one that could be tried for ever. The API has the last word.
 */
export function matches(pattern: string, text: string): boolean {
  if (!compiled.has(pattern)) compiled.set(pattern, compile(pattern));
  const expression = compiled.get(pattern);
  if (!expression || (text.length > MAX_RISKY_LENGTH && RISKY.test(pattern))) return true;
  return expression.test(text);
}

/** The patterns are written for Python. */
function compile(pattern: string): RegExp | undefined {
  const ignoresCase = pattern.startsWith("(?i)");
  const source = pattern.replace(/^\(\?i\)/, "").replaceAll("{,", "{0,");
  try {
    return new RegExp(source, ignoresCase ? "i" : "");
  } catch {
    return undefined;
  }
}
