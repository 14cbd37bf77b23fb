import type { Alarm } from "@plantroom/model/alarms/alarm.ts";
import { Problem } from "@plantroom/model/errors/catalogue.ts";
import type { Database } from "../database/database.ts";
import { maySee, type Person } from "../people/person.ts";
import type { Books } from "../rules/books.ts";
import type { Estate } from "../sites/estate.ts";
import type { Act, Remark } from "./acts.ts";
import type { Moved } from "./moving.ts";
import { findAlarm } from "./repository.ts";

export interface AlarmDesk {
  readonly database: Database;
  readonly estate: Estate;
  /** Runs between the judge's batches, and commits. */
  act<T>(run: (books: Books, now: number) => T | Promise<T>): Promise<T>;
}

/** The alarm, when there is one that the person may see; one of a foreign site is not there. */
export function seen(alarm: Alarm | undefined, id: string, person: Person): Alarm {
  if (!alarm || !maySee(person, alarm.site)) throw new Problem("not-found", { what: "alarm", id });
  return alarm;
}

/** Does something to an open alarm; answers it as it is then. */
export function actOn({ database, act }: AlarmDesk, id: string, person: Person, what: Act): Promise<Alarm> {
  return act(async (books) => {
    const alarm = books.alarms.get(id);
    if (!alarm) {
      seen(await findAlarm(database, id), id, person);
      throw new Problem("alarm-closed");
    }
    seen(alarm, id, person);
    const moved = what(alarm, person, books.timeFor(alarm), books.procedures.isTaken(id));
    if (moved) books.moved(moved);
    return books.effects.alarms.get(id) ?? moved?.alarm ?? alarm;
  });
}

/** Writes down what a person says of an alarm, open or closed. */
export function remarkOn({ database, act }: AlarmDesk, id: string, person: Person, remark: Remark): Promise<Moved> {
  return act(async (books) => {
    const alarm = seen(books.alarms.get(id) ?? (await findAlarm(database, id)), id, person);
    const moved = remark(alarm, person, books.timeFor(alarm));
    books.annunciator.remarked(moved);
    return moved;
  });
}
