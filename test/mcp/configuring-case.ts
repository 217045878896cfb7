import type { Json } from "./server.js";

/** A change as users make it, with the configuration that it sends. */
export interface Case {
  readonly does: string;
  readonly service: string;
  readonly args: Json;
  readonly sends: Json;
  /**
   * The repository and the file in it where the provider publishes this very change as a sample; left out for changes of our
   * own. Where a page has a placeholder, the value is ours.
   */
  readonly source?: string;
  /** What is said about it, beside the change itself. */
  readonly warns?: RegExp;
  /** Why somebody has to approve it. */
  readonly asks?: RegExp;
}

type More = Pick<Case, "source" | "warns" | "asks">;

/** A page of the documentation. */
export const page = (path: string): More => ({ source: `aiven/aiven-docs/docs/${path}.md` });
/** A recipe of the documentation before that. */
export const recipe = (name: string): More => ({
  source: `aiven/devportal/docs/tools/terraform/reference/cookbook/${name}-recipe.rst`,
});
/** The example of a resource of the Terraform provider. */
export const terraform = (type: string): More => ({
  source: `aiven/terraform-provider-aiven/examples/resources/aiven_${type}/resource.tf`,
});
/** The example of a resource of the Kubernetes operator. */
export const operator = (type: string): More => ({
  source: `aiven/aiven-operator/docs/docs/api-reference/examples/${type}.yaml`,
});

/** A change of a service. */
export const change = (does: string, service: string, args: Json, sends: Json, more: More = {}): Case => ({
  does,
  service,
  args,
  sends,
  ...more,
});

/** A change that only sets values. */
export const set = (does: string, service: string, values: Json, sends: Json, more?: More): Case =>
  change(does, service, { set: values }, sends, more);
