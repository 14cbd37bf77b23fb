import type { Socket } from "node:net";
import { createServer, type Server, type TLSSocket } from "node:tls";
import { type Milliseconds, second } from "@plantroom/model/time.ts";
import type { Log } from "../log.ts";
import {
  type Certificate,
  type CertificateFiles,
  isSameCertificate,
  readCertificate,
  tlsRules,
} from "./certificate.ts";

/** Certificates are renewed in their files; so often they are looked at. */
const lookMs = 10 * second;

export interface TlsPortOptions {
  readonly files: CertificateFiles;
  readonly handshakeTimeout: Milliseconds;
  /** A connection before its handshake; when the answer is no it ends. */
  readonly onRaw: (socket: Socket) => boolean;
  /** After it; the raw connection lies below. */
  readonly onSecure: (socket: TLSSocket, raw: Socket | undefined) => void;
  /** How often the files are looked at. */
  readonly lookMs?: Milliseconds | undefined;
  readonly log: Log;
}

/** Devices by TLS; a new certificate holds for new connections, and one that does not fit is told and not taken. */
export class TlsPort {
  readonly server: Server;
  readonly #options: TlsPortOptions;
  /** By the peer's address and port. */
  readonly #raw = new Map<string, Socket>();
  readonly #looking: NodeJS.Timeout;
  #certificate: Certificate;
  #problem: string | undefined;

  /** Throws `StartProblem`. */
  constructor(options: TlsPortOptions) {
    this.#options = options;
    this.#certificate = readCertificate(options.files);
    const asks = options.files.clientCa !== undefined;
    this.server = createServer({
      ...this.#certificate,
      ...tlsRules,
      requestCert: asks,
      rejectUnauthorized: asks,
      handshakeTimeout: options.handshakeTimeout,
      noDelay: true,
      keepAlive: true,
    });
    this.server.prependListener("connection", (socket: Socket) => {
      const peer = peerOf(socket);
      this.#raw.set(peer, socket);
      socket.once("close", () => this.#raw.delete(peer));
      if (!options.onRaw(socket)) socket.destroy();
    });
    this.server.on("secureConnection", (socket) => options.onSecure(socket, this.#raw.get(peerOf(socket))));
    this.server.on("tlsClientError", ({ message }, socket) => {
      options.log.debug({ address: socket.remoteAddress, problem: message }, "no TLS came about");
      socket.destroy(); // after a time-out nobody else would
    });
    this.#looking = setInterval(() => this.#look(), options.lookMs ?? lookMs).unref();
  }

  close(): void {
    clearInterval(this.#looking);
    this.server.close();
  }

  #look(): void {
    const { files, log } = this.#options;
    try {
      const certificate = readCertificate(files);
      this.#problem = undefined;
      if (isSameCertificate(certificate, this.#certificate)) return;
      this.server.setSecureContext({ ...certificate, ...tlsRules });
      this.#certificate = certificate;
      log.info({ certificate: files.certificate }, "the certificate was read again");
    } catch (cause) {
      const { message } = cause as Error;
      if (message !== this.#problem) log.error({ problem: message }, "the certificate is kept as it was");
      this.#problem = message;
    }
  }
}

function peerOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`;
}
