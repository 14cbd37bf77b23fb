import { constants } from "node:crypto";
import { readFileSync } from "node:fs";
import { createSecureContext } from "node:tls";
import { StartProblem } from "../start-problem.ts";

/** PEM files of the TLS port. */
export interface CertificateFiles {
  readonly certificate: string;
  readonly key: string;
  /** Who may sign the certificates of devices; with it every device needs one. */
  readonly clientCa?: string | undefined;
}

/** What is in them. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
  readonly ca?: string;
}

/** What every TLS port of Plantroom asks for; a client that renegotiates costs more than it gives. */
export const tlsRules = { minVersion: "TLSv1.2", secureOptions: constants.SSL_OP_NO_RENEGOTIATION } as const;

/** Throws `StartProblem` when the files cannot be read or do not belong together. */
export function readCertificate({ certificate, key, clientCa }: CertificateFiles): Certificate {
  const read: Certificate = {
    cert: readPem("PLANTROOM_TLS_CERT", certificate),
    key: readPem("PLANTROOM_TLS_KEY", key),
    ...(clientCa !== undefined && { ca: readPem("PLANTROOM_MQTT_CLIENT_CA", clientCa) }),
  };
  try {
    createSecureContext(read);
  } catch (cause) {
    const reason = (cause as Error).message;
    throw new StartProblem(`The certificate ${certificate} and the key ${key} cannot be used: ${reason}.`, { cause });
  }
  return read;
}

export function isSameCertificate(one: Certificate, other: Certificate): boolean {
  return one.cert === other.cert && one.key === other.key && one.ca === other.ca;
}

function readPem(variable: string, path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new StartProblem(`${variable} names ${path}, which cannot be read (${code}).`, { cause });
  }
}
