/** The candidate closest to a name by edit distance, or undefined when none is close enough to be a slip. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  return nearestOf(name, candidates, 1)[0];
}

/** Up to `limit` candidates close to a name, closest first. Case and separators do not count. */
export function nearestOf(name: string, candidates: Iterable<string>, limit: number): string[] {
  const wanted = plain(name);
  const scored: { candidate: string; score: number }[] = [];
  for (const candidate of candidates) {
    const other = plain(candidate);
    const away = distance(wanted, other);
    // What has far more in it than a name is likelier a slip of a longer one.
    const isLonger = isPart(other, wanted) && away > 1;
    const score = isPart(wanted, other) || isPart(other, wanted) ? (isLonger ? 1.5 : 0.5) : away;
    const slack = Math.max(2, Math.floor(Math.max(wanted.length, other.length) / 3));
    if (wanted !== "" && score <= slack) scored.push({ candidate, score: score + lengthGap(wanted, other) });
  }
  scored.sort((a, b) => a.score - b.score || (a.candidate < b.candidate ? -1 : 1));
  return scored.slice(0, limit).map(({ candidate }) => candidate);
}

/** A single letter is part of nearly everything. */
function isPart(part: string, whole: string): boolean {
  return part.length > 1 && whole.includes(part);
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** Among equally close candidates the one of similar length wins. */
function lengthGap(a: string, b: string): number {
  return Math.abs(a.length - b.length) / 1000;
}

/** Edit distance with transpositions (optimal string alignment). */
export function distance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(at(previous, j) + 1, at(current, j - 1) + 1, at(previous, j - 1) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, at(before, j - 2) + 1);
      current.push(best);
    }
    before = previous;
    previous = current;
  }
  return at(previous, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
