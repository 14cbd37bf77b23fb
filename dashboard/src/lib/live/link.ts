import type { Heartbeat } from "@plantroom/model/live/events.ts";
import type { Instant, Milliseconds } from "@plantroom/model/time.ts";

/** `delayed`: the server is heard, and what it tells is late or cut off from the field. */
export type LinkState = "connecting" | "live" | "delayed" | "lost";
export type LinkReason =
  | "none"
  | "no-heartbeat"
  | "judge-behind"
  | "field-not-connected"
  | "journal-full"
  | "journal-refused";

/** The heartbeat comes every 2 s; two missed ones and the link counts as lost, before 5 s are over. */
export const lostAfter = 4_600;
/** A judge behind by more than this shows old values. */
const lateAfter = 5_000;

export interface Heard {
  /** When the last heartbeat arrived, by this browser's clock; undefined before the first. */
  readonly at: Instant | undefined;
  readonly heartbeat: Heartbeat | undefined;
}

export function linkOf(heard: Heard, now: Instant): { readonly state: LinkState; readonly reason: LinkReason } {
  if (heard.at === undefined) return { state: "connecting", reason: "none" };
  if (now - heard.at >= lostAfter) return { state: "lost", reason: "no-heartbeat" };
  if (heard.heartbeat && !heard.heartbeat.gatewayConnected) return { state: "delayed", reason: "field-not-connected" };
  if (heard.heartbeat?.journal === "refused") return { state: "delayed", reason: "journal-refused" };
  if (heard.heartbeat?.journal === "full") return { state: "delayed", reason: "journal-full" };
  if (heard.heartbeat && heard.heartbeat.judgeLag > lateAfter) return { state: "delayed", reason: "judge-behind" };
  return { state: "live", reason: "none" };
}

/** History behind by more than this is told to everybody; a batch or two is nothing. */
const historyLateAfter = 15_000;

/** How late history is, where people should know; a link that is lost, or a journal that takes nothing, says more. */
export function historyLateness({ at, heartbeat }: Heard, now: Instant): Milliseconds | undefined {
  if (heartbeat?.journal !== "open" || at === undefined || now - at >= lostAfter) return undefined;
  return heartbeat.historyLag > historyLateAfter ? heartbeat.historyLag : undefined;
}
