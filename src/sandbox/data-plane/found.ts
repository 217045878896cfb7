/** Which servers were found on this machine, by service type: name and version, or null where there is none. */
export type FoundEngines = Readonly<Record<"pg" | "valkey", string | null>>;
