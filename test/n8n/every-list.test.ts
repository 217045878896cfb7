import type { ILoadOptionsFunctions, INodeListSearchItems } from "n8n-workflow";
import { expect, it } from "vitest";
import type { OperationId } from "../../src/core/catalogue/index.js";
import { LISTINGS } from "../../src/n8n/shared/lists/listings.js";
import { fieldsOf } from "../../src/n8n/shared/operations/operation-fields.js";
import { requireOperation } from "../../src/tools/operation.js";
import { openInProcess } from "../sandbox/api.js";
import { START } from "../sandbox/organization-setup.js";
import { prepare } from "../sandbox/prepare.js";
import { fakeNode } from "./fake-node.js";
import { CASES } from "./fill-in.js";

/** For each list the operations that have something chosen from it, and the field. */
const USES = new Map<string, { id: OperationId; field: string }[]>();
for (const { id, type } of CASES) {
  for (const { field, parameter, required } of fieldsOf(requireOperation(id))) {
    const property = type.description.properties.find(
      ({ name, displayOptions }) => name === parameter && displayOptions?.show?.["operation"]?.includes(id),
    );
    const method = property?.modes?.find(({ name }) => name === "list")?.typeOptions?.searchListMethod;
    if (required && method !== undefined) USES.set(method, [...(USES.get(method) ?? []), { id, field }]);
  }
}

it.each(Object.keys(LISTINGS))("%s offers what there is", async (method) => {
  const offers: string[] = [];
  for (const { id, field } of USES.get(method) ?? []) {
    const api = openInProcess({ start: START });
    const names: Record<string, unknown> = { service_name: "demo-pg", ...(await prepare(api, id)) };
    const found = await search(api, method, names).catch((error: Error) => [{ name: error.message, value: "" }]);
    const wanted = String(names[field]);
    // A connector's class may be called by its last part alone.
    if (found.some(({ value }) => value === wanted || String(value).endsWith(`.${wanted}`))) return;
    offers.push(`${id}.${field}: ${wanted} is not among ${JSON.stringify(found).slice(0, 200)}`);
  }
  expect.fail(offers.join("\n"));
});

async function search(
  api: ReturnType<typeof openInProcess>,
  method: string,
  names: Readonly<Record<string, unknown>>,
): Promise<INodeListSearchItems[]> {
  const type = CASES.map((entry) => entry.type).find(({ methods }) => methods?.listSearch?.[method]);
  const list = type?.methods?.listSearch?.[method];
  if (!type || !list) throw new Error(`no node has ${method}`);
  const { node } = fakeNode(type, {
    credential: { token: String(names["token"] ?? api.sandbox.token), baseUrl: "http://127.0.0.1:1" },
    items: [names],
    fetch: (url, init) => api.fetch(url.replace("http://127.0.0.1:1", ""), init),
  });
  return (await list.call(node as unknown as ILoadOptionsFunctions)).results;
}
