import type { INodeProperties } from "n8n-workflow";
import { hasBodyFields } from "../operations/operation-fields.js";
import type { PlacedOperation } from "../operations/placed-operation.js";
import { shown } from "./shown.js";

/** The collection of what is rarely wanted. */
export function optionsProperty(placed: readonly PlacedOperation[]): INodeProperties {
  const show = (wants: (entry: PlacedOperation) => boolean) => {
    const display = shown(placed, wants);
    return display ? { displayOptions: { show: { "/operation": display.show.operation } } } : undefined;
  };
  const offers: (INodeProperties | undefined)[] = [
    {
      displayName: "Batch Interval (Ms)",
      name: "batchInterval",
      type: "number",
      default: 0,
      typeOptions: { minValue: 0 },
      description: "Milliseconds to wait between two batches of items",
    },
    {
      displayName: "Batch Size",
      name: "batchSize",
      type: "number",
      default: 1,
      typeOptions: { minValue: 1 },
      description:
        "How many items are sent at the same time. When left out, 20 where nothing is changed, else one by one.",
    },
    withShow(
      {
        displayName: "Extra Body Fields (JSON)",
        name: "extra",
        type: "json",
        default: "{}",
        description: "Fields of the body that this node does not know",
      },
      show(({ operation }) => hasBodyFields(operation)),
    ),
    withShow(
      {
        displayName: "Include Secrets",
        name: "includeSecrets",
        type: "boolean",
        default: false,
        description: "Whether to return passwords, keys and connection strings instead of a placeholder",
      },
      show(({ operation }) => operation.words.secrets !== undefined),
    ),
    withShow(
      {
        displayName: "Put Output File in Field",
        name: "binaryField",
        type: "string",
        default: "data",
        description: "Name of the output field for the file",
      },
      show(({ operation: { id, facts } }) => id === "ProjectKmsGetCA" || (facts.produces ?? "none") !== "none"),
    ),
    withShow(
      {
        displayName: "Wait Timeout (Seconds)",
        name: "timeout",
        type: "number",
        default: 900,
        typeOptions: { minValue: 1 },
        description: "How long to wait for completion",
      },
      show(({ operation }) => operation.words.wait !== undefined),
    ),
  ];
  return {
    displayName: "Options",
    name: "options",
    type: "collection",
    placeholder: "Add Option",
    default: {},
    options: offers.filter((offer) => offer !== undefined),
  };
}

function withShow(
  property: INodeProperties,
  show: Pick<INodeProperties, "displayOptions"> | undefined,
): INodeProperties | undefined {
  return show ? { ...property, ...show } : undefined;
}
