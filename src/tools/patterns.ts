/** Whether a text matches a pattern in which `*` stands for any run of characters. Case does not count. */
export function matchesPattern(pattern: string, text: string): boolean {
  const [first = "", ...parts] = pattern.toUpperCase().split("*");
  const last = parts.pop();
  const rest = text.toUpperCase();
  if (last === undefined) return rest === first;
  if (!rest.startsWith(first)) return false;
  // The earliest place of each part leaves the most for the others: nothing has to be tried twice.
  let at = first.length;
  for (const part of parts) {
    const found = rest.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return rest.length - last.length >= at && rest.endsWith(last);
}
