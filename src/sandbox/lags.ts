const READS = 2;

/** What was created and is not to be seen yet, as where a cluster has not spread the news: the first requests for it get 404. */
export class Lags {
  /** Requests that are still to miss, by the path of what was created. */
  readonly #left = new Map<string, number>();

  /** Hides what a request to a collection has made: its name is one of the texts of the body. */
  add(collection: string, body: Uint8Array, reads = READS): void {
    for (const name of textsOf(body)) this.#left.set(`${collection}/${encodeURIComponent(name)}`, reads);
  }

  /** Whether a path is that of something hidden, or of what lies below it; it is hidden one time less from then on. */
  hides(pathname: string): boolean {
    for (const [path, left] of this.#left) {
      if (pathname !== path && !pathname.startsWith(`${path}/`)) continue;
      if (left > 1) this.#left.set(path, left - 1);
      else this.#left.delete(path);
      return left > 0;
    }
    return false;
  }
}

function textsOf(body: Uint8Array): string[] {
  try {
    const data: unknown = JSON.parse(new TextDecoder().decode(body));
    const values: unknown[] = Object.values(Object(data));
    return values.filter((value): value is string => typeof value === "string" && value !== "");
  } catch {
    return [];
  }
}
