import type { LiveDelta, LiveSnapshot } from "@plantroom/model/live/events.ts";
import type { Socket } from "socket.io-client";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Dashboard, otherSite, TestPipeline } from "../pipeline-fixture.ts";
import { people, siteId, start, trip } from "../rules/timeline-fixture.ts";

const tick = 250;

describe("the live feed", () => {
  let t: TestPipeline;
  beforeEach(async () => {
    t = await TestPipeline.start([trip]);
  });
  afterEach(() => t.close());

  /** A dashboard that notes what it is told, and answers deltas unless it is told not to. */
  async function watch(username: string, sites: readonly string[] | "*" = [siteId]) {
    const socket = t.connect(username);
    const seen = {
      socket,
      snapshots: [] as LiveSnapshot[],
      deltas: [] as LiveDelta[],
      answers: true,
      held: [] as (() => void)[],
      followed: [] as readonly string[],
    };
    socket.on("snapshot", (snapshot) => seen.snapshots.push(snapshot));
    socket.on("delta", (delta, applied) => {
      seen.deltas.push(delta);
      if (seen.answers) applied();
      else seen.held.push(applied);
    });
    await connected(socket);
    seen.followed = await socket.emitWithAck("follow", sites);
    return seen;
  }

  const connected = (socket: Dashboard) =>
    new Promise<void>((resolve, reject) => {
      socket.once("connect", resolve);
      socket.once("connect_error", reject);
    });
  const until = (what: () => unknown) => expect.poll(what, { interval: 2, timeout: 5_000 });

  test("a snapshot, then deltas that count up", async () => {
    await t.publish("pump-1", { pressure: 2 });
    const wall = await watch("operator");
    await until(() => wall.snapshots.length).toBe(1);
    expect(wall.snapshots[0]).toMatchObject({ site: siteId, values: [["pump-1", "pressure", start, 2]], alarms: [] });
    expect(wall.snapshots[0]?.presence).toContainEqual(["pump-1", "online", start]);
    expect(wall.snapshots[0]?.presence).toContainEqual(["pump-2", "unknown", null]);

    await t.publish("pump-1", { trip: true });
    await t.pass(tick);
    await until(() => wall.deltas.length).toBe(1);
    const [delta] = wall.deltas;
    expect(delta?.values).toContainEqual(["pump-1", "trip", start, true]);
    expect(delta?.alarms).toMatchObject([{ rule: "TRIP", state: "unacknowledged" }]);
    expect(delta?.workOrders).toMatchObject([{ number: 1, state: "new", alarms: [delta?.alarms?.[0]?.id] }]);
    expect(delta?.alarms?.[0]?.workOrder).toBe(delta?.workOrders?.[0]?.id);
    expect(delta?.seq).toBe((wall.snapshots[0]?.seq ?? 0) + 1);
  });

  test("at most four deltas a second, of each point the newest", async () => {
    const wall = await watch("operator");
    await until(() => wall.snapshots.length).toBe(1);
    for (const pressure of [1, 2, 3, 4]) await t.publish("pump-1", { pressure });
    await t.pass(tick);
    await until(() => wall.deltas.length).toBe(1);
    expect(wall.deltas[0]?.values).toEqual([["pump-1", "pressure", start, 4]]);
  });

  test("a client that does not answer is sent nothing; then the newest of everything at once", async () => {
    const wall = await watch("operator");
    await until(() => wall.snapshots.length).toBe(1);
    wall.answers = false;
    for (const pressure of [1, 2, 3]) {
      await t.publish("pump-1", { pressure });
      await t.publish("pump-2", { level: pressure });
      await t.pass(tick);
    }
    await until(() => wall.deltas.length).toBe(1);
    wall.answers = true;
    wall.held[0]?.();
    await until(async () => {
      await t.pass(tick);
      return wall.deltas.length;
    }).toBe(2);
    expect(wall.deltas[1]?.seq).toBe((wall.deltas[0]?.seq ?? 0) + 1);
    expect(new Map(wall.deltas[1]?.values?.map(([equipment, , , value]) => [equipment, value]))).toEqual(
      new Map([
        ["pump-1", 3],
        ["pump-2", 3],
      ]),
    );
  });

  test("a client that never answers is let go, the others are not slowed", async () => {
    const frozen = await watch("operator");
    const quick = await watch("supervisor");
    frozen.answers = false;
    await until(() => frozen.snapshots.length + quick.snapshots.length).toBe(2);
    for (let i = 0; i < 50; i++) {
      await t.publish("pump-1", { pressure: i });
      await t.pass(tick);
      await until(() => quick.deltas.at(-1)?.values?.[0]?.[3]).toBe(i);
    }
    await until(() => frozen.socket.connected).toBe(false);
    expect(quick.socket.connected).toBe(true);
    expect(t.pipeline.dashboards).toBe(1);
  });

  test("who missed a delta asks, and gets the whole site", async () => {
    const wall = await watch("operator");
    await until(() => wall.snapshots.length).toBe(1);
    await t.publish("pump-1", { pressure: 7 });
    wall.socket.emit("resync", siteId);
    await until(async () => {
      await t.pass(1_000);
      return wall.snapshots.length;
    }).toBe(2);
    expect(wall.snapshots[1]?.values).toContainEqual(["pump-1", "pressure", start, 7]);
    expect(wall.snapshots[1]?.seq).toBeGreaterThan(wall.snapshots[0]?.seq ?? 0);
  });

  test("a foreign site is not followed, and nothing of it is told", async () => {
    const guest = await watch("guest", [siteId, otherSite, "nowhere"]);
    expect(guest.followed).toEqual([otherSite]);
    const all = await watch("operator", "*");
    expect([...all.followed].sort()).toEqual([otherSite, siteId].sort());
    await t.publish("pump-1", { pressure: 1 });
    await t.publish("pump-1", { pressure: 2 }, otherSite);
    await t.pass(tick);
    await until(() => guest.deltas.length).toBe(1);
    await until(() => new Set(all.deltas.map(({ site }) => site)).size).toBe(2);
    expect(guest.deltas.map(({ site }) => site)).toEqual([otherSite]);
    expect(guest.snapshots.map(({ site }) => site)).toEqual([otherSite]);
  });

  test("a session that ends is told and cut off", async () => {
    const wall = await watch("operator");
    let out = false;
    wall.socket.on("signed-out", () => {
      out = true;
    });
    t.endSession("operator");
    await until(() => [out, wall.socket.connected]).toEqual([true, false]);
  });

  test("nobody comes in without a session, or from the page of another site", async () => {
    await expect(connected(t.connect("nobody"))).rejects.toThrow("sign-in-required");
    await expect(connected(t.connect("operator", { origin: "https://evil.example" }))).rejects.toThrow();
    await connected(t.connect("operator", { origin: t.url }));
  });

  test.each([[null], [{ site: siteId }], [[1, 2]], ["everything"], [Array.from({ length: 3_000 }, () => "x")]])(
    "what is no list of sites is not heard: %j",
    async (sites) => {
      const wall = await watch("operator", []);
      wall.socket.emit("follow", sites as never, () => undefined);
      wall.socket.emit("resync", sites as never);
      (wall.socket as Socket).emit("no-such-event");
      await t.publish("pump-1", { pressure: 1 });
      await t.pass(tick);
      const again = await wall.socket.emitWithAck("follow", [siteId]);
      expect(again).toEqual([siteId]);
      expect(wall.deltas).toEqual([]);
    },
  );

  test("who talks too much is cut off", async () => {
    const wall = await watch("operator");
    for (let i = 0; i < 700; i++) wall.socket.emit("resync", siteId);
    await until(() => wall.socket.connected).toBe(false);
  });

  test("a device that falls silent is told as silent, without any message", async () => {
    await t.publish("pump-1", { pressure: 2 });
    const wall = await watch("operator");
    await until(() => wall.snapshots.length).toBe(1);
    const presence = async () => {
      await t.pass(1_000);
      return wall.deltas.flatMap((delta) => delta.presence ?? []).findLast(([id]) => id === "pump-1")?.[1];
    };
    await until(presence).toBe("silent");
    expect(t.clock.now() - start).toBeGreaterThan(60_000);
    expect(t.pipeline.live.presence(siteId, "pump-1")).toEqual({ presence: "silent", heardAt: start });
  });

  test("a heartbeat every two seconds", async () => {
    await t.pass(100);
    const wall = await watch("operator");
    const beats: number[] = [];
    wall.socket.on("heartbeat", ({ at, judgeLag, gatewayConnected }) => {
      if (at > start && judgeLag === 0 && gatewayConnected) beats.push(at);
    });
    for (let i = 0; i < 3; i++) {
      await t.pass(2_000);
      await until(() => beats.length).toBe(i + 1);
    }
  });

  test("a changed estate and the demo's news travel in deltas", async () => {
    const wall = await watch("operator");
    await until(() => wall.snapshots.length).toBe(1);
    t.estate.apply({ equipment: [{ site: siteId, id: "pump-3", type: "machine", name: "Pump 3" }] });
    t.pipeline.publish(siteId, { history: { done: 1, total: 2 } });
    await t.pass(tick);
    await until(() => wall.deltas[0]).toMatchObject({ estateChanged: true, history: { done: 1, total: 2 } });
    await t.publish("pump-3", { pressure: 1 });
    await t.pass(tick);
    await until(() => wall.deltas.at(-1)?.values).toEqual([["pump-3", "pressure", start + tick, 1]]);
  });

  test("what a person does is told to everybody", async () => {
    await t.publish("pump-1", { trip: true });
    const wall = await watch("technician");
    await until(() => wall.snapshots[0]?.alarms).toMatchObject([{ rule: "TRIP", state: "unacknowledged" }]);
    const id = wall.snapshots[0]?.alarms[0]?.id ?? "";
    await t.call("POST /api/alarms/{id}/acknowledge", people.operator, { params: { id }, body: { note: "seen" } });
    await t.pass(tick);
    await until(() => wall.deltas.at(-1)?.alarms).toMatchObject([{ id, state: "acknowledged" }]);
  });
});
