import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import type { Instant } from "@plantroom/model/time.ts";
import type { Log } from "../log.ts";
import { LogLimiter } from "../log-limiter.ts";
import { ByteGuard } from "./byte-guard.ts";
import type { Devices } from "./devices.ts";
import type { Limits } from "./limits.ts";

export interface ListenerOptions {
  readonly host: string;
  /** 0: whichever is free. */
  readonly port: number;
  readonly limits: Limits;
  readonly devices: Devices;
  readonly clock: () => Instant;
  readonly log: Log;
}

/** The TCP side: caps on connections, and a guard between each socket and the broker. */
export class Listener {
  readonly #options: ListenerOptions;
  readonly #server: Server;
  readonly #halfOpen = new Set<Socket>();
  readonly #limiter = new LogLimiter();

  private constructor(options: ListenerOptions) {
    this.#options = options;
    this.#server = createServer({ noDelay: true, keepAlive: true }, (socket) => this.#accept(socket));
    this.#server.maxConnections = options.limits.maxConnections;
  }

  /** Rejects with the error of the operating system when the port cannot be had. */
  static async open(options: ListenerOptions): Promise<Listener> {
    const listener = new Listener(options);
    await new Promise<void>((resolve, reject) => {
      listener.#server.once("error", reject);
      listener.#server.listen({ host: options.host, port: options.port }, resolve);
    });
    return listener;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Connections that have not been let in yet. */
  get halfOpen(): number {
    return this.#halfOpen.size;
  }

  /** No new connections; the present ones stay. */
  close(): void {
    this.#server.close();
    for (const socket of this.#halfOpen) socket.destroy();
  }

  #accept(socket: Socket): void {
    this.#halfOpen.add(socket);
    socket.once("close", () => this.#halfOpen.delete(socket));
    const [oldest] = this.#halfOpen;
    if (this.#halfOpen.size > this.#options.limits.maxHalfOpen) oldest?.destroy();

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
