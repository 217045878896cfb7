/** What jq runs in: the code of its thread, and jq itself, compressed, in base64. */
export interface PrebuiltJq {
  readonly thread: string;
  readonly wasm: string;
}

/** The build puts it here; there is none in the source. */
export const prebuilt: PrebuiltJq | undefined = undefined;
