import type { INodeProperties } from "n8n-workflow";
import type { PlacedOperation } from "../operations/placed-operation.js";

/** When a property is shown: with the operations that want it. */
export function shown(placed: readonly PlacedOperation[], wants: (entry: PlacedOperation) => boolean) {
  const operation = placed.filter(wants).map(({ value }) => value);
  return operation.length > 0 ? { show: { operation } } : undefined;
}

/** A property, the operation that has it, and how far down it stands there. */
export interface Wanted {
  readonly property: INodeProperties;
  readonly value: string;
  readonly rank: number;
}

/**
 * One property for all operations that would show the same, so that what was filled in stays when the operation changes. It
 * stands as far down as in the operation where it stands lowest. `show` adds what else it is shown with.
 */
export function merge(wanted: readonly Wanted[], show: Readonly<Record<string, string[]>> = {}): INodeProperties[] {
  const byShape = new Map<string, { property: INodeProperties; operation: string[]; rank: number }>();
  for (const { property, value, rank } of wanted) {
    const shape = JSON.stringify(property);
    const known = byShape.get(shape) ?? { property, operation: [], rank };
    known.operation.push(value);
    known.rank = Math.max(known.rank, rank);
    byShape.set(shape, known);
  }
  return [...byShape.values()]
    .sort((a, b) => a.rank - b.rank)
    .map(({ property, operation }) => ({ ...property, displayOptions: { show: { operation, ...show } } }));
}
