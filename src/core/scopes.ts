const AREAS = [
  "accounts",
  "authentication",
  "billing",
  "payments",
  "privatelink",
  "projects",
  "scim",
  "services",
  "static_ips",
  "tickets",
  "user",
];

/** What a token can be limited to: all, an area, or to reading or writing in it. */
export const SCOPES: readonly string[] = ["all", ...AREAS.flatMap((area) => [area, `${area}:read`, `${area}:write`])];
