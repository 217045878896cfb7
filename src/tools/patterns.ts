/** Whether a text matches a pattern in which `*` stands for any run of characters. Case does not count. */
export function matchesPattern(pattern: string, text: string): boolean {
  const source = pattern
    .split("*")
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
    .join(".*");
  return new RegExp(`^${source}$`, "is").test(text);
}
