import { hour, second } from "@plantroom/model/time.ts";
import { beforeEach, describe, expect, test } from "vitest";
import { HandClock } from "../clock.ts";
import { type Database, openDatabase } from "../database/database.ts";
import { People } from "./people.ts";
import { absoluteTime, idleTime, Sessions } from "./sessions.ts";

const person = { username: "operator", name: "Olivia", roles: ["operator" as const] };
let clock: HandClock;
let database: Database;
let people: People;
let sessions: Sessions;
let ended: string[];

beforeEach(async () => {
  clock = new HandClock(1_700_000_000_000);
  database = await openDatabase(":memory:", "");
  people = new People(database);
  await people.add(person, "-", clock.now());
  await people.add({ ...person, username: "other" }, "-", clock.now());
  sessions = await Sessions.load(database, people, clock);
  ended = [];
  sessions.onEnded((id) => ended.push(id));
  return () => database.destroy();
});

test("is found by its token alone, and the token is kept nowhere", async () => {
  const { token } = await sessions.start(person, "192.0.2.1");
  expect(Buffer.from(token, "base64url")).toHaveLength(32);
  expect(sessions.find(token)?.person).toEqual(person);
  const id = sessions.find(token)?.id ?? "";
  for (const wrong of [undefined, "", `${token}x`, id]) expect(sessions.find(wrong)).toBeUndefined();
  expect(JSON.stringify(await database.selectFrom("sessions").selectAll().execute())).not.toContain(token);
});

describe("ends", () => {
  test("when nobody was there for twelve hours, and not before", async () => {
    const { token } = await sessions.start(person, "");
    clock.advance(idleTime - second);
    expect(sessions.find(token)).toBeDefined();
    clock.advance(idleTime - second);
    expect(sessions.find(token)).toBeDefined();
    clock.advance(idleTime);
    expect(sessions.find(token)).toBeUndefined();
    clock.advance(10 * second);
    expect(ended).toHaveLength(1);
  });

  test("after a week, however busy", async () => {
    const { token } = await sessions.start(person, "");
    for (let gone = 0; gone < absoluteTime - hour; gone += hour) {
      clock.advance(hour);
      expect(sessions.find(token)).toBeDefined();
    }
    clock.advance(hour);
    expect(sessions.find(token)).toBeUndefined();
  });

  test("at once when it is ended, and everybody who listens hears it", async () => {
    const { token } = await sessions.start(person, "");
    const id = sessions.find(token)?.id ?? "";
    const ending = sessions.end(id);
    expect(sessions.find(token)).toBeUndefined();
    expect(ended).toEqual([id]);
    await ending;
  });

  test("with all others of the person, but nobody else's", async () => {
    const mine = [await sessions.start(person, ""), await sessions.start(person, "")];
    const other = await sessions.start({ ...person, username: "other" }, "");
    await sessions.endAllOf("operator");
    expect(mine.map(({ token }) => sessions.find(token))).toEqual([undefined, undefined]);
    expect(sessions.find(other.token)).toBeDefined();
  });
});

describe("a restart", () => {
  test("keeps sessions, with their last use", async () => {
    const { token } = await sessions.start(person, "");
    clock.advance(11 * hour);
    sessions.find(token);
    await sessions.close();
    clock.advance(11 * hour);
    const again = await Sessions.load(database, people, clock);
    expect(again.find(token)?.person.username).toBe("operator");
  });

  test("brings back neither what was ended nor whom it belonged to when they are switched off", async () => {
    const one = await sessions.start(person, "");
    const two = await sessions.start({ ...person, username: "other" }, "");
    await sessions.end(sessions.find(one.token)?.id ?? "");
    await people.change({ ...person, username: "other", disabled: true }, undefined);
    const again = await Sessions.load(database, people, clock);
    expect([again.find(one.token), again.find(two.token)]).toEqual([undefined, undefined]);
  });
});

test("shows a new name at once", async () => {
  const { token } = await sessions.start(person, "");
  sessions.update({ ...person, name: "Olivia Chen", locale: "zh-Hant" });
  expect(sessions.find(token)?.person).toMatchObject({ name: "Olivia Chen", locale: "zh-Hant" });
});
