import { iso } from "../../time.ts";
import type { Message, Wording } from "../message.ts";

/** Our own JSON, for programs: everything that is known, with the words beside it. */
export function genericBody({ key, kind, at, alarms, count }: Message, { title, lines, link, priority }: Wording) {
  return {
    key,
    kind,
    at: iso(at),
    title,
    text: lines.join("\n"),
    count,
    ...(priority && { priority }),
    ...(link && { url: link.url }),
    alarms: alarms.map(({ id, site, equipment, rule, priority: own, raisedAt }) => ({
      ...{ id, site, equipment, rule, priority: own, raisedAt: iso(raisedAt) },
    })),
  };
}
