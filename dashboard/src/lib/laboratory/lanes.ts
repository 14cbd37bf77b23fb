import type { Verification } from "@plantroom/model/alarms/alarm.ts";
import type { Priority } from "@plantroom/model/alarms/priority.ts";
import type { BacktestView } from "@plantroom/model/api/types.ts";

export interface LaneSpan {
  readonly equipment: string;
  readonly from: number;
  readonly to: number;
  readonly priority: Priority;
  /** Of what was in fact raised. */
  readonly verification?: Verification;
}

export interface Lane {
  readonly id: "draft" | "active" | "recorded";
  readonly spans: readonly LaneSpan[];
}

/** Draft, version in force and what was in fact raised, one above the other; what still stood reaches to the end. */
export function lanesOf({ draft, active, recorded, to }: Pick<BacktestView, "draft" | "active" | "recorded" | "to">) {
  const end = Date.parse(to);
  const span = (one: Omit<LaneSpan, "from" | "to"> & { raisedAt: string; clearedAt: string | null }): LaneSpan => ({
    equipment: one.equipment,
    from: Date.parse(one.raisedAt),
    to: one.clearedAt === null ? end : Date.parse(one.clearedAt),
    priority: one.priority,
    ...(one.verification && { verification: one.verification }),
  });
  const lanes: readonly Lane[] = [
    { id: "draft", spans: draft.occurrences.map(span) },
    ...(active ? [{ id: "active" as const, spans: active.occurrences.map(span) }] : []),
    { id: "recorded", spans: recorded.alarms.map(span) },
  ];
  return lanes;
}

/** Judged true, judged something else, not judged. */
export function verificationGlyph(verification: Verification): "✓" | "✗" | "~" {
  if (verification === "true") return "✓";
  return verification === "unverified" ? "~" : "✗";
}

export interface TriedAlarm {
  readonly equipment: string;
  readonly raisedAt: number;
  readonly clearedAt: number | undefined;
  readonly seconds: number;
  readonly worst: number | string | boolean | undefined;
  readonly point: string | undefined;
  /** The recorded one of the same equipment that it overlaps. */
  readonly verification: Verification | undefined;
}

/** What the draft would have raised, each with what people said of the alarm that was raised at that time. */
export function triedAlarms({ draft, recorded, to }: Pick<BacktestView, "draft" | "recorded" | "to">): TriedAlarm[] {
  const end = Date.parse(to);
  const until = (cleared: string | null) => (cleared === null ? end : Date.parse(cleared));
  return draft.occurrences.map((one) => {
    const raisedAt = Date.parse(one.raisedAt);
    const clearedAt = until(one.clearedAt);
    const real = recorded.alarms.find(
      (alarm) =>
        alarm.equipment === one.equipment &&
        Date.parse(alarm.conditionSince) <= clearedAt &&
        until(alarm.clearedAt) >= Date.parse(one.conditionSince),
    );
    return {
      ...{ equipment: one.equipment, raisedAt, seconds: one.seconds, point: one.point },
      clearedAt: one.clearedAt === null ? undefined : clearedAt,
      worst: one.worst ?? one.value,
      verification: real?.verification,
    };
  });
}
