import { createRequire } from "node:module";
import type { INodeProperties, INodePropertyOptions } from "n8n-workflow";
import { describe, expect, it } from "vitest";
import { isOwnOperation, operationOf } from "../../src/n8n/shared/operations/own-operations.js";
import { requireOperation } from "../../src/tools/operation.js";
import { isShown } from "./fake-node.js";
import { NODES } from "./nodes.js";

// The package of the nodes has it, and evaluates with it what n8n evaluates.
const { Workflow } = createRequire(new URL("../../src/n8n/package.json", import.meta.url))(
  "n8n-workflow",
) as typeof import("n8n-workflow");

type Option = INodePropertyOptions;

/** Every operation of every node, as its list shows it. */
const operations = NODES.flatMap(({ description }) =>
  description.properties
    .filter(({ name }) => name === "operation")
    .flatMap(({ options = [], default: usual, displayOptions }) =>
      (options as Option[]).map((option) => ({
        node: description.name,
        resource: String(displayOptions?.show?.["resource"]?.[0]),
        usual: usual === option.value,
        value: String(option.value),
        name: option.name,
        action: String(option.action),
        about: String(option.description),
      })),
    ),
);
const cases = operations.map((entry) => [`${entry.node}, ${entry.resource}: ${entry.name}`, entry] as const);

/** Every property that a person can fill in, those inside of collections too. */
const fields = NODES.flatMap(({ description }) =>
  description.properties
    .filter(({ name }) => !["resource", "operation"].includes(name))
    .flatMap((property) => [
      property,
      ...(property.type === "collection" ? (property.options as INodeProperties[]) : []),
    ])
    .map((property) => ({ node: description.name, property })),
);

function offenders(of: (property: INodeProperties) => unknown): string[] {
  return fields
    .filter(({ property }) => of(property))
    .map(({ node, property }) => `${node}.${property.name}: ${property.description ?? property.displayName}`);
}

describe("the name of an operation", () => {
  it("is there once in its resource, in order", () => {
    for (const { description } of NODES) {
      for (const { name, options = [] } of description.properties) {
        if (name !== "operation" && name !== "resource") continue;
        const names = (options as Option[]).map((option) => option.name);
        expect(names).toEqual([...new Set(names)].sort((a, b) => a.localeCompare(b)));
      }
    }
  });

  // What the plain names may be called by the API's own words for them, each about the whole resource.
  it.each([
    ["Get", /^(Get|Describe) /, ["read", "read-secret"]],
    ["Get Many", /^(List|Find|Read|Get) /, ["read"]],
    ["Create", /^(Create|Add|Register|Upload|Start|Invite|Deploy|Peer|Restore) /, ["write"]],
    ["Update", /^(Update|Change|Edit|Rename|Set|Replace|Grant) /, ["write", "destructive"]],
    ["Delete", /^(Delete|Remove|Revoke|Withdraw) /, ["destructive", "write"]],
  ] as const)("%s is what the API says it is", (name, title, risks) => {
    for (const entry of operations.filter((other) => other.name === name)) {
      const { words } = operationOf(entry.value);
      expect(words.title, `${entry.resource}: ${name}`).toMatch(title);
      if (name !== "Create") expect(risks, `${entry.resource}: ${name} (${entry.value})`).toContain(words.risk);
    }
  });

  it("is plain only where the operation is about the resource itself", () => {
    const plain = Object.fromEntries(
      operations
        .filter(({ name }) => name === "Get" || name === "Get Many")
        .map(({ node, resource, name, value }) => [`${node} ${resource} ${name}`, value]),
    );
    expect(plain).toMatchObject({
      "aiven Project Get": "ProjectGet",
      "aiven Project Get Many": "ProjectList",
      "aiven Integration Get Many": "ServiceIntegrationList",
      "aiven Backup Get Many": "ServiceBackupsGet",
      "aivenBilling Invoice Get": "OrganizationBillingInvoiceGet",
      "aivenCloud Plan Get Many": "ProjectServicePlanList",
      "aivenOrganization Organization User Get Many": "OrganizationUserList",
      "aivenOrganization Access Policy Get": "OrganizationAuthenticationConfigGet",
    });
    const misleading = ["Availability", "Session", "Application", "MySQL Query", "PostgreSQL Query"];
    const peering = ["Project VPC Peering", "Organization VPC Peering"];
    for (const resource of [...misleading, ...peering]) {
      const names = operations
        .filter((entry) => entry.resource === resource && entry.node !== "aivenFlink")
        .map(({ name }) => name);
      expect(names, resource).not.toContain("Get");
      expect(names, resource).not.toContain("Get Many");
    }
  });

  it("begins with a read wherever the resource has one", () => {
    for (const { node, resource } of operations) {
      const own = operations.filter((entry) => entry.node === node && entry.resource === resource);
      const reads = own.filter(({ value }) => operationOf(value).words.risk === "read");
      const usual = own.find((entry) => entry.usual);
      expect(usual, resource).toBeDefined();
      if (reads.length > 0) expect(reads, `${node} ${resource}`).toContain(usual);
    }
  });

  it.each(cases)("%s has an action and a description in English", (_, { action, about, name }) => {
    expect(action).toMatch(/^[A-Z][^.]*[^.]$/);
    // A list is of many things of one kind: no article, no owner in front, no question word.
    if (name.startsWith("Get Many")) expect(action).toMatch(/^(Get many|Read) /);
    expect(action).not.toMatch(/many (a|an|the|my|who|all)\b|'s .*'s /);
    expect(about).toMatch(/^[A-Z]\w+s\b/);
    expect(about).not.toMatch(/[^.]\.$/.test(about) && !/\. [A-Z]/.test(about) ? /./ : /^$/);
    expect(about).not.toMatch(/ {2}|\b(\w+) \1\b/);
  });
});

describe("the line below a node", () => {
  it.each(cases)("%s reads as the list does", (_, { node, resource, value, name }) => {
    const type = NODES.find(({ description }) => description.name === node);
    if (!type) throw new Error(node);
    const parameters = { resource, operation: value };
    const own = { id: "1", name: "Node", type: node, typeVersion: 1, position: [0, 0] as [number, number], parameters };
    const nodeTypes = { getByName: () => type, getByNameAndVersion: () => type, getKnownTypes: () => ({}) };
    const workflow = new Workflow({ nodes: [own], connections: {}, active: false, nodeTypes });
    const line = workflow.expression.getSimpleParameterValue(own, type.description.subtitle, "internal", {});
    expect(line).toBe(`${name}: ${resource}`);
  });
});

describe("a field", () => {
  it("is named in title case, with acronyms and products as they are spelled", () => {
    const wrong =
      /\b(Acl|Api|Arn|Aws|Cidr|Cmk|Db|Dest|Id|Iam|Ip|Json|Kms|Mcp|Mysql|Oauth|Opensearch|Otp|Pg|Pid|Lc|Saml|Scim|Sha|Sql|Tls|Uri|Url|Uuid|Vat|Vpc|Clickhouse|Github|Postgresql)\b/;
    expect(offenders(({ displayName, type }) => type !== "notice" && wrong.test(displayName))).toEqual([]);
    const lower = /^[a-z]| (?!(?:a|an|the|of|to|by|in|with|for|and|or|on|from|at|as)\b)[a-z]/;
    expect(offenders(({ displayName, type }) => type !== "notice" && lower.test(displayName))).toEqual([]);
  });

  it("is called by what is chosen, not by how it is named, where it is chosen from a list", () => {
    expect(offenders(({ type, displayName }) => type === "resourceLocator" && / (ID|Name)$/.test(displayName))).toEqual(
      [],
    );
  });

  it("offers choices in words, by name unless they have an order of their own", () => {
    const ordinal = /^(granularity|group_by|mysql_version|order_by|period|pg_version|severity|specify\w+)$/;
    for (const { node, property } of fields) {
      if (property.type !== "options") continue;
      const options = property.options as Option[];
      for (const { name } of options) {
        expect(name, `${node}.${property.name}`).not.toMatch(/_|^[a-z](?!malert)|[a-z]:[a-z]/);
      }
      const names = options.map(({ name }) => name);
      if (!ordinal.test(property.name)) expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b)));
    }
  });

  it("has nothing chosen that a person has to choose", () => {
    const chosen = offenders(
      ({ type, required, options = [], default: usual }) =>
        type === "options" && required === true && options.length > 1 && usual !== "",
    );
    expect(chosen).toEqual([]);
  });

  it("is told in sentences, a single one without a full stop", () => {
    const oneWithStop = (text = "") => /\.$/.test(text) && !/[^.]\. [A-Z]/.test(text.replaceAll("e.g. ", ""));
    expect(offenders(({ description }) => oneWithStop(description))).toEqual([]);
  });

  // What is typed as it stands here: columns to sort by, and names in JSON or in the answer of another node.
  const TYPED = /^(order_by|repository_url)$/;

  it("speaks of other fields and of choices by the names that they have here", () => {
    const raw = /(?<![\w."'])[a-z]+_[a-z_]+(?![\w."'])/;
    const wrong = ({ name, type, description = "" }: INodeProperties) =>
      type !== "json" && type !== "resourceMapper" && !TYPED.test(name) && raw.test(description);
    expect(offenders(wrong)).toEqual([]);
    // Parameters of a configuration have their names in its form.
    const told = operations.filter(({ about }) => raw.test(about) && !/ in its configuration/.test(about));
    expect(told.map(({ about }) => about)).toEqual([]);
  });

  it("asks for nothing that a form does not have", () => {
    const wrong = ({ type, description = "" }: INodeProperties) =>
      type !== "json" && /\bnull(?! in a body as JSON)|\b[Ii]ds?\b/.test(description);
    expect(offenders(wrong)).toEqual([]);
  });

  it("names in its words the choices as the list does", () => {
    const wrong = ({ type, options = [], description = "" }: INodeProperties) =>
      type === "options" &&
      (options as Option[]).some(
        ({ name, value }) =>
          name !== value && new RegExp(`(?<![\\w./:-])${value}(?![\\w/:-]|\\.\\w)`).test(description),
      );
    const plain = fields.filter(
      ({ property }) => property.name !== "specifyBody" && property.name !== "specifyConfiguration",
    );
    expect(plain.filter(({ property }) => wrong(property)).map(({ property }) => property.description)).toEqual([]);
  });

  it("that is a switch says whether what", () => {
    const wrong = ({ type, description = "Whether" }: INodeProperties) =>
      type === "boolean" && !/^Whether (?!this holds)/.test(description);
    expect(offenders(wrong)).toEqual([]);
  });

  it("cites no operation that the nodes do not call so", () => {
    const cited = (text = "") => text.match(/\b[A-Z]\w*[a-z][A-Z]\w+\b/g)?.some((word) => isOperation(word));
    expect(offenders(({ description }) => cited(description))).toEqual([]);
    expect(operations.filter(({ about }) => cited(about)).map(({ value }) => value)).toEqual([]);
  });

  it("is not offered where the API says to leave it out", () => {
    expect(offenders(({ description = "" }) => /deprecated/i.test(description))).toEqual([]);
  });

  it("shows an example where it is a text", () => {
    const own = new Set(["binaryField"]);
    const bare = offenders(
      ({ name, type, placeholder, typeOptions, default: usual, hint }) =>
        type === "string" &&
        !placeholder?.startsWith("e.g. ") &&
        typeOptions?.password !== true &&
        !own.has(name) &&
        !(usual === "data" && hint),
    );
    expect(bare.map((text) => text.split(":")[0])).toEqual([]);
  });
});

function isOperation(word: string): boolean {
  try {
    requireOperation(word);
    return true;
  } catch {
    return false;
  }
}

/** Names that are the node's own: a field of the API that is called so has another. */
const OWN = new Set(["resource", "operation", "limit", "options", "body", "simplify"]);

describe("the order of the fields", () => {
  function shownIn(node: string, value: string, more: Record<string, unknown> = {}): INodeProperties[] {
    const properties = NODES.find(({ description }) => description.name === node)?.description.properties ?? [];
    const resource = operations.find((entry) => entry.value === value)?.resource;
    const parameters = { resource, operation: value, specifyBody: "fields", returnAll: false, ...more };
    return properties.filter((property) => property.type !== "notice" && isShown(property, parameters));
  }

  it("of a new service is what it is, where it runs, how big it is", () => {
    const names = shownIn("aiven", "ServiceCreate").map(({ name }) => name);
    expect(names).toEqual([
      "resource",
      "operation",
      "project",
      "specifyBody",
      "new_service_name",
      "service_type",
      "cloud",
      "plan",
      "project_vpc_id",
      "specifyConfiguration",
      "simplify",
      "waitForCompletion",
      "fields",
      "options",
    ]);
  });

  it.each(cases)("%s: where, what, how much of it, what may be left out", (_, { node, value }) => {
    const names = shownIn(node, value).map(({ name }) => name);
    const inPath = [...operationOf(value).facts.path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
    const asked = names.filter((name) => inPath.includes(name));
    expect(asked).toEqual(inPath.filter((name) => names.includes(name)));
    const flags = ["returnAll", "limit", "simplify", "waitForCompletion", "planOnly", "nameCheck", "fields", "options"];
    expect(names.slice(-flags.filter((name) => names.includes(name)).length)).toEqual(
      flags.filter((name) => names.includes(name)),
    );
  });

  it.each(cases)("%s: no two are called the same", (_, { node, value }) => {
    const shown = shownIn(node, value);
    const collection = (shown.find(({ name }) => name === "fields")?.options ?? []) as INodeProperties[];
    const names = [...shown, ...collection].map(({ displayName }) => displayName);
    expect(names).toEqual([...new Set(names)]);
  });

  it.each(cases)("%s: beside a body as JSON stand no fields of the body", (_, { node, value }) => {
    if (isOwnOperation(value)) return;
    const { facts } = requireOperation(value);
    const shown = shownIn(node, value, { specifyBody: "json" });
    if (!shown.some(({ name }) => name === "body")) return;
    const collection = shown.find(({ name }) => name === "fields")?.options as INodeProperties[] | undefined;
    const names = [...shown, ...(collection ?? [])].map(({ name }) => name);
    const others = new Set([...(facts.query ?? []), ...[...facts.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)]);
    const inBody = Object.keys(facts.fields).filter((name) => !others.has(name) && !OWN.has(name));
    expect(names.filter((name) => inBody.includes(name.replace(/^new_/, "")))).toEqual([]);
  });
});

describe("what a person chose", () => {
  it.each(NODES.map(({ description }) => [description.name, description] as const))(
    "%s keeps under a name that is of one kind in all operations",
    (_, { properties }) => {
      const kinds = new Map<string, Set<boolean>>();
      for (const { name, type } of properties) {
        kinds.set(name, (kinds.get(name) ?? new Set()).add(type === "resourceLocator"));
      }
      expect([...kinds].filter(([, kind]) => kind.size > 1).map(([name]) => name)).toEqual([]);
    },
  );

  it("is a locator wherever a thing that exists is named", () => {
    const wanted =
      /^(organization_id|project|service_name|cloud|cloud_name|plan|service_plan|topic|topic_name|service_username|username|dbname|database|integration_id|source_service|dest_service|source_endpoint_id|dest_endpoint_id|project_vpc_id|primary_billing_group_id)$/;
    expect(offenders(({ name, type }) => wanted.test(name) && type !== "resourceLocator")).toEqual([]);
  });

  it.each([
    ["organization_id", "https://console.aiven.io/organization/org1a2b3c/admin", "org1a2b3c"],
    ["account_id", "https://console.aiven.io/account/a1/projects", "a1"],
    ["project", "https://console.aiven.io/account/a1/project/my-project/services", "my-project"],
    ["service_name", "https://console.aiven.io/account/a1/project/p/services/my-pg/overview?tab=1", "my-pg"],
    ["topic_name", "https://console.aiven.io/account/a1/project/p/services/k/topics/orders", "orders"],
    ["service_username", "https://console.aiven.io/account/a1/project/p/services/s/users/avnadmin", "avnadmin"],
    ["dbname", "https://console.aiven.io/account/a1/project/p/services/s/databases/defaultdb", "defaultdb"],
    ["integration_id", "https://console.aiven.io/account/a1/project/p/services/s/integrations/7c1e", "7c1e"],
    ["project_vpc_id", "https://console.aiven.io/account/a1/project/p/vpcs/7c1e", "7c1e"],
  ])("%s is found in a URL of the console", (field, url, value) => {
    const { property } = fields.find((entry) => entry.property.name === field) ?? {};
    const mode = property?.modes?.find(({ name }) => name === "url");
    expect(mode?.extractValue?.type).toBe("regex");
    const { regex = "" } = (mode?.extractValue ?? {}) as { regex?: string };
    expect(new RegExp(regex).exec(url)?.[1]).toBe(value);
  });
});

it("tells what a choice leads to before it is made", () => {
  const look = "Turn on Plan Only to see what would be lost, without doing it.";
  expect(told("ServiceDelete")).toEqual([expect.stringContaining(`This cannot be undone. ${look}`)]);
  expect(told("ServiceUpdate")).toEqual([
    `With some values this cannot be undone. ${look} It can change what you pay, interrupt what is running and change who can get in.`,
  ]);
  expect(told("ServiceCreate")).toEqual(["It can change what you pay."]);
  expect(told("ServiceGet")).toEqual([]);
});

it("tells of a part of an operation what that part leads to", () => {
  expect(told("powerOff")).toEqual([
    "This can lose data. Turn on Plan Only to see what would be lost, without doing it. It can change what you pay and interrupt what is running.",
  ]);
  expect(told("powerOn")).toEqual(["It can change what you pay."]);
});

it("offers no simpler answer where a change is told", () => {
  const { properties = [] } = NODES.find(({ description }) => description.name === "aiven")?.description ?? {};
  const simplified = properties.find(({ name }) => name === "simplify")?.displayOptions?.show?.["operation"] ?? [];
  expect(simplified).toContain("ServiceUpdate");
  expect(simplified.filter((value) => String(value).startsWith("configure"))).toEqual([]);
});

function told(operation: string): string[] {
  const { properties = [] } = NODES.find(({ description }) => description.name === "aiven")?.description ?? {};
  return properties
    .filter((property) => property.type === "notice" && isShown(property, { operation }))
    .map(({ displayName }) => displayName);
}
