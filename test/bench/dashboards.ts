import type { DashboardToServer, LiveDelta, ServerToDashboard } from "@plantroom/model/live/events.ts";
import { io, type Socket } from "socket.io-client";
import { Latencies } from "./latencies.ts";

type Dashboard = Socket<ServerToDashboard, DashboardToServer>;

/** Live dashboards of a bench run: they follow one site, answer every delta, and note when what is expected arrives. */
export class Dashboards {
  readonly #sockets: readonly Dashboard[];
  readonly #expected = new Map<string, number>();
  readonly #alarms = new Map<string, () => void>();
  readonly screen = new Latencies();
  /** Of the last heartbeat, milliseconds. */
  lag = { judge: 0, history: 0 };

  private constructor(sockets: readonly Dashboard[]) {
    this.#sockets = sockets;
  }

  static async open(url: string, cookie: string, site: string, count: number): Promise<Dashboards> {
    const options = { extraHeaders: { cookie }, transports: ["websocket"], forceNew: true };
    const sockets = Array.from({ length: count }, (): Dashboard => io(url, options));
    const dashboards = new Dashboards(sockets);
    await Promise.all(
      sockets.map(
        (socket, index) =>
          new Promise<void>((resolve) => {
            socket.on("delta", (delta, applied) => {
              if (index === 0) dashboards.#note(delta);
              applied();
            });
            socket.on("heartbeat", ({ judgeLag, historyLag }) => {
              dashboards.lag = { judge: judgeLag, history: historyLag };
            });
            socket.once("connect", () => socket.emit("follow", [site], () => resolve()));
          }),
      ),
    );
    return dashboards;
  }

  /** The value of that time, or a newer one, of the equipment is to be seen. */
  expect(equipment: string, at: number): void {
    if (!this.#expected.has(equipment)) this.#expected.set(equipment, at);
  }

  /** Resolves when an alarm of the equipment arrives. */
  alarmOf(equipment: string): Promise<void> {
    return new Promise((resolve) => this.#alarms.set(equipment, resolve));
  }

  close(): void {
    for (const socket of this.#sockets) socket.disconnect();
  }

  #note({ values = [], alarms = [] }: LiveDelta): void {
    for (const [equipment, , at] of values) {
      const expected = this.#expected.get(equipment);
      if (expected === undefined || at < expected) continue;
      this.screen.add(Date.now() - expected);
      this.#expected.delete(equipment);
    }
    for (const { equipment } of alarms) {
      this.#alarms.get(equipment)?.();
      this.#alarms.delete(equipment);
    }
  }
}
