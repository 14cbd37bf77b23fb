import type { DashboardToServer, LiveDelta, ServerToDashboard } from "@plantroom/model/live/events.ts";
import { io, type Socket } from "socket.io-client";

/** Live dashboards of a bench run: they follow one site, answer every delta, and note how old each value is on arrival. */
export class Dashboards {
  readonly #sockets: Socket<ServerToDashboard, DashboardToServer>[];
  readonly #ages: number[] = [];

  private constructor(sockets: Socket<ServerToDashboard, DashboardToServer>[]) {
    this.#sockets = sockets;
  }

  static async open(url: string, cookie: string, site: string, count: number): Promise<Dashboards> {
    const sockets = Array.from(
      { length: count },
      () =>
        io(url, { extraHeaders: { cookie }, transports: ["websocket"], forceNew: true }) as Socket<
          ServerToDashboard,
          DashboardToServer
        >,
    );
    const dashboards = new Dashboards(sockets);
    await Promise.all(
      sockets.map(
        (socket) =>
          new Promise<void>((resolve) => {
            socket.on("delta", (delta, applied) => {
              dashboards.#note(delta);
              applied();
            });
            socket.once("connect", () => socket.emit("follow", [site], () => resolve()));
          }),
      ),
    );
    return dashboards;
  }

  /** Milliseconds from publishing to arrival, of the values that a delta carried. */
  age(share: number): number {
    const sorted = this.#ages.toSorted((a, b) => a - b);
    return sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
  }

  close(): void {
    for (const socket of this.#sockets) socket.disconnect();
  }

  /** The newest value of a delta has waited least for its turn; the mean of all would measure the conflation. */
  #note(delta: LiveDelta): void {
    const newest = Math.max(...(delta.values ?? []).map(([, , at]) => at));
    if (Number.isFinite(newest)) this.#ages.push(Date.now() - newest);
  }
}
