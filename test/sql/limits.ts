/** Limits of a reading statement that no test reaches unless it means to. */
export const LIMITS = { write: false, maxRows: 1_000, maxBytes: 1_000_000, timeoutMs: 20_000 };
