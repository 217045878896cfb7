/** What the MCP SDK takes from its runtime; the build puts this in place of the SDK's own module for Node. */
import process from "node:process";
import type { JsonSchemaType, JsonSchemaValidatorResult } from "@modelcontextprotocol/server";
import { z } from "zod";

export class DefaultJsonSchemaValidator {
  getValidator<T>(schema: JsonSchemaType): (input: unknown) => JsonSchemaValidatorResult<T> {
    const validator = z.fromJSONSchema(schema as unknown as Parameters<typeof z.fromJSONSchema>[0]);
    return (input) => {
      const result = validator.safeParse(input);
      return result.success
        ? { valid: true, data: result.data as T, errorMessage: undefined }
        : { valid: false, data: undefined, errorMessage: z.prettifyError(result.error) };
    };
  }
}

export { process };
