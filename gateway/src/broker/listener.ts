import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import type { Instant, Milliseconds } from "@plantroom/model/time.ts";
import type { Log } from "../log.ts";
import { LogLimiter } from "../log-limiter.ts";
import { listenProblem } from "../start-problem.ts";
import { ByteGuard } from "./byte-guard.ts";
import type { CertificateFiles } from "./certificate.ts";
import type { Devices } from "./devices.ts";
import type { Limits } from "./limits.ts";
import { TlsPort } from "./tls-port.ts";

export interface ListenAddress {
  readonly host: string;
  /** 0: whichever is free. */
  readonly port: number;
}

export interface TlsListen extends ListenAddress, CertificateFiles {
  /** How often the files are looked at. */
  readonly lookMs?: Milliseconds;
}

export interface ListenerOptions extends ListenAddress {
  /** A second port, by TLS. */
  readonly tls?: TlsListen | undefined;
  readonly limits: Limits;
  readonly devices: Devices;
  readonly clock: () => Instant;
  readonly log: Log;
}

/** The TCP side: caps on connections, and a guard between each socket and the broker; the same for both ports. */
export class Listener {
  readonly #options: ListenerOptions;
  readonly #plain: Server;
  readonly #tls: TlsPort | undefined;
  /** Every connection, in whatever state; by TLS the one below. */
  readonly #open = new Set<Socket>();
  readonly #halfOpen = new Set<Socket>();
  readonly #limiter = new LogLimiter();

  private constructor(options: ListenerOptions) {
    this.#options = options;
    this.#plain = createServer({ noDelay: true, keepAlive: true }, (socket) => {
      if (this.#counts(socket)) this.#accept(socket);
      else socket.destroy();
    });
    this.#tls =
      options.tls &&
      new TlsPort({
        files: options.tls,
        ...{ handshakeTimeout: options.limits.connectTimeout, lookMs: options.tls.lookMs, log: options.log },
        onRaw: (socket) => this.#counts(socket) && this.#waits(socket),
        onSecure: (socket, raw) => {
          if (raw) this.#halfOpen.delete(raw);
          this.#accept(socket);
        },
      });
    for (const server of [this.#plain, this.#tls?.server]) {
      if (server) server.maxConnections = options.limits.maxConnections;
    }
  }

  /** Rejects with a `StartProblem` when a port cannot be had or a certificate cannot be used. */
  static async open(options: ListenerOptions): Promise<Listener> {
    const listener = new Listener(options);
    try {
      await listening(listener.#plain, options, "PLANTROOM_MQTT_PORT");
      if (options.tls && listener.#tls) {
        await listening(listener.#tls.server, options.tls, "PLANTROOM_MQTT_TLS_PORT");
      }
    } catch (cause) {
      listener.close();
      throw cause;
    }
    return listener;
  }

  get port(): number {
    return (this.#plain.address() as AddressInfo).port;
  }

  get tlsPort(): number | undefined {
    return (this.#tls?.server.address() as AddressInfo | undefined)?.port;
  }

  /** Connections that have not been let in yet. */
  get halfOpen(): number {
    return this.#halfOpen.size;
  }

  /** No new connections; the present ones stay. */
  close(): void {
    this.#plain.close();
    this.#tls?.close();
    for (const socket of this.#halfOpen) socket.destroy();
  }

  /** Whether there is room for one more connection over both ports. */
  #counts(socket: Socket): boolean {
    if (this.#open.size >= this.#options.limits.maxConnections) return false;
    this.#open.add(socket);
    socket.once("close", () => this.#open.delete(socket));
    return true;
  }

  /** It is half open until it is let in, or until a TLS socket stands in its place. The oldest makes room. */
  #waits(socket: Socket): boolean {
    this.#halfOpen.add(socket);
    socket.once("close", () => this.#halfOpen.delete(socket));
    const [oldest] = this.#halfOpen;
    if (this.#halfOpen.size > this.#options.limits.maxHalfOpen) oldest?.destroy();
    return true;
  }

  #accept(socket: Socket): void {
    this.#waits(socket);
    const { devices } = this.#options;
    const guard = new ByteGuard({
      onViolation: (problem) => {
        this.#note(socket, problem);
        socket.destroy();
      },
      onOversize: (publish) => devices.oversize(socket, publish),
      onGoodbye: () => devices.goodbye(socket),
    });
    guardReads(socket, guard);
    devices.accept(socket, () => {
      guard.admitted = true;
      this.#halfOpen.delete(socket);
    });
  }

  #note(socket: Socket, problem: string): void {
    const address = socket.remoteAddress ?? "";
    const held = this.#limiter.allow(address, this.#options.clock());
    if (held !== undefined) this.#options.log.warn({ address, problem, held }, "a connection broke the protocol");
  }
}

/** The broker pulls with `read`, so the guard stands there: no stream between, nothing copied. */
function guardReads(socket: Socket, guard: ByteGuard): void {
  const read = socket.read.bind(socket);
  socket.read = (size) => {
    const chunk: Buffer | null = read(size);
    if (chunk === null) return null;
    const passed = guard.filter(chunk);
    return passed.length > 0 ? passed : null;
  };
}

async function listening(server: Server, { host, port }: ListenAddress, variable: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause) => reject(listenProblem(cause, host, port, variable)));
    server.listen({ host, port }, resolve);
  });
}
