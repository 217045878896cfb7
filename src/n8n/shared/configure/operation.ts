import { type Operation, requireOperation } from "../../../tools/operation.js";

/** The name of what changes single parameters of a configuration: not an operation of the API, but made of some. */
export const CONFIGURE = "configure";

let configure: Operation | undefined;

/** It looks like an operation to whatever makes the node's properties: an update of a service, without its fields. */
export function configureOperation(): Operation {
  configure ??= toConfigure(requireOperation("ServiceUpdate"));
  return configure;
}

function toConfigure({ facts, words, family }: Operation): Operation {
  const { project = {}, service_name = {} } = facts.fields;
  return {
    id: CONFIGURE as string as Operation["id"],
    family,
    facts: { ...facts, fields: { project, service_name }, required: ["project", "service_name"] },
    words: {
      ...words,
      title: "Configure a service",
      summary: "Changes single parameters of the configuration of a service, an integration or an endpoint.",
    },
  };
}
