import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Certificate {
  readonly key: string;
  readonly cert: string;
  /** PEM file of the certificate, which is its own authority. */
  readonly file: string;
  remove(): void;
}

/** Makes a self-signed certificate for this machine, or other names, with the openssl binary: Node alone cannot make one. */
export function makeCertificate(names = "IP:127.0.0.1,DNS:api.aiven.test"): Certificate {
  const directory = mkdtempSync(join(tmpdir(), "aiven-mcp-certificate-"));
  const [keyFile, file] = [join(directory, "key.pem"), join(directory, "cert.pem")];
  execFileSync(
    "openssl",
    [
      ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"],
      ...["-subj", "/CN=aiven-mcp test", "-addext", `subjectAltName=${names}`],
      ...["-keyout", keyFile, "-out", file],
    ],
    { stdio: "pipe" },
  );
  const remove = () => rmSync(directory, { recursive: true, force: true });
  return { key: readFileSync(keyFile, "utf8"), cert: readFileSync(file, "utf8"), file, remove };
}
