import type { Schema } from "../../src/core/catalogue/index.js";

/** Names under which an answer can carry a secret: wider than what redaction goes by, on purpose. */
const SUSPICIOUS =
  /pass(word|wd|phrase|code)|secret|token|(^|_)key$|private_?key|(^|_)ur[il](_|$)|URL$|cert|cookie|credential|otp$|qrcode|jaas|connection_info|invite_code/i;

/** Fields of such a name that are shown, each with the reason. */
export const INNOCENT: Readonly<Record<string, string>> = {
  access_cert_not_valid_after_time: "a time",
  aiven_aws_object_storage_credentials_creator_arn: "the name of a role",
  aiven_object_storage_credentials_creator_user: "the name of a user",
  certificate: "the certificate of an authority, made to be handed out",
  challenge_token: "a record to be published in DNS",
  credentials_user_id: "an id",
  docURL: "public documentation",
  doc_url: "public documentation",
  end_of_life_help_article_url: "a public page",
  end_of_life_policy_url: "a public page",
  expiring_cert_not_valid_after_time: "a time",
  key: "the key of a tag, a column or a record",
  password_updated_time: "a time",
  redirect_uri: "where an OAuth client's users come back to, not what they bring",
  redirect_url: "a page of the Git host that asks its user to agree",
  remote_configure_url: "a page of the Git host that wants a login",
  return_url: "a page to come back to",
  saml_acs_url: "an address that the identity provider must know",
  saml_certificate: "the identity provider's public certificate",
  saml_certificate_issuer: "a name",
  saml_certificate_not_valid_after: "a time",
  saml_certificate_not_valid_before: "a time",
  saml_certificate_subject: "a name",
  saml_idp_url: "an address that people log in at",
  saml_metadata_url: "an address that the identity provider must know",
  saml_sp_certificate: "a public certificate",
  scim_url: "an address; what opens it is the SCIM token",
  secret_id: "an id",
  secret_suffix: "the last characters, by which people tell secrets apart",
  source_url: "the address of a repository",
  token_prefix: "the id of a token, by which it is revoked",
  token_validity_begin: "a time",
  tokens: "a list whose items are looked at one by one",
  url: "the address of a plugin's public page",
};

/** Whether a field of an answer can hold a secret, as far as its name and type tell. */
export function isSuspicious(name: string, { type, enum: values }: Schema): boolean {
  return (type === "string" || type === "array" || type === undefined) && !values && SUSPICIOUS.test(name);
}
