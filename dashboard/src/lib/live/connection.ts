import type { DashboardToServer, ServerToDashboard } from "@plantroom/model/live/events.ts";
import type { Socket } from "socket.io-client";

export type LiveSocket = Socket<ServerToDashboard, DashboardToServer>;

/** Loads the client when the first screen stands, and connects; tries again for ever, 0.5 to 5 s apart with jitter. */
export async function openSocket(): Promise<LiveSocket> {
  const { io } = await import("socket.io-client");
  return io({
    transports: ["websocket", "polling"],
    reconnectionDelay: 500,
    reconnectionDelayMax: 5_000,
    randomizationFactor: 0.5,
    timeout: 5_000,
  });
}
