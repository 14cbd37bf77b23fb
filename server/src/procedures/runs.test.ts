import { overdueStepsOf } from "@plantroom/model/procedures/overdue.ts";
import { procedures } from "@plantroom/model/procedures/pack/catalogue.ts";
import { iso, minute, second } from "@plantroom/model/time.ts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { otherSite, TestPipeline } from "../pipeline-fixture.ts";
import { people, ruleOf, siteId, start, Timeline } from "../rules/timeline-fixture.ts";

const { operator, supervisor, technician } = people;
const guest = { username: "guest", name: "G", roles: ["operator"], sites: [otherSite] } as const;
const when = { kind: "is", point: "trip", values: [true] } as const;
const trapped = ruleOf("TRAPPED", { when, priority: "critical", procedure: "S-ELV-1" });
const button = ruleOf("BUTTON", {
  when: { kind: "above", point: "level", limit: 5 },
  priority: "critical",
  procedure: "S-ELV-1",
});
const stuck = ruleOf("STUCK", { when: { kind: "above", point: "pressure", limit: 5 }, procedure: "S-GAT-1" });
const plain = ruleOf("PLAIN", { when: { kind: "below", point: "pressure", limit: 1 } });

describe("runs over HTTP", () => {
  let t: TestPipeline;
  beforeEach(async () => {
    t = await TestPipeline.start([trapped, button, stuck, plain]);
  });
  afterEach(() => t.close());

  const runs = async (query = {}, person: typeof operator | typeof guest = operator) =>
    (await t.call("GET /api/procedure-runs", person as typeof operator, { query })).items;
  const theRun = async () => {
    const [run] = await runs({ open: "all" });
    return t.call("GET /api/procedure-runs/{id}", operator, { params: { id: run?.id ?? "none" } });
  };
  const alarmOf = async (rule: string) =>
    (await t.call("GET /api/alarms", operator, { query: { open: "all" } })).items.find((one) => one.rule === rule);
  const act = (id: string, step: string, body: object, person: typeof operator | typeof technician = operator) =>
    t.call("POST /api/procedure-runs/{id}/steps/{step}", person as typeof operator, { params: { id, step }, body });

  test("a critical alarm opens its procedure, others offer it", async () => {
    await t.publish("pump-1", { trip: true, pressure: 9 });
    const alarm = await alarmOf("TRAPPED");
    expect(await runs()).toMatchObject([
      {
        ...{ procedure: "S-ELV-1", site: siteId, equipment: "pump-1", alarms: [alarm?.id], drill: false },
        ...{ state: "offered", startedBy: "system", stepsDecided: 0, stepsOverdue: 0, nextDueAt: iso(start + minute) },
      },
    ]);
    const started = await t.call("POST /api/procedure-runs", technician, {
      body: { alarm: (await alarmOf("STUCK"))?.id, drill: false },
    });
    expect(started).toMatchObject({ procedure: "S-GAT-1", state: "running", takenBy: "technician" });
    await t.publish("pump-2", { pressure: 0 });
    const none = t.call("POST /api/procedure-runs", operator, { body: { alarm: (await alarmOf("PLAIN"))?.id } });
    await expect(none).rejects.toMatchObject({ code: "not-found", values: { what: "procedure", id: "PLAIN" } });
  });

  test("its alarm is acknowledged without a note once somebody follows it", async () => {
    await t.publish("pump-1", { trip: true });
    const params = { id: (await alarmOf("TRAPPED"))?.id ?? "" };
    const acknowledge = () => t.call("POST /api/alarms/{id}/acknowledge", operator, { params });
    await expect(acknowledge()).rejects.toMatchObject({ code: "alarm-note-required" });
    await t.call("POST /api/procedure-runs/{id}/take", operator, { params: { id: (await theRun()).id } });
    expect(await acknowledge()).toMatchObject({ state: "acknowledged" });
  });

  test("two alarms of one equipment share a run, another equipment has its own", async () => {
    await t.publish("pump-1", { trip: true });
    await t.publish("pump-1", { level: 9 });
    await t.publish("pump-2", { trip: true });
    const counts = (await runs()).map(({ equipment, alarms }) => `${equipment} ${alarms.length}`);
    expect(counts.sort()).toEqual(["pump-1 2", "pump-2 1"]);
    const button = await alarmOf("BUTTON");
    expect(await runs({ alarm: button?.id })).toMatchObject([{ equipment: "pump-1" }]);
  });

  test("starting what runs already answers the run", async () => {
    await t.publish("pump-1", { trip: true });
    const [offered] = await runs();
    const body = { alarm: (await alarmOf("TRAPPED"))?.id, drill: false };
    const taken = await t.call("POST /api/procedure-runs", operator, { body });
    expect(taken).toMatchObject({ id: offered?.id, state: "running", takenBy: "operator" });
    expect(taken.log).toMatchObject([{ act: "take", by: "operator" }]);
  });

  test("is followed step by step, with everything on record", async () => {
    await t.publish("pump-1", { trip: true });
    const { id, definition } = await theRun();
    expect(definition).toEqual(JSON.parse(JSON.stringify(procedures.find((one) => one.id === "S-ELV-1"))));
    await t.pass(30 * second);
    await act(id, "intercom", { act: "done", note: "two adults, floor 7" });
    await act(id, "contractor", { act: "skip", note: "they are in the house" });
    await act(id, "dispatch", { act: "done" });
    await act(id, "dispatch", { act: "undo" });
    await act(id, "dispatch", { act: "done", photos: ["p1"] });
    await act(id, "condition", { act: "done", answer: "well" });
    await act(id, "landing", { act: "done" }, technician);
    const run = await theRun();
    expect(run).toMatchObject({ state: "running", takenBy: "operator", stepsDecided: 5 });
    expect(run.steps.slice(0, 8).map(({ id, state }) => `${id} ${state}`)).toEqual([
      ...["intercom done", "dispatch done", "contractor skipped", "condition done", "ambulance not-needed"],
      ...["fire-brigade not-needed", "landing done", "arrival open"],
    ]);
    expect(run.steps[1]?.outcome).toMatchObject({ by: "operator", photos: ["p1"], at: iso(start + 30 * second) });
    expect(run.log.map(({ act, step, by }) => `${by} ${act} ${step}`)).toEqual([
      ...["operator done intercom", "operator skip contractor", "operator done dispatch", "operator undo dispatch"],
      ...["operator done dispatch", "operator done condition", "technician done landing"],
    ]);
  });

  test.each([
    ["procedure-step-role", "intercom", { act: "done", note: "n" }, technician],
    ["procedure-step-needs", "intercom", { act: "done" }, operator],
    ["procedure-step-needs", "dispatch", { act: "skip" }, operator],
    ["procedure-step-needs", "condition", { act: "done", answer: "maybe" }, operator],
    ["procedure-step-undecided", "dispatch", { act: "undo" }, operator],
    ["procedure-step-role", "out-of-service", { act: "done" }, operator],
    ["not-found", "no-such-step", { act: "done" }, operator],
  ])("refuses with %s: %s %j", async (code, step, body, person) => {
    await t.publish("pump-1", { trip: true });
    const { id } = await theRun();
    await expect(act(id, step, body, person as typeof operator)).rejects.toMatchObject({ code });
    expect(await theRun()).toMatchObject({ state: "offered", revision: 1, log: [] });
  });

  test("ends by finishing, or by giving up with a reason; then nothing changes any more", async () => {
    await t.publish("pump-1", { trip: true });
    const { id } = await theRun();
    const params = { id };
    const finish = t.call("POST /api/procedure-runs/{id}/finish", operator, { params, body: {} });
    await expect(finish).rejects.toMatchObject({ code: "procedure-steps-open" });
    const abandon = (body: object) => t.call("POST /api/procedure-runs/{id}/abandon", operator, { params, body });
    await expect(abandon({})).rejects.toMatchObject({ code: "procedure-step-needs" });
    const over = { state: "abandoned", endedBy: "operator", endNote: "pressed by mistake", stepsOverdue: 0 };
    expect(await abandon({ note: "pressed by mistake" })).toMatchObject(over);
    await expect(act(id, "dispatch", { act: "done" })).rejects.toMatchObject({ code: "procedure-run-over" });
    expect(await runs()).toEqual([]);
    expect(await runs({ open: "false" })).toMatchObject([{ id, endedAt: iso(start) }]);
    const again = await t.call("POST /api/procedure-runs", operator, {
      body: { alarm: (await alarmOf("TRAPPED"))?.id, drill: false },
    });
    expect(again.id).not.toBe(id);
  });

  test("a drill needs no alarm and joins nothing real", async () => {
    await t.publish("pump-1", { trip: true });
    const body = { procedure: "S-ELV-1", site: siteId, equipment: "pump-1", drill: true };
    const drill = await t.call("POST /api/procedure-runs", supervisor, { body });
    expect(drill).toMatchObject({ drill: true, alarms: [], state: "running" });
    const whole = await t.call("POST /api/procedure-runs", supervisor, {
      body: { procedure: "S-FIR-2", site: siteId, drill: true },
    });
    expect(whole.equipment).toBeUndefined();
    expect((await runs({ drill: "true" })).length).toBe(2);
    expect((await runs({ drill: "false" })).length).toBe(1);
    expect((await runs({ procedure: "S-FIR-2" })).length).toBe(1);
  });

  test("of a foreign site is not there", async () => {
    await t.publish("pump-1", { trip: true });
    const { id } = await theRun();
    const missing = { code: "not-found" };
    expect(await runs({}, guest)).toEqual([]);
    await expect(runs({ site: siteId }, guest)).rejects.toMatchObject(missing);
    await expect(t.call("GET /api/procedure-runs/{id}", guest, { params: { id } })).rejects.toMatchObject(missing);
    await expect(act(id, "dispatch", { act: "done" }, guest as never)).rejects.toMatchObject(missing);
    const alarm = (await alarmOf("TRAPPED"))?.id;
    for (const body of [{ alarm }, { procedure: "S-FIR-2", site: siteId, drill: true }]) {
      await expect(t.call("POST /api/procedure-runs", guest, { body })).rejects.toMatchObject(missing);
    }
    await expect(t.call("POST /api/procedure-runs/{id}/take", guest, { params: { id } })).rejects.toMatchObject(
      missing,
    );
  });

  test("lists page by page, newest first", async () => {
    for (const equipment of ["pump-1", "pump-2"]) {
      await t.publish(equipment, { trip: true });
      await t.pass(second);
    }
    const first = await t.call("GET /api/procedure-runs", operator, { query: { limit: 1 } });
    const rest = await t.call("GET /api/procedure-runs", operator, { query: { limit: 1, cursor: first.next ?? "" } });
    expect([...first.items, ...rest.items].map(({ equipment }) => equipment)).toEqual(["pump-2", "pump-1"]);
    expect(rest.next).toBeNull();
  });

  test("the library answers procedures with their steps", async () => {
    const { items } = await t.call("GET /api/procedures", technician);
    expect(items.map(({ id }) => id)).toEqual(procedures.map(({ id }) => id));
    const one = await t.call("GET /api/procedures/{id}", technician, { params: { id: "S-GAS-1" } });
    expect(one.steps[0]).toMatchObject({ id: "warn", timer: { seconds: 60, from: "step" } });
    const missing = t.call("GET /api/procedures/{id}", technician, { params: { id: "S-NO-1" } });
    await expect(missing).rejects.toMatchObject({ code: "not-found" });
  });

  test("dashboards see runs begin, move and end", async () => {
    const told: string[] = [];
    const dashboard = t.connect("operator");
    const tell = ({ procedureRuns }: { readonly procedureRuns?: readonly { state: string; stepsDecided: number }[] }) =>
      told.push(...(procedureRuns ?? []).map(({ state, stepsDecided }) => `${state} ${stepsDecided}`));
    dashboard.on("snapshot", tell);
    dashboard.on("delta", (delta, applied) => {
      tell(delta);
      applied();
    });
    await t.publish("pump-1", { trip: true });
    await dashboard.emitWithAck("follow", "*");
    const heard = async (count: number) => {
      for (let i = 0; told.length < count && i < 500; i++) {
        await t.pass(10);
        await new Promise((turn) => setTimeout(turn, 1));
      }
    };
    await heard(1);
    const { id } = await theRun();
    await act(id, "dispatch", { act: "done" });
    await heard(2);
    await t.call("POST /api/procedure-runs/{id}/abandon", operator, { params: { id }, body: { note: "n" } });
    await heard(3);
    expect(told).toEqual(["offered 0", "running 1", "abandoned 1"]);
  });
});

describe("runs in time", () => {
  let t: Timeline;
  beforeEach(async () => {
    t = await Timeline.start({ rules: [trapped] });
  });
  afterEach(() => t.close());

  const overdue = () =>
    open()
      .flatMap(({ procedure, run }) => overdueStepsOf(procedure, run))
      .map(({ step, overdueAt }) => [step, overdueAt - start]);
  const open = () => [...t.judging.books.procedures.open()];

  test("a step falls overdue by time alone, is told once, and is found again after a restart", async () => {
    await t.at("0s").publish("pump-1", { trip: true });
    const told = async (seconds: number) => {
      t.now = start + seconds * second;
      t.judging.books.advance(t.now);
      return (await t.judging.commit(t.now)).overdueSteps.map(({ step }) => step);
    };
    expect(await told(59)).toEqual([]);
    expect(await told(60)).toEqual(["intercom"]);
    expect(await told(61)).toEqual([]);
    await t.at("90s").restart();
    expect(overdue()).toEqual([["intercom", minute]]);
    expect(await told(179)).toEqual([]);
    expect(await told(180)).toEqual(["dispatch", "contractor"]);
  });

  test("a timer that ends while nobody judges fires at the restart, with its own time", async () => {
    await t.at("0s").publish("pump-1", { trip: true });
    await t.at("9m").restart();
    expect(overdue()).toEqual([
      ["intercom", minute],
      ["dispatch", 3 * minute],
      ["contractor", 3 * minute],
    ]);
  });

  test("a crash neither loses nor repeats a run", async () => {
    t.failing = 1;
    await t.at("0s").publish("pump-1", { trip: true });
    expect(open().length).toBe(1);
    await t.at("10s").restart();
    await t.at("20s").restart();
    expect(open().map(({ run }) => [run.startedAt - start, run.alarms.length])).toEqual([[0, 1]]);
    expect((await t.database.selectFrom("procedureRuns").select("id").execute()).length).toBe(1);
  });

  test("a new occurrence after the run was ended opens another, after a restart too", async () => {
    await t.at("0s").publish("pump-1", { trip: true });
    const end = async () => {
      const { books } = t.judging;
      const [followed] = books.procedures.open();
      if (!followed) expect.unreachable("no run");
      const actor = { at: t.now, by: "o", roles: ["operator"] } as const;
      const after = books.procedures.act(followed, { type: "abandon", note: "n" }, actor);
      if ("why" in after) expect.unreachable(after.why);
      books.changedRun(after);
      await t.commit();
    };
    await end();
    await t.at("10s").restart();
    expect(open()).toEqual([]);
    await t.at("20s").publish("pump-1", { trip: false });
    await t.at("30s").publish("pump-1", { trip: true });
    expect(open().map(({ run }) => run.startedAt - start)).toEqual([30 * second]);
  });
});
