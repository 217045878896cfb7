const READ = [
  "read_only",
  "project:services:read",
  "project:integrations:read",
  "project:networking:read",
  "project:audit_logs:read",
  "project:permissions:read",
  "service:metrics:read",
];
const DEVELOP = [
  ...READ,
  "developer",
  "service:logs:read",
  "service:data:write",
  "service:users:write",
  "service:secrets:read",
];
const OPERATE = [
  ...DEVELOP,
  "operator",
  "project:services:write",
  "project:integrations:write",
  "project:networking:write",
  "service:configuration:write",
  "role:services:maintenance",
  "role:services:recover",
];
/** `organization:projects:write`, held on a project only, lets its admin change and delete it. */
const ADMINISTER = [...OPERATE, "admin", "role:project:admin", "organization:projects:write"];

const ORGANIZATION = [
  "organization:app_users:write",
  "organization:audit_logs:read",
  "organization:billing:read",
  "organization:billing:write",
  "organization:domains:write",
  "organization:groups:write",
  "organization:networking:read",
  "organization:networking:write",
  "organization:projects:write",
  "organization:users:write",
];

/** What a role or permission brings along (source: the provider's page on roles and permissions). */
const IMPLIED: Readonly<Record<string, readonly string[]>> = {
  read_only: READ,
  developer: DEVELOP,
  operator: OPERATE,
  admin: ADMINISTER,
  "role:project:admin": ADMINISTER,
  "role:organization:admin": [...ADMINISTER, ...ORGANIZATION, "role:organization:admin"],
  "role:services:maintenance": ["project:services:read"],
  "role:services:recover": ["project:services:read"],
  "organization:audit_logs:read": [],
  "organization:app_users:write": [],
  "organization:billing:read": [],
  "organization:billing:write": ["organization:billing:read"],
  "organization:domains:write": [],
  "organization:groups:write": [],
  "organization:networking:read": [],
  "organization:networking:write": ["organization:networking:read"],
  "organization:projects:write": [],
  "organization:users:write": [],
  "project:audit_logs:read": ["project:services:read"],
  "project:integrations:read": [],
  "project:integrations:write": ["project:integrations:read"],
  "project:networking:read": [],
  "project:networking:write": ["project:networking:read"],
  "project:permissions:read": [],
  "project:services:read": [],
  "project:services:write": ["project:services:read", "service:configuration:write"],
  "service:configuration:write": ["project:services:read"],
  "service:data:write": ["project:services:read"],
  "service:logs:read": ["project:services:read"],
  "service:metrics:read": ["project:services:read"],
  "service:secrets:read": ["project:services:read"],
  "service:users:write": ["project:services:read"],
};

/** All that is held with the given roles and permissions. */
export function expand(permissions: Iterable<string>): Set<string> {
  const held = new Set<string>();
  for (const permission of permissions) {
    held.add(permission);
    for (const implied of IMPLIED[permission] ?? []) held.add(implied);
  }
  return held;
}

export function isPermission(name: string): boolean {
  return Object.hasOwn(IMPLIED, name);
}

/** Whether a permission is of use in a project: the organization's own say nothing of it, but for the one over projects. */
export function concernsProjects(permission: string): boolean {
  return !permission.startsWith("organization:") || permission === "organization:projects:write";
}

/** The types of members of a project, from the one that may most. */
export const MEMBER_TYPES = ["admin", "operator", "developer", "read_only"] as const;

export type MemberType = (typeof MEMBER_TYPES)[number];

/** The role that may most among what is held. */
export function memberTypeOf(held: ReadonlySet<string>): MemberType | undefined {
  return MEMBER_TYPES.find((type) => held.has(type));
}

/** The one word for several roles and permissions: the role that may most, else the first permission. */
export function highest(permissions: readonly string[]): MemberType {
  return memberTypeOf(new Set(permissions)) ?? asMemberType(permissions[0] ?? "read_only");
}

/** The API has permissions where a type of member stands, too. */
export function asMemberType(permission: string): MemberType {
  return permission as MemberType;
}
