import { constants, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { createSecureContext } from "node:tls";
import type { Configuration } from "@plantroom/model/configuration/settings.ts";
import { CannotStart } from "../cannot-start.ts";

/** Where HTTPS listens, and with which PEM files. */
export interface TlsOptions {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly certificate: string;
  readonly key: string;
}

/** A certificate with its chain, and its key. */
export interface Pair {
  readonly cert: string;
  readonly key: string;
}

/** What every TLS port of Plantroom asks for; a client that renegotiates costs more than it gives. */
export const tlsRules = { minVersion: "TLSv1.2", secureOptions: constants.SSL_OP_NO_RENEGOTIATION } as const;

/** Undefined without a certificate; throws `CannotStart` where only half of what is needed is named. */
export function tlsOptionsOf(settings: Configuration): TlsOptions | undefined {
  const { host, httpsPort, tlsCertificate: certificate, tlsKey: key } = settings;
  if ((certificate === "") !== (key === "")) {
    throw new CannotStart("PLANTROOM_TLS_CERT and PLANTROOM_TLS_KEY belong together: set both, or neither.");
  }
  return certificate === "" ? undefined : { host, port: Number(httpsPort), certificate, key };
}

/** The address of the port without TLS: this machine only once there is a certificate, unless the settings say otherwise. */
export function plainHost({ host, tlsCertificate, plainHost: asked }: Configuration): string {
  return tlsCertificate === "" ? host : asked || "127.0.0.1";
}

/** Reads the two files; throws `CannotStart` when they cannot be read or do not belong together. */
export function readPair({ certificate, key }: Pick<TlsOptions, "certificate" | "key">): Pair {
  const pair = { cert: readPem("PLANTROOM_TLS_CERT", certificate), key: readPem("PLANTROOM_TLS_KEY", key) };
  try {
    createSecureContext(pair);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CannotStart(`The certificate ${certificate} and the key ${key} cannot be used: ${reason}.`, { cause });
  }
  return pair;
}

/** When the certificate ends. */
export function expiryOf({ cert }: Pair): Date {
  return new X509Certificate(cert).validToDate;
}

function readPem(variable: string, path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    const reason = cause instanceof Error && "code" in cause ? cause.code : cause;
    throw new CannotStart(`${variable} names ${path}, which cannot be read (${reason}).`, { cause });
  }
}
