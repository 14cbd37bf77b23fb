import type { Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createServer, type Server } from "node:tls";
import { type Milliseconds, second } from "@plantroom/model/time.ts";
import type { Logger } from "pino";
import { Gauge, type Registry } from "prom-client";
import type { Clock } from "../clock.ts";
import { listenProblem } from "./listen.ts";
import { expiryOf, type Pair, readPair, type TlsOptions, tlsRules } from "./tls.ts";

/** Certificates are renewed in their files; so often they are looked at. */
const lookEvery: Milliseconds = 10 * second;
const handshakeTimeout: Milliseconds = 10 * second;

export interface HttpsOptions extends TlsOptions {
  /** Serves what has been decrypted. */
  readonly http: HttpServer;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Registry;
}

/** Decrypts on a port of its own and hands each connection to the HTTP server, which then knows it as encrypted. */
export class HttpsPort {
  readonly #options: HttpsOptions;
  readonly #server: Server;
  #pair: Pair;
  #problem: string | undefined;
  #cancel: () => void = () => undefined;

  private constructor(options: HttpsOptions) {
    this.#options = options;
    this.#pair = readPair(options);
    this.#server = createServer({ ...this.#pair, ...tlsRules, ALPNProtocols: ["http/1.1"], handshakeTimeout });
    this.#server.on("secureConnection", (socket) => options.http.emit("connection", socket));
    this.#server.on("tlsClientError", ({ message }, socket) => {
      options.log.debug({ address: socket.remoteAddress, problem: message }, "no TLS came about");
      socket.destroy(); // after a time-out nobody else would
    });
    const expires = (): Date => expiryOf(this.#pair);
    new Gauge({
      name: "plantroom_certificate_expires_at_seconds",
      help: "When the certificate of HTTPS ends, in seconds of Unix time",
      registers: [options.metrics],
      collect() {
        this.set(expires().getTime() / 1_000);
      },
    });
  }

  /** Throws `CannotStart` for files or a port that will not do. */
  static async open(options: HttpsOptions): Promise<HttpsPort> {
    const port = new HttpsPort(options);
    await new Promise<void>((resolve, reject) => {
      port.#server.once("error", (problem) =>
        reject(listenProblem(problem, options.host, options.port, "PLANTROOM_HTTPS_PORT")),
      );
      port.#server.listen({ host: options.host, port: options.port }, resolve);
    });
    port.#lookLater();
    return port;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** No new connections; those there are end with the HTTP server. */
  close(): void {
    this.#cancel();
    this.#server.close();
  }

  #lookLater(): void {
    this.#cancel = this.#options.clock.after(lookEvery, () => {
      this.#look();
      this.#lookLater();
    });
  }

  /** Takes a new pair for new connections; one that does not fit is told, and the one before stays. */
  #look(): void {
    const { log, certificate } = this.#options;
    try {
      const pair = readPair(this.#options);
      this.#problem = undefined;
      if (pair.cert === this.#pair.cert && pair.key === this.#pair.key) return;
      this.#server.setSecureContext({ ...pair, ...tlsRules });
      this.#pair = pair;
      log.info({ certificate, expires: expiryOf(pair) }, "the certificate was read again");
    } catch (problem) {
      const message = problem instanceof Error ? problem.message : String(problem);
      if (message !== this.#problem) log.error({ problem: message }, "the certificate is kept as it was");
      this.#problem = message;
    }
  }
}
