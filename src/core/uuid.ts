/** Whether a text is a UUID, which ids of integrations and endpoints are and names never. */
export function isUuid(text: string): boolean {
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);
}
