/**
 * The id of a form's field for the path of a parameter: n8n reads a dot as a path of its own, so two underscores stand for
 * it, and no two paths have the same id.
 */
export function fieldId(path: string): string {
  return path
    .replaceAll("%", "%25")
    .replace(/_(?=[_.])|(?<=[_.])_/g, "%5F")
    .replaceAll(".", "__");
}

/** The path that a field of a form was made for, even one that there is no longer. */
export function pathOf(id: string): string {
  const path = id.replaceAll("__", ".");
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
