/** An answer of the API that is not a good one, with the message and code that the real one would give. */
export class ApiFailure extends Error {
  readonly status: number;
  readonly code: string | undefined;

  constructor(status: number, message: string, code?: string) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /** The body in the API's form. */
  body(): unknown {
    const error = { message: this.message, status: this.status, ...(this.code ? { error_code: this.code } : {}) };
    return { errors: [error], message: this.message };
  }
}

/** Throws unless the value is there. */
export function found<T>(value: T | undefined, message: string, code?: string): T {
  if (value === undefined) throw new ApiFailure(404, message, code);
  return value;
}

export function badRequest(message: string, code?: string): ApiFailure {
  return new ApiFailure(400, message, code);
}

export function conflict(message: string, code?: string): ApiFailure {
  return new ApiFailure(409, message, code);
}
