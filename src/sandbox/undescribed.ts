import type { Download, OperationFacts } from "../core/catalogue/index.js";
import { ApiFailure, badRequest, found } from "./errors.js";
import { clients } from "./families/oauth-clients.js";
import { type AuthenticationMethodRow, authenticationMethods } from "./model/authentication-method.js";
import { requireService } from "./model/service.js";
import type { Call, World } from "./world.js";

type Input = Readonly<Record<string, unknown>>;

interface Undescribed {
  readonly facts: OperationFacts;
  readonly answer: (input: Input, call: Call) => unknown;
}

const text = { type: "string" } as const;
const SAML = "/v1/sso/saml/account/{account_id}/method/{account_authentication_method_id}";

/**
 * What the provider's own pages and tools ask of the API and nobody else does: no operations of the catalogue. Where a part
 * is missing that only the provider has (its web pages, Stripe, an identity provider), the answer is that of the API to
 * whoever comes without.
 */
export const UNDESCRIBED: Readonly<Record<string, Undescribed>> = {
  StripeKeyGet: {
    facts: { method: "GET", path: "/v1/config/stripe_key", fields: {} },
    answer: (_, { world }) => ({ stripe_key: `pk_test_${world.hex("stripe key", 24)}` }),
  },

  PaymentMethodSetupIntentCreate: {
    facts: { method: "GET", path: "/v1/create_payment_method_setup_intent", fields: {} },
    answer: (_, { world }) => {
      const id = world.id("seti_", 24);
      return { setup_intent_id: id, client_secret: `${id}_secret_${world.hex(`secret ${id}`, 24)}` };
    },
  },

  OAuthTokenCreate: {
    facts: {
      method: "POST",
      path: "/v1/oauth2/token",
      auth: false,
      fields: { grant_type: text, client_id: text, client_secret: text, code: text, refresh_token: text },
    },
    answer: refuseGrant,
  },

  SamlMetadataGet: {
    facts: { method: "GET", path: `${SAML}/metadata`, auth: false, fields: {} },
    answer: (input, { world }) => samlMetadata(requireSaml(world, input)),
  },

  SamlResponseAccept: {
    facts: { method: "POST", path: `${SAML}/acs`, auth: false, fields: { SAMLResponse: text } },
    answer: (input, { world }) => {
      requireSaml(world, input);
      throw badRequest("Invalid SAML response");
    },
  },

  PgEditorQueryRun: {
    facts: {
      method: "POST",
      path: "/v1/project/{project}/service/{service_name}/pg-editor/run-query",
      fields: { project: text, service_name: text, query: text, database: text, schema_name: text },
      required: ["project", "service_name", "query"],
    },
    answer: ({ project, service_name }, call) => {
      requireService(call, { project: String(project), service_name: String(service_name) });
      throw new ApiFailure(403, "Only the provider's own editor may run queries: connect to the database instead");
    },
  },
};

/** A refusal as OAuth words it (RFC 6749, section 5.2). */
class GrantFailure extends ApiFailure {
  override body(): unknown {
    return { error: this.code, error_description: this.message };
  }
}

/** There is no page on which a user could let a client in, so nobody can have a code or a token to refresh. */
function refuseGrant({ grant_type, client_id }: Input, { world }: Call): never {
  if (grant_type === undefined) throw new GrantFailure(400, "grant_type is missing", "invalid_request");
  if (grant_type !== "authorization_code" && grant_type !== "refresh_token") {
    throw new GrantFailure(400, "grant_type must be authorization_code or refresh_token", "unsupported_grant_type");
  }
  const isKnown = clients(world).where((row) => row.client_id === client_id).length > 0;
  if (!isKnown) throw new GrantFailure(401, "Unknown client", "invalid_client");
  throw new GrantFailure(400, "The grant is unknown, expired or revoked", "invalid_grant");
}

function requireSaml(world: World, { account_id, account_authentication_method_id }: Input): AuthenticationMethodRow {
  const [row] = authenticationMethods(world).where(
    (each) =>
      each.authentication_method_type === "saml" &&
      each.account_id === account_id &&
      each.authentication_method_id === account_authentication_method_id,
  );
  return found(row, "Authentication method does not exist", "authentication_method_not_found");
}

/** What an identity provider reads to know the service: where it is, and where it takes answers. */
function samlMetadata({ account_id, authentication_method_id }: AuthenticationMethodRow): Download {
  const base = `https://api.aiven.io/v1/sso/saml/account/${account_id}/method/${authentication_method_id}`;
  const post = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";
  const xml = `<?xml version="1.0"?>
<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${base}/metadata">
  <md:SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol" WantAssertionsSigned="true">
    <md:AssertionConsumerService Binding="${post}" Location="${base}/acs" index="1"/>
  </md:SPSSODescriptor>
</md:EntityDescriptor>
`;
  return { contentType: "application/samlmetadata+xml", bytes: new TextEncoder().encode(xml) };
}
