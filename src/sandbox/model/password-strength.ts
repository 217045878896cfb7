/** How well a password would do, in the API's form: a score of 0 to 4, of which 2 and more will do. */
export function passwordStrength(password: string, personal: readonly string[] = []) {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((kind) => kind.test(password)).length;
  const lower = password.toLowerCase();
  const guessable = personal.some((word) => word.length > 2 && lower.includes(word.toLowerCase()));
  const score = guessable || password.length < 8 ? 0 : Math.min(4, kinds - 1 + Math.floor(password.length / 12));
  const is_acceptable = score >= 2;
  return { is_acceptable, message: is_acceptable ? "Password is strong enough" : "Password is too weak", score };
}
