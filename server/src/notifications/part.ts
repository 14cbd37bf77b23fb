import type { NotificationView, PersonView } from "@plantroom/model/api/types.ts";
import type { Text } from "@plantroom/model/text.ts";
import type { Milliseconds } from "@plantroom/model/time.ts";
import type { Logger } from "pino";
import type { Registry } from "prom-client";
import type { Clock } from "../clock.ts";
import type { Database } from "../database/database.ts";
import { escalationHandlers } from "../escalation/handlers.ts";
import { seedEscalation } from "../escalation/seed.ts";
import { rosterHandlers } from "../on-call/handlers.ts";
import type { Estate } from "../sites/estate.ts";
import { channelHandlers } from "./channel-handlers.ts";
import { Channels } from "./channels.ts";
import { inboxHandlers } from "./inbox-handlers.ts";
import { logHandlers } from "./log-handlers.ts";
import { Notifier } from "./notifier.ts";
import { OutgoingRequests, type Resolve } from "./outgoing.ts";
import type { OwnKeys } from "./own-keys.ts";
import { loadSettings } from "./settings.ts";

export interface NotificationOptions {
  readonly database: Database;
  readonly keys: OwnKeys;
  readonly people: () => Promise<readonly PersonView[]>;
  readonly estate: Estate;
  readonly ruleName: (rule: string) => Text | undefined;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Registry;
  readonly demo: boolean;
  /** How far the judge is behind what was received. */
  readonly judgeLag: () => Milliseconds;
  /** Somebody was told in the app. */
  readonly onNotified: (username: string, notification: NotificationView) => void;
  readonly random?: () => number;
  readonly resolve?: Resolve;
  readonly ca?: string;
}

/** Everything that tells people: the notifier, and the pages that set it up. */
export async function startNotifications(options: NotificationOptions) {
  const { database, keys, people, estate, clock, ca, resolve } = options;
  await seedEscalation(database, { timeZone: estate.sites()[0]?.timeZone ?? "UTC", demo: options.demo });
  const channels = new Channels(keys.seal);
  const outgoing = new OutgoingRequests({
    allowed: async () => (await loadSettings(database)).allowedNetworks,
    ...(resolve && { resolve }),
    ca,
  });
  const notifier = new Notifier({ ...options, channels, outgoing });
  const { senders } = notifier;
  const desk = { database, channels, senders, outgoing, clock };
  return {
    handlers: {
      ...inboxHandlers({ ...desk, publicKey: keys.vapid.publicKey }),
      ...channelHandlers(desk),
      ...logHandlers({ database, channels, estate, clock }),
      ...escalationHandlers(database),
      ...rosterHandlers({ database, estate, people, clock }),
    },
    /** Something was announced, acknowledged or changed. */
    wake: () => notifier.wake(),
    /** Resolves when everything that was due has been tried. */
    settled: () => notifier.settled(),
    stop: () => notifier.stop(),
  };
}
