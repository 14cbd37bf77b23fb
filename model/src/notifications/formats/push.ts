import type { Message, Wording } from "../message.ts";
import { joinedWithin } from "./bounded.ts";

/** What a service worker is sent; nothing about people. */
export interface PushPayload {
  readonly key: string;
  readonly title: string;
  readonly body: string;
  /** Address within the dashboard. */
  readonly path: string;
}

/** Well within the 4,096 bytes that a push service has to take, encryption included (RFC 8030, 7.2). */
const longest = 2_000;

export function pushPayload({ key, path }: Message, { title, lines }: Wording): PushPayload {
  return { key, path, title: joinedWithin([title], 400), body: joinedWithin(lines, longest) };
}
