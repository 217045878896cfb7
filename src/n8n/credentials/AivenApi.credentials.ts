import type { IAuthenticateGeneric, ICredentialType, Icon, INodeProperties } from "n8n-workflow";

export class AivenApi implements ICredentialType {
  name = "aivenApi";

  displayName = "Aiven API";

  icon: Icon = { light: "file:../icons/aiven.svg", dark: "file:../icons/aiven.dark.svg" };

  documentationUrl = "https://github.com/aiven-mcp/aiven-mcp/tree/main/src/n8n#credential";

  properties: INodeProperties[] = [
    {
      displayName: "Token",
      name: "token",
      type: "string",
      typeOptions: { password: true },
      default: "",
      required: true,
      description: "A token of a person or of an application user, from User information → Tokens in the Aiven Console",
    },
    {
      displayName: "Base URL",
      name: "baseUrl",
      type: "string",
      default: "https://api.aiven.io",
      description: "Where the API is, without a version; the address of the sandbox to try things at no cost",
    },
    {
      displayName: "Default Project",
      name: "project",
      type: "string",
      default: "",
      placeholder: "e.g. my-project",
      description: "The project that is meant where a node names none",
    },
    {
      displayName: "Read Only",
      name: "readOnly",
      type: "boolean",
      default: false,
      description: "Whether to refuse everything that changes something or returns secrets, whatever the token may do",
    },
  ];

  authenticate: IAuthenticateGeneric = {
    type: "generic",
    properties: { headers: { authorization: "=aivenv1 {{$credentials.token}}" } },
  };
}
