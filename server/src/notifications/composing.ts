import type { Alarm } from "@plantroom/model/alarms/alarm.ts";
import { gravity } from "@plantroom/model/alarms/priority.ts";
import {
  type Message,
  type MessageAlarm,
  type MessageKind,
  messageKinds,
  namedAlarms,
} from "@plantroom/model/notifications/message.ts";
import type { Text } from "@plantroom/model/text.ts";
import type { Instant } from "@plantroom/model/time.ts";
import type { Estate } from "../sites/estate.ts";

/** Names of what an alarm is about. */
export interface Names {
  readonly estate: Estate;
  /** Undefined for a rule that is gone. */
  readonly ruleName: (rule: string) => Text | undefined;
}

export interface Told {
  readonly alarm: Alarm;
  readonly kind: MessageKind;
}

/** A message of everything that one receiver is told at once, the gravest first. */
export function compose(names: Names, key: string, told: readonly Told[], baseUrl: string, at: Instant): Message {
  const byId = new Map(told.map(({ alarm }) => [alarm.id, alarm]));
  const alarms = [...byId.values()].sort(
    (one, other) => gravity(one.priority) - gravity(other.priority) || one.raisedAt - other.raisedAt,
  );
  const [only, ...others] = alarms;
  return {
    key,
    kind: kindOf(told),
    at,
    alarms: alarms.slice(0, namedAlarms).map((alarm) => named(names, alarm)),
    count: alarms.length,
    path: only && others.length === 0 ? `/alarms?alarm=${encodeURIComponent(only.id)}` : "/alarms",
    baseUrl,
  };
}

/** What stands for all of it: the most pressing. */
function kindOf(told: readonly Told[]): MessageKind {
  const order: readonly MessageKind[] = ["unattended", "escalated", "raised", "digest"];
  return order.find((kind) => told.some((one) => one.kind === kind)) ?? messageKinds[0];
}

function named({ estate, ruleName }: Names, alarm: Alarm): MessageAlarm {
  const { id, site, equipment, rule, priority, raisedAt } = alarm;
  const where = estate.site(site);
  const fallback: Text = { en: rule, "zh-Hant": rule, "zh-Hans": rule };
  return {
    ...{ id, site, equipment, rule, priority, raisedAt },
    siteName: where ?? { name: site },
    equipmentName: estate.equipment(site, equipment) ?? { name: equipment },
    ruleName: ruleName(rule) ?? fallback,
    timeZone: where?.timeZone ?? "UTC",
  };
}
