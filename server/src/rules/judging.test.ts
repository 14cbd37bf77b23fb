import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { low, people, ruleOf, start, Timeline, type TimelineOptions, trip } from "./timeline-fixture.ts";

const { operator, supervisor } = people;
const silent = ruleOf("SILENT", { when: { kind: "no-data", seconds: 60 }, onDelaySeconds: 10 });
const offline = ruleOf("LOST", { when: { kind: "offline" }, onDelaySeconds: 60, types: ["gateway"] });
const latching = ruleOf("LEAK", {
  when: { kind: "is", point: "trip", values: [true] },
  ...{ latching: true, lifeSafety: true, priority: "critical" },
});

describe("judging", () => {
  let open: Timeline | undefined;
  const timeline = async (options: TimelineOptions) => {
    open = await Timeline.start(options);
    return open;
  };
  afterEach(async () => {
    await open?.close();
    open = undefined;
  });

  test("an alarm is raised when its on-delay has passed, by time alone", async () => {
    const t = await timeline({ rules: [low] });
    await t.at("0s").publish("pump-1", { pressure: 0.2 });
    await t.at("59s").expectNone();
    await t.at("61s").expectAlarm("LOW", { state: "unacknowledged", raisedAt: start + 60_000, conditionSince: start });
    expect((await t.alarm("LOW"))?.evidence).toMatchObject([{ point: "pressure", value: 0.2, limit: 1 }]);
    await t.at("70s").as(operator).acknowledges("LOW");
    await t.at("71s").expectAlarm("LOW", { state: "acknowledged", acknowledgedBy: "operator" });
    await t.at("80s").publish("pump-1", { pressure: 2 });
    await t.at("80s").expectAlarm("LOW", { state: "normal", closeCause: "returned" });
    expect(await t.story()).toEqual([
      "pump-1 LOW raised +60s unacknowledged",
      "pump-1 LOW acknowledged +70s acknowledged",
      "pump-1 LOW cleared +80s normal",
    ]);
  });

  test("what the journal took minutes late turns no time back", async () => {
    const t = await timeline({ rules: [silent] });
    await t.at("0s").publish("pump-1", { pressure: 1 });
    await t.at("280s").expectAlarm("SILENT", { state: "unacknowledged" });
    const receivedAt = start + 10_000;
    const late = { kind: "samples", site: "harbour", equipment: "pump-1", receivedAt } as const;
    await t.append({ ...late, samples: [["pressure", receivedAt, 2]] });
    await t.at("290s").publish("pump-1", { pressure: 1 });
    expect(await t.story()).toEqual([
      "pump-1 SILENT raised +70s unacknowledged",
      "pump-1 SILENT cleared +290s returned-unacknowledged",
    ]);
  });

  test("values of one message are one picture", async () => {
    const both = ruleOf("BOTH", {
      when: {
        kind: "all",
        of: [
          { kind: "above", point: "pressure", limit: 1 },
          { kind: "below", point: "level", limit: 1 },
        ],
      },
    });
    const t = await timeline({ rules: [both] });
    await t.at("0s").publish("pump-1", { pressure: 0, level: 0 });
    await t.at("1s").publish("pump-1", { pressure: 2, level: 2 });
    await t.at("2s").expectNone();
  });

  test.each([
    ["at 40 s of 60 s", ["40s"]],
    ["twice", ["20s", "40s"]],
    ["after the delay has ended unseen", ["75s"]],
  ])("a restart mid-delay (%s) gives exactly one alarm, at its own time", async (_, restarts) => {
    const t = await timeline({ rules: [low] });
    await t.at("0s").publish("pump-1", { pressure: 0.2 });
    for (const when of restarts) await t.at(when).restart();
    await t.at("90s").expectAlarm("LOW", { raisedAt: start + 60_000, occurrences: 1 });
    expect(await t.alarms("all")).toHaveLength(1);
  });

  test("a judge that was away judges by the times of receipt, as if it had been there", async () => {
    const t = await timeline({ rules: [low] });
    await t.at("0s").publish("pump-1", { pressure: 0.2 });
    t.whileAway(t.at("50s").entry("pump-1", { pressure: 2 }));
    t.whileAway(t.at("100s").entry("pump-1", { pressure: 0.1 }));
    t.whileAway(t.at("170s").entry("pump-1", { pressure: 2 }));
    await t.at("1h").restart();
    expect(await t.story()).toEqual([
      "pump-1 LOW raised +160s unacknowledged",
      "pump-1 LOW cleared +170s returned-unacknowledged",
    ]);
  });

  test("a crash before a commit neither loses nor repeats alarm or work order", async () => {
    const t = await timeline({ rules: [trip] });
    t.failing = 1;
    await t.at("1s").publish("pump-1", { trip: true });
    expect(await t.alarms("all")).toMatchObject([{ rule: "TRIP", occurrences: 1 }]);
    expect(await t.workOrders()).toHaveLength(1);
    expect(await t.story()).toHaveLength(1);
    await t.at("2s").restart();
    await t.at("3s").restart();
    expect(await t.story()).toHaveLength(1);
    expect(await t.workOrders()).toMatchObject([{ number: 1, alarms: [(await t.alarm("TRIP"))?.id] }]);
  });

  test("law: crashes anywhere change nothing of what is judged", async () => {
    const steps = fc.array(
      fc.record({
        gap: fc.integer({ min: 1, max: 59 }), // longer, and nobody may have listened
        pressure: fc.constantFrom(0.2, 2),
        trip: fc.boolean(),
        crash: fc.boolean(),
      }),
      { minLength: 1, maxLength: 12 },
    );
    const tell = async (list: readonly Step[], crashes: boolean) => {
      const t = await Timeline.start({ rules: [low, trip, silent] });
      let now = 0;
      for (const step of list) {
        now += step.gap;
        if (crashes && step.crash) t.failing = 1;
        await t.at(`${now}s`).publish("pump-1", { pressure: step.pressure, trip: step.trip });
      }
      await t.at(`${now + 300}s`).expectAlarm("SILENT", {});
      const story = await t.story();
      const orders = (await t.workOrders()).map(({ number, failureClass }) => [number, failureClass]);
      await t.close();
      return { story, orders };
    };
    await fc.assert(
      fc.asyncProperty(steps, async (list) => {
        expect(await tell(list, true)).toEqual(await tell(list, false));
      }),
      { numRuns: 25 },
    );
  });

  describe("history", () => {
    test("a sample that took more than ten minutes raises nothing, clears nothing and is not the latest", async () => {
      const t = await timeline({ rules: [trip] });
      await t.at("20m").publish("pump-1", { trip: true }, { measured: "9m" });
      await t.at("20m").expectNone();
      expect(t.judging.books.judge.estate.equipment("harbour", "pump-1")?.points.size).toBe(0);
      await t.at("21m").publish("pump-1", { trip: true });
      await t.at("22m").publish("pump-1", { trip: false }, { measured: "1m" });
      await t.at("22m").expectAlarm("TRIP", { state: "unacknowledged" });
    });

    test("a sample older than the latest moves nothing; one of the same time replaces it", async () => {
      const t = await timeline({ rules: [trip] });
      await t.at("60s").publish("pump-1", { trip: true });
      await t.at("61s").publish("pump-1", { trip: false }, { measured: "59s" });
      await t.at("61s").expectAlarm("TRIP", { state: "unacknowledged" });
      await t.at("62s").publish("pump-1", { trip: false }, { measured: "60s" });
      await t.at("62s").expectAlarm("TRIP", { state: "returned-unacknowledged" });
    });

    test("the same message twice changes nothing", async () => {
      const t = await timeline({ rules: [trip] });
      await t.at("1s").publish("pump-1", { trip: true });
      await t.at("2s").publish("pump-1", { trip: true }, { measured: "1s" });
      expect(await t.story()).toHaveLength(1);
    });

    test("a device whose clock ran ahead is not deaf after its correction", async () => {
      const t = await timeline({ rules: [trip] });
      await t.at("1s").publish("pump-1", { trip: false }, { measured: "200s" });
      await t.at("10s").publish("pump-1", { trip: true });
      await t.at("10s").expectAlarm("TRIP", { state: "unacknowledged" });
    });

    test("history alone does not end a silence", async () => {
      const t = await timeline({ rules: [silent] });
      await t.at("0s").publish("pump-1", { pressure: 1 });
      await t.at("20m").publish("pump-1", { pressure: 1 }, { measured: "1m" });
      await t.at("21m").expectAlarm("SILENT", { state: "unacknowledged" });
    });
  });

  test("a bad value freezes a rule where it stands", async () => {
    const t = await timeline({ rules: [low] });
    await t.at("0s").publish("pump-1", { pressure: 0.2 });
    await t.at("70s").publish("pump-1", { pressure: [9, "bad"] });
    await t.at("80s").expectAlarm("LOW", { state: "unacknowledged" });
  });

  test("the wall clock is set back by an hour: delays still end, samples still count", async () => {
    const t = await timeline({ rules: [low, trip] });
    await t.at("2h").publish("pump-1", { pressure: 0.2 });
    await t.at("3601s").publish("pump-1", { trip: true });
    await t.at("3602s").expectAlarm("TRIP", { state: "unacknowledged" });
    await t.at("3662s").expectAlarm("LOW", { state: "unacknowledged" });
  });

  describe("silence and lost links", () => {
    test("a device that falls silent is missed, and heard again", async () => {
      const t = await timeline({ rules: [silent] });
      await t.at("0s").publish("pump-1", { pressure: 1 });
      await t.at("50s").publish("pump-1", { pressure: 1 });
      await t.at("119s").expectNone();
      await t.at("121s").expectAlarm("SILENT", { state: "unacknowledged", conditionSince: start + 110_000 });
      await t.at("130s").publish("pump-1", { pressure: 1 });
      await t.at("131s").expectAlarm("SILENT", { state: "returned-unacknowledged" });
    });

    test("a lost gateway is one alarm, not one for each device behind it", async () => {
      const behind = ["a", "b", "c"].map((id) => ({ id, gateway: "gw" }));
      const t = await timeline({
        rules: [silent, offline],
        equipment: [{ id: "gw", type: "gateway" }, ...behind],
      });
      await t.at("0s").status("gw", true, "status");
      for (const { id } of behind) await t.at("1s").publish(id, { pressure: 1 });
      await t.at("30s").status("gw", false);
      await t.at("10m").expectAlarm("LOST", { state: "unacknowledged", equipment: "gw" });
      expect(await t.alarms()).toHaveLength(1);
      await t.at("11m").status("gw", true, "status");
      await t.at("11m").expectAlarm("LOST", { state: "returned-unacknowledged" });
      expect(await t.alarms()).toHaveLength(1);
      for (const { id } of behind.slice(1)) await t.at("700s").publish(id, { pressure: 1 });
      await t.at("735s").expectAlarm("SILENT", { equipment: "a" });
      expect((await t.alarms()).filter(({ rule }) => rule === "SILENT")).toHaveLength(1);
    });

    test("a night switched off raises nothing by itself", async () => {
      const t = await timeline({ rules: [silent] });
      await t.at("0s").publish("pump-1", { pressure: 1 });
      await t.at("8h").restart();
      await t.at("28801s").expectNone();
      await t.at("28875s").expectAlarm("SILENT", { state: "unacknowledged" });
    });

    test("silence while only the judge was away is noticed as if it had been there", async () => {
      const t = await timeline({ rules: [silent], equipment: [{ id: "pump-1" }, { id: "pump-2" }] });
      await t.at("0s").publish("pump-1", { pressure: 1 });
      for (let at = 30; at <= 300; at += 30) t.whileAway(t.at(`${at}s`).entry("pump-2", { pressure: 1 }));
      await t.at("300s").restart();
      await t.at("301s").expectAlarm("SILENT", { equipment: "pump-1", raisedAt: start + 70_000 });
    });
  });

  describe("a device clock", () => {
    const run = "one";
    const device = { rules: [low, trip, silent], clock: "device" } as const;

    test("while a named run is heard, what comes without a name is a stray and moves no time", async () => {
      const t = await timeline({ rules: [low], clock: "device" });
      await t.at("0s").publish("pump-1", { pressure: 0.2 }, { measured: "1000s", run: "a" });
      await t.at("10s").publish("pump-1", { pressure: 0.2 }, { measured: "5000s" });
      await t.at("11s").expectNone();
      expect(t.judging.books.judge.estate.sites.get("harbour")?.time).toBe(start + 1_000_000);
      await t.at("71s").publish("pump-1", { pressure: 0.2 }, { measured: "1030s" });
      await t.at("72s").publish("pump-1", { pressure: 0.2 }, { measured: "1061s" });
      await t.at("72s").expectAlarm("LOW", { raisedAt: start + 1_060_000 });
    });

    test("another clock ends what runs by the old one, and raises nothing by itself", async () => {
      const t = await timeline({ rules: [low, trip], clock: "device" });
      await t.at("0s").publish("pump-1", { pressure: 0.2, trip: true }, { measured: "-3d", run: "a" });
      await t.at("1s").expectAlarm("TRIP", { state: "unacknowledged" });
      const [site] = t.estate.sites();
      if (site) t.estate.apply({ sites: [{ ...site, clock: "wall" }] });
      await t.at("2s").expectAlarm("TRIP", { state: "normal", closeCause: "run-ended" });
      expect(await t.alarm("LOW")).toBeUndefined();
      await t.at("10s").publish("pump-1", { pressure: 0.2, trip: true });
      await t.at("69s").expectAlarm("TRIP", { state: "unacknowledged" });
      expect(await t.alarm("LOW")).toBeUndefined();
      await t.at("71s").expectAlarm("LOW", { raisedAt: start + 70_000 });
    });

    test.each([1, 10, 1_000])("gives the same at %d times the speed", async (speed) => {
      const t = await timeline({ rules: [low], clock: "device" });
      for (let i = 0; i < 200; i++) {
        const pressure = i > 50 && i < 150 ? 0.4 : 2;
        await t.at(`${i / speed}s`).publish("pump-1", { pressure }, { measured: `${i}s`, run });
      }
      expect(await t.story()).toEqual([
        "pump-1 LOW raised +111s unacknowledged",
        "pump-1 LOW cleared +150s returned-unacknowledged",
      ]);
    });

    test("a new run starts afresh and closes what the run before left open", async () => {
      const t = await timeline(device);
      await t.at("0s").publish("pump-1", { trip: true }, { measured: "2d", run });
      await t.at("1s").publish("pump-1", { pressure: 2 }, { measured: "0s", run: "two" });
      await t
        .at("1s")
        .expectAlarm("TRIP", { state: "normal", closeCause: "run-ended", closedAt: start + 2 * 86_400_000 });
      await t.at("2s").publish("pump-1", { trip: true }, { measured: "5s", run: "two" });
      expect(await t.alarms()).toHaveLength(1);
      expect(await t.alarms("all")).toHaveLength(2);
    });

    test("without a run id, a time more than a day back is a new run, less is late", async () => {
      const t = await timeline(device);
      await t.at("0s").publish("pump-1", { trip: true }, { measured: "2d" });
      await t.at("1s").publish("pump-1", { trip: false }, { measured: "30h" });
      await t.at("1s").expectAlarm("TRIP", { state: "unacknowledged" });
      await t.at("2s").publish("pump-1", { trip: false }, { measured: "0s" });
      await t.at("2s").expectAlarm("TRIP", { closeCause: "run-ended" });
    });

    test("strays of an ended run are history", async () => {
      const t = await timeline(device);
      await t.at("0s").publish("pump-1", { trip: false }, { measured: "0s", run });
      await t.at("1s").publish("pump-1", { trip: true }, { measured: "0s", run: "two" });
      await t.at("2s").publish("pump-1", { trip: false }, { measured: "9s", run });
      await t.at("3s").expectAlarm("TRIP", { state: "unacknowledged" });
    });

    test("runs, times and values survive a restart", async () => {
      const t = await timeline(device);
      await t.at("0s").publish("pump-1", { pressure: 0.2 }, { measured: "0s", run });
      await t.at("1s").publish("pump-1", { pressure: 2 }, { measured: "0s", run: "two" });
      await t.at("2s").publish("pump-1", { pressure: 0.2 }, { measured: "10s", run: "two" });
      await t.at("3s").restart();
      await t.at("4s").publish("pump-1", { trip: false }, { measured: "71s", run: "two" });
      await t.at("4s").expectAlarm("LOW", { raisedAt: start + 70_000 });
      expect(t.judging.books.judge.estate.sites.get("harbour")).toMatchObject({ run: "two", time: start + 71_000 });
    });

    test("silence is judged by the wall clock", async () => {
      const t = await timeline(device);
      await t.at("0s").publish("pump-1", { pressure: 2 }, { measured: "-1000d", run });
      await t.at("71s").expectAlarm("SILENT", { raisedAt: start + 70_000 });
    });
  });

  describe("people and the judge", () => {
    test("a latched alarm waits for an acknowledgement with a note and a supervisor's reset", async () => {
      const t = await timeline({ rules: [latching] });
      await t.at("0s").publish("pump-1", { trip: true });
      await expect(t.at("1s").as(operator).acknowledges("LEAK")).rejects.toMatchObject({ code: "alarm-note-required" });
      await expect(t.at("1s").as(supervisor).resets("LEAK")).rejects.toMatchObject({ code: "alarm-still-active" });
      await t.at("2s").publish("pump-1", { trip: false });
      await t.at("2s").expectAlarm("LEAK", { state: "latched-unacknowledged" });
      await t.at("3s").as(operator).acknowledges("LEAK", "seen");
      await t.at("3s").as(operator).acknowledges("LEAK");
      await t.at("3s").expectAlarm("LEAK", { state: "latched-acknowledged", acknowledgedNote: "seen" });
      await t.at("4s").as(supervisor).resets("LEAK");
      await t.at("4s").expectAlarm("LEAK", { state: "normal", closeCause: "reset" });
    });

    test("raised again within ten minutes it is the same record, later another", async () => {
      const t = await timeline({ rules: [trip] });
      for (const [on, off] of [
        [0, 10],
        [300, 310],
        [2_000, 2_010],
      ]) {
        await t.at(`${on}s`).publish("pump-1", { trip: true });
        await t.at(`${on}s`).as(operator).acknowledges("TRIP");
        await t.at(`${off}s`).publish("pump-1", { trip: false });
      }
      expect(await t.alarms("all")).toMatchObject([{ occurrences: 1 }, { occurrences: 2 }]);
    });

    test("a shelf ends by itself, also over a restart, and tells the alarm again", async () => {
      const t = await timeline({ rules: [trip] });
      await t.at("0s").publish("pump-1", { trip: true });
      await t.at("1s").as(operator).shelves("TRIP", 60);
      await t.at("2s").expectAlarm("TRIP", { state: "shelved" });
      await t.at("30m").restart();
      await t.at("50m").expectAlarm("TRIP", { state: "shelved" });
      await t.at("61m").expectAlarm("TRIP", { state: "unacknowledged" });
      expect((await t.story()).at(-1)).toBe("pump-1 TRIP unshelved +3601s unacknowledged");
    });

    test("what clears while it is shelved closes when it leaves the shelf", async () => {
      const t = await timeline({ rules: [trip] });
      await t.at("0s").publish("pump-1", { trip: true });
      await t.at("1s").as(operator).acknowledges("TRIP");
      await t.at("2s").as(operator).shelves("TRIP", 60);
      await t.at("3s").publish("pump-1", { trip: false });
      await t.at("4s").expectAlarm("TRIP", { state: "shelved" });
      await t.at("5s").as(operator).unshelves("TRIP");
      await t.at("5s").expectAlarm("TRIP", { state: "normal" });
    });

    test.each([
      ["life safety is never shelved", { lifeSafety: true }, people.supervisor, 5, "alarm-never-shelved"],
      ["critical needs a supervisor", { priority: "critical" }, operator, 5, "alarm-shelve-needs-supervisor"],
      ["an operator shelves for 8 h at most", {}, operator, 481, "alarm-shelve-too-long"],
      ["a supervisor for 24 h at most", {}, supervisor, 1_441, "alarm-shelve-too-long"],
    ] as const)("%s", async (_, rest, person, minutes, code) => {
      const t = await timeline({ rules: [{ ...trip, ...rest }] });
      await t.at("0s").publish("pump-1", { trip: true });
      await expect(t.at("1s").as(person).shelves("TRIP", minutes)).rejects.toMatchObject({ code });
      await t.at("2s").expectAlarm("TRIP", { state: "unacknowledged" });
    });
  });

  describe("rules and equipment that change", () => {
    test("a new version of a rule closes its alarm and looks again", async () => {
      const t = await timeline({ rules: [trip] });
      await t.at("0s").publish("pump-1", { trip: true });
      t.rules = [{ ...trip, version: 2 }];
      await t.at("10s").restart();
      await t.at("11s").expectAlarm("TRIP", { ruleVersion: 2, state: "unacknowledged" });
      expect((await t.alarms("all")).map(({ closeCause }) => closeCause)).toContain("rule-changed");
    });

    test("a rule that is gone closes its alarm", async () => {
      const t = await timeline({ rules: [trip] });
      await t.at("0s").publish("pump-1", { trip: true });
      t.rules = [];
      await t.at("10s").restart();
      await t.at("11s").expectAlarm("TRIP", { state: "normal", closeCause: "rule-removed" });
    });

    test("removed equipment takes its alarms along", async () => {
      const t = await timeline({ rules: [trip] });
      await t.at("0s").publish("pump-1", { trip: true });
      t.estate.apply({ removedEquipment: [{ site: "harbour", id: "pump-1" }] });
      await t.at("1s").expectAlarm("TRIP", { state: "normal", closeCause: "equipment-removed" });
    });

    test("an attribute that a limit stands on is looked at again", async () => {
      const t = await timeline({
        rules: [ruleOf("OVER", { when: { kind: "above", point: "pressure", limit: { attribute: "rated" } } })],
        equipment: [{ id: "pump-1", attributes: { rated: 10 } }],
      });
      await t.at("0s").publish("pump-1", { pressure: 5 });
      const known = t.estate.equipment("harbour", "pump-1");
      if (known) t.estate.apply({ equipment: [{ ...known, attributes: { rated: 4 } }] });
      await t.at("1s").expectAlarm("OVER", { state: "unacknowledged" });
    });

    test("a rule that throws stands still alone, and is counted", async () => {
      const { detect } = await import("@plantroom/model/rules/detect.ts");
      const t = await timeline({
        rules: [low, trip],
        detect: (rule, ...rest) => {
          if (rule.id === "LOW") throw new TypeError("broken rule");
          return detect(rule, ...rest);
        },
      });
      await t.at("0s").publish("pump-1", { pressure: 0, trip: true });
      await t.at("70s").expectAlarm("TRIP", { state: "unacknowledged" });
      expect(t.judging.books.judge.detector.health.byRule.get("LOW")?.failures).toBeGreaterThan(0);
    });
  });
});

interface Step {
  readonly gap: number;
  readonly pressure: number;
  readonly trip: boolean;
  readonly crash: boolean;
}
