import type { PersonView } from "@plantroom/model/api/types.ts";
import type { Message } from "@plantroom/model/notifications/message.ts";
import type { Instant } from "@plantroom/model/time.ts";
import { maySee } from "../people/person.ts";
import type { Channel } from "./channels.ts";
import type { Delivery } from "./delivering.ts";
import type { Senders } from "./senders.ts";

/** Tells the administrators of the site, in the app, that somebody could not be told; once for each message and stage. */
export async function tellOfTrouble(
  senders: Senders,
  { people, channels }: { people: readonly PersonView[]; channels: readonly Channel[] },
  delivery: Delivery,
  problem: string,
  now: Instant,
): Promise<void> {
  const channel = channels.find(({ id }) => id === delivery.channel)?.name;
  const receiver = [channel ?? delivery.medium, delivery.recipient].filter((part) => part !== "").join(" → ");
  const message: Message = {
    key: `trouble:${delivery.key}:${delivery.attempts}`,
    kind: "undelivered",
    at: now,
    alarms: [],
    count: 0,
    about: `${receiver}: ${delivery.title} (${problem}, ${delivery.attempts}×)`,
    path: "/admin/notifications?tab=messages",
  };
  for (const { username, roles, disabled, ...person } of people) {
    if (!roles.includes("administrator") || disabled || !maySee(person, delivery.site)) continue;
    await senders.send({ medium: "in-app", channel: "", recipient: username }, message, now);
  }
}
