import type { Alarm, Verification } from "@plantroom/model/alarms/alarm.ts";
import { type ShelveReason, shelveHours, soundsAgainAfter } from "@plantroom/model/alarms/shelving.ts";
import { Problem } from "@plantroom/model/errors/catalogue.ts";
import type { Role } from "@plantroom/model/people/roles.ts";
import { type Instant, minute } from "@plantroom/model/time.ts";
import type { Person } from "../people/person.ts";
import { type Moved, move, noted } from "./moving.ts";

/**
 * What a person does to an open alarm; undefined when it is so already. Throws a `Problem` when it may not be done. `isFollowed`:
 * somebody follows its procedure.
 */
export type Act = (alarm: Alarm, person: Person, at: Instant, isFollowed?: boolean) => Moved | undefined;

export function acknowledge(note: string | undefined): Act {
  return (alarm, person, at, isFollowed) => {
    if (alarm.regions.acknowledged) return undefined;
    if (alarm.priority === "critical" && !note && !isFollowed) throw new Problem("alarm-note-required");
    return movedOf(move(alarm, { type: "acknowledged" }, { at, by: person.username, note: note || undefined }));
  };
}

export function reset(note: string | undefined): Act {
  return (alarm, person, at) => {
    const moved = move(alarm, { type: "reset" }, { at, by: person.username, note: note || undefined });
    if (moved === "nothing-to-reset") throw new Problem("alarm-nothing-to-reset");
    if (moved === "still-active") throw new Problem("alarm-still-active");
    return movedOf(moved);
  };
}

interface ShelfChoice {
  readonly code?: ShelveReason;
  readonly oneShot?: boolean;
}

export function shelve(minutes: number, reason: string, { code = "other", oneShot = false }: ShelfChoice = {}): Act {
  return (alarm, person, at) => {
    if (alarm.lifeSafety) throw new Problem("alarm-never-shelved");
    const supervises = hasRole(person, "supervisor", "administrator");
    if (alarm.priority === "critical" && !supervises) throw new Problem("alarm-shelve-needs-supervisor");
    const hours = supervises ? shelveHours.supervisor : shelveHours.operator;
    if (minutes > hours * 60) throw new Problem("alarm-shelve-too-long", { hours });
    const by = person.username;
    const until = at + minutes * minute;
    const detail = { code, until, ...(oneShot && { oneShot }) };
    return movedOf(
      move(
        alarm,
        { type: "shelved", until, by, reason, code, ...(oneShot && { oneShot }) },
        { at, by, note: reason, detail },
      ),
    );
  };
}

export const unshelve: Act = (alarm, person, at) =>
  movedOf(move(alarm, { type: "unshelved" }, { at, by: person.username }));

/** The sound alone; a critical or high one sounds again after a while. */
export const silence: Act = (alarm, person, at) => {
  const { priority } = alarm;
  const after = priority === "critical" || priority === "high" ? soundsAgainAfter[priority] : undefined;
  const by = person.username;
  const moved = move(alarm, { type: "silenced", by, ...(after !== undefined && { until: at + after }) }, { at, by });
  if (moved === "nothing-to-silence") throw new Problem("alarm-nothing-to-silence");
  return movedOf(moved);
};

export function takeOutOfService(until: Instant, permit: string, note: string | undefined): Act {
  return (alarm, person, at) => {
    if (until <= at) throw new Problem("alarm-permit-in-past");
    const by = person.username;
    const event = { type: "taken-out-of-service", until, by, permit, ...(note && { note }) } as const;
    return movedOf(move(alarm, event, { at, by, note: note || undefined, detail: { permit, until } }));
  };
}

export function returnToService(note: string | undefined): Act {
  return (alarm, person, at) =>
    movedOf(move(alarm, { type: "returned-to-service" }, { at, by: person.username, note: note || undefined }));
}

/** What a person says of an alarm, open or closed: it moves nothing. */
export type Remark = (alarm: Alarm, person: Person, at: Instant) => Moved;

export function verify(verification: Verification, note: string | undefined): Remark {
  return (alarm, person, at) => {
    const by = person.username;
    const next: Alarm = { ...alarm, verification, verifiedBy: by, verifiedAt: at, verifiedNote: note || undefined };
    return noted(next, "verified", { at, by, note: note || undefined, detail: { verification } });
  };
}

export function comment(note: string): Remark {
  return (alarm, person, at) => noted(alarm, "commented", { at, by: person.username, note });
}

function movedOf(moved: ReturnType<typeof move>): Moved | undefined {
  return typeof moved === "string" ? undefined : moved;
}

function hasRole(person: Person, ...roles: readonly Role[]): boolean {
  return person.roles.some((role) => roles.includes(role));
}
