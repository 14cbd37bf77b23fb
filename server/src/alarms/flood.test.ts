import type { LiveDelta, LiveSnapshot } from "@plantroom/model/live/events.ts";
import { alarmsPerDelta } from "@plantroom/model/live/events.ts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { TestPipeline } from "../pipeline-fixture.ts";
import { people, ruleOf, siteId, trip } from "../rules/timeline-fixture.ts";

const { operator, supervisor } = people;
const devices = Array.from({ length: 200 }, (_, i) => `device-${i}`);
const silent = ruleOf("SILENT", { equipment: devices, when: { kind: "no-data", seconds: 60 }, priority: "medium" });
const lost = ruleOf("LOST", {
  ...{ equipment: ["gw"], when: { kind: "offline" }, onDelaySeconds: 60 },
  suppresses: { reason: "parent-comm-loss", reach: ["behind"] },
});

describe("many alarms at once", () => {
  let t: TestPipeline;
  beforeEach(async () => {
    t = await TestPipeline.start([trip, silent, lost]);
  });
  afterEach(() => t.close());

  const add = (...equipment: readonly { readonly id: string; readonly gateway?: string }[]) =>
    t.estate.apply({ equipment: equipment.map((one) => ({ site: siteId, type: "machine", name: one.id, ...one })) });
  const visible = async () =>
    (await t.call("GET /api/alarms", operator, { query: { limit: 500 } })).items.filter(
      ({ state }) => state !== "suppressed",
    );
  const withGateway = async () => {
    add({ id: "gw" }, ...devices.map((id) => ({ id, gateway: "gw" })));
    await t.receive(t.samples("gw", { level: 1 }), ...devices.map((id) => t.samples(id, { level: 1 })));
  };

  test("a gateway with 200 devices that is lost is one alarm", async () => {
    await withGateway();
    await t.status("gw", false);
    for (let i = 0; i < 20; i++) await t.pass(30_000);
    expect((await visible()).map(({ rule, equipment }) => [rule, equipment])).toEqual([["LOST", "gw"]]);
  });

  test("also when its devices fell silent before it was missed", async () => {
    await withGateway();
    for (let i = 0; i < 3; i++) await t.pass(30_000);
    expect((await visible()).filter(({ rule }) => rule === "SILENT").length).toBe(200);
    await t.status("gw", false);
    for (let i = 0; i < 3; i++) await t.pass(30_000);
    expect((await visible()).filter(({ equipment }) => equipment !== "gw")).toEqual([]);
    const { items } = await t.call("GET /api/incidents", operator, { query: { open: "true", limit: 500 } });
    expect(items).toEqual([expect.objectContaining({ rule: "LOST", equipment: "gw", members: 201, suppressed: 200 })]);
  });

  test("5,000 trips are judged, told bit by bit, gravest first, and journalled", async () => {
    const pumps = Array.from({ length: 5_000 }, (_, i) => `pump-${i + 10}`);
    add(...pumps.map((id) => ({ id })));
    const socket = t.connect("operator");
    const deltas: LiveDelta[] = [];
    const snapshots: LiveSnapshot[] = [];
    socket.on("snapshot", (snapshot) => snapshots.push(snapshot));
    socket.on("delta", (delta, applied) => {
      deltas.push(delta);
      applied();
    });
    await new Promise<void>((connected) => socket.once("connect", connected));
    await socket.emitWithAck("follow", [siteId]);
    await t.receive(...pumps.map((id) => t.samples(id, { trip: true })));
    const told = () => deltas.reduce((sum, { alarms = [] }) => sum + alarms.length, 0);
    while (told() < 5_000) {
      await t.pass(250);
      await new Promise((turn) => setTimeout(turn, 2));
    }
    expect(Math.max(...deltas.map(({ alarms = [] }) => alarms.length))).toBe(alarmsPerDelta);
    expect(deltas.find(({ alarmsWaiting }) => alarmsWaiting)).toMatchObject({ alarmCounts: { high: 5_000 } });
    expect(deltas.at(-1)?.alarmsWaiting).toBeUndefined();
    const lines = await t.database
      .selectFrom("alarmTransitions")
      .select(({ fn }) => fn.countAll<number>().as("n"))
      .execute();
    expect(lines[0]?.n).toBe(5_000);

    const ids = deltas.flatMap(({ alarms = [] }) => alarms.map(({ id }) => id));
    const answer = await t.call("POST /api/alarms/acknowledge", operator, { body: { ids: [...ids, "no-such"] } });
    expect(answer).toMatchObject({ done: 5_000, failed: 1 });
    expect(answer.results.at(-1)).toMatchObject({ id: "no-such", ok: false, code: "not-found" });
  }, 60_000);

  test("more than twenty on one person's shelf are written down and listed", async () => {
    const ids = Array.from({ length: 21 }, (_, i) => `pump-${i + 10}`);
    add(...ids.map((id) => ({ id })));
    await t.receive(...ids.map((id) => t.samples(id, { trip: true })));
    const alarms = (await visible()).map(({ id }) => id);
    const body = { ids: alarms, minutes: 15, reason: "known", code: "other", oneShot: false };
    await t.call("POST /api/alarms/shelve", operator, { body });
    const lines = await t.database
      .selectFrom("alarmTransitions")
      .selectAll()
      .where("event", "=", "over-quota")
      .execute();
    expect(lines.map(({ detail }) => JSON.parse(detail ?? "{}"))).toEqual([{ by: "operator", count: 21, quota: 20 }]);
    expect((await t.call("GET /api/shelves", supervisor)).items).toMatchObject([{ count: 21, over: true }]);
  });

  test("what cannot be done to one leaves the others done", async () => {
    await t.publish("pump-1", { trip: true });
    await t.publish("pump-2", { trip: true });
    const [one, other] = await visible();
    await t.publish(one?.equipment ?? "", { trip: false });
    await t.call("POST /api/alarms/acknowledge", operator, { body: { ids: [one?.id] } });
    const ids = [one?.id, other?.id, "no-such"];
    const body = { ids, minutes: 15, reason: "known", code: "known-fault", oneShot: false };
    const { results } = await t.call("POST /api/alarms/shelve", supervisor, { body });
    expect(results.map(({ ok, code, state }) => [ok, code ?? state])).toEqual([
      [false, "alarm-closed"],
      [true, "shelved"],
      [false, "not-found"],
    ]);
    const { items } = await t.call("GET /api/shelves", operator);
    expect(items).toEqual([{ by: "supervisor", count: 1, quota: 20, over: false }]);
  });
});
