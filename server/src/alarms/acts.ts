import type { Alarm } from "@plantroom/model/alarms/alarm.ts";
import { Problem } from "@plantroom/model/errors/catalogue.ts";
import type { Role } from "@plantroom/model/people/roles.ts";
import { type Instant, minute } from "@plantroom/model/time.ts";
import type { Person } from "../people/person.ts";
import { type Moved, move } from "./moving.ts";

/** What a person does to an open alarm; undefined when it is so already. Throws a `Problem` when it may not be done. */
export type Act = (alarm: Alarm, person: Person, at: Instant) => Moved | undefined;

const shelveHours = { operator: 8, supervisor: 24 } as const;

export function acknowledge(note: string | undefined): Act {
  return (alarm, person, at) => {
    if (alarm.regions.acknowledged) return undefined;
    if (alarm.priority === "critical" && !note) throw new Problem("alarm-note-required");
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

export function shelve(minutes: number, reason: string): Act {
  return (alarm, person, at) => {
    if (alarm.lifeSafety) throw new Problem("alarm-never-shelved");
    const supervises = hasRole(person, "supervisor", "administrator");
    if (alarm.priority === "critical" && !supervises) throw new Problem("alarm-shelve-needs-supervisor");
    const hours = supervises ? shelveHours.supervisor : shelveHours.operator;
    if (minutes > hours * 60) throw new Problem("alarm-shelve-too-long", { hours });
    const by = person.username;
    return movedOf(
      move(alarm, { type: "shelved", until: at + minutes * minute, by, reason }, { at, by, note: reason }),
    );
  };
}

export const unshelve: Act = (alarm, person, at) =>
  movedOf(move(alarm, { type: "unshelved" }, { at, by: person.username }));

function movedOf(moved: ReturnType<typeof move>): Moved | undefined {
  return typeof moved === "string" ? undefined : moved;
}

function hasRole(person: Person, ...roles: readonly Role[]): boolean {
  return person.roles.some((role) => roles.includes(role));
}
