/** Dotted paths as a tree by step, so that a value is walked once for all of them. */
export interface PathTree {
  /** The last step of the path to here. */
  readonly name: string;
  /** Whether a path ends here: it means everything below. */
  readonly end: boolean;
  readonly children: ReadonlyMap<string, PathTree>;
}

interface GrowingTree extends PathTree {
  end: boolean;
  readonly children: Map<string, GrowingTree>;
}

const trees = new WeakMap<readonly string[], PathTree>();

/** The tree of some paths. The same list of paths gives the same tree, without parsing it again. */
export function treeOf(paths: readonly string[]): PathTree {
  const known = trees.get(paths);
  if (known) return known;
  const root = grow("");
  for (const path of paths) {
    let at = root;
    for (const step of pathSteps(path)) {
      const next = at.children.get(step) ?? grow(step);
      at.children.set(step, next);
      at = next;
    }
    at.end = true;
  }
  trees.set(paths, root);
  return root;
}

function grow(name: string): GrowingTree {
  return { name, end: false, children: new Map() };
}

/** `services[].users[].password` → `services`, `[]`, `users`, `[]`, `password`. */
export function pathSteps(path: string): string[] {
  return path
    .replaceAll("[]", ".[]")
    .split(".")
    .filter((step) => step !== "");
}
