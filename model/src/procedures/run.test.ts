import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { second } from "../time.ts";
import { type Actor, actOn, type RunAct } from "./act.ts";
import { fallDue, nextDue } from "./overdue.ts";
import { branch, callTo, procedure, readingOf, step } from "./pack/build.ts";
import { procedures } from "./pack/catalogue.ts";
import type { Procedure } from "./procedure.ts";
import { isOver, type ProcedureRun } from "./run.ts";
import { standingsOf } from "./standing.ts";

const words = "a | b | c";
const short = procedure("S-TST-1", 1, {
  ...{ name: words, purpose: words, rules: [], provenance: "test" },
  steps: [
    step("look", words, { withinSeconds: 60 }),
    step("send", words, { role: "technician", withinSeconds: 120, alongside: true }),
    step("ask", words, { branches: [branch("no", words, "false"), branch("yes", words, "call")], bySeconds: 300 }),
    step("false", words, { evidence: "note", next: "end" }),
    step("call", words, callTo(words, "119")),
    step("read", words, { ...readingOf(words, "bar"), withinSeconds: 30 }),
    step("check", words, { role: "supervisor", evidence: "photo" }),
  ],
});

function begin(of: Procedure): ProcedureRun {
  return {
    ...{ id: "r", procedure: of.id, procedureVersion: of.version, site: "s", equipment: "e", alarms: [], drill: false },
    ...{ state: "offered", startedAt: 0, startedBy: "system", revision: 1, steps: of.steps.map(({ id }) => ({ id })) },
  };
}

const supervisor = (at: number): Actor => ({ at: at * second, by: "sue", roles: ["supervisor"] });

/** `look@10 ask:yes@20`: done, with the answer, in seconds. */
function follow(text: string, run = begin(short)): ProcedureRun {
  return text.split(" ").reduce((before, word) => {
    const [, id = "", answer, at = "0"] = /^([a-z]+)(?::([a-z]+))?@(\d+)$/.exec(word) ?? [];
    const act: RunAct = { type: "done", step: id, answer, note: "n", reading: 1, photos: ["p"] };
    const next = actOn(short, before, act, supervisor(Number(at)));
    if ("why" in next) expect.unreachable(next.why);
    return next;
  }, run);
}

const letters = { waiting: "w", open: "o", done: "d", skipped: "s", "not-needed": "-" } as const;
const picture = (run: ProcedureRun) =>
  standingsOf(short, run)
    .map(({ state }) => letters[state])
    .join("");

describe("the path through a procedure", () => {
  test.each([
    ["begins with the first step and those alongside it", "", "oowwwww"],
    ["waits for all of them", "look@10", "dowwwww"],
    ["goes on when all are done", "look@10 send@20", "ddowwww"],
    ["follows an answer", "look@10 send@20 ask:yes@30", "ddd-oww"],
    ["leaves out what an answer leads past", "look@10 send@20 ask:no@30", "dddo---"],
    ["ends where a step says so", "look@10 send@20 ask:no@30 false@40", "dddd---"],
    ["takes what was done ahead of its turn when the turn comes", "call@5 look@10 send@20 ask:yes@30", "ddd-dow"],
    ["keeps on record what an answer then leads past", "call@5 look@10 send@20 ask:no@30", "dddod--"],
  ])("%s", (_, text, expected) => {
    expect(picture(text === "" ? begin(short) : follow(text))).toBe(expected);
  });

  test("what is taken back is open again, and what followed waits", () => {
    const run = actOn(short, follow("look@1 send@2 ask:yes@3"), { type: "undo", step: "send" }, supervisor(4));
    expect("why" in run ? run.why : picture(run)).toBe("dod-www");
  });
});

describe("refused", () => {
  const operator: Actor = { at: 0, by: "o", roles: ["operator"] };
  const technician: Actor = { at: 0, by: "t", roles: ["technician"] };
  test.each<[string, RunAct, Actor, object]>([
    ["a step for another role", { type: "done", step: "look" }, technician, { why: "not-for-role", role: "operator" }],
    ["a supervisor's step", { type: "skip", step: "check", note: "n" }, operator, { why: "not-for-role" }],
    ["an unknown step", { type: "done", step: "x" }, operator, { why: "step-unknown" }],
    ["a step without its answer", { type: "done", step: "ask" }, operator, { why: "needs", needs: "answer" }],
    ["an answer that is none", { type: "done", step: "ask", answer: "x" }, operator, { why: "needs", needs: "answer" }],
    ["a step without its note", { type: "done", step: "false" }, operator, { why: "needs", needs: "note" }],
    ["a step without its reading", { type: "done", step: "read" }, operator, { why: "needs", needs: "reading" }],
    ["a picture that is not there", { type: "done", step: "check" }, supervisor(0), { why: "needs", needs: "photo" }],
    ["skipping a question", { type: "skip", step: "ask", note: "n" }, operator, { why: "needs", needs: "answer" }],
    ["skipping without a reason", { type: "skip", step: "look" }, operator, { why: "needs", needs: "reason" }],
    ["taking back what nobody did", { type: "undo", step: "look" }, operator, { why: "step-undecided" }],
    ["finishing with steps open", { type: "finish" }, operator, { why: "steps-open", count: 7 }],
    ["abandoning without a reason", { type: "abandon" }, operator, { why: "needs", needs: "reason" }],
  ])("%s", (_, act, actor, refusal) => {
    expect(actOn(short, begin(short), act, actor)).toMatchObject(refusal);
  });

  test("a step twice, one that is not needed, and anything after the end", () => {
    const run = follow("look@1 send@2 ask:no@3");
    const as = supervisor(5);
    expect(actOn(short, run, { type: "done", step: "look" }, as)).toEqual({ why: "step-decided", step: "look" });
    expect(actOn(short, run, { type: "done", step: "call" }, as)).toEqual({ why: "step-not-needed", step: "call" });
    const over = actOn(short, follow("false@4", run), { type: "finish", note: "burnt toast" }, as);
    expect(over).toMatchObject({ state: "finished", endedBy: "sue", endNote: "burnt toast" });
    expect(actOn(short, over as ProcedureRun, { type: "take" }, as)).toEqual({ why: "over" });
  });

  test("the control room writes down what the field reports", () => {
    expect(actOn(short, begin(short), { type: "done", step: "send" }, operator)).toMatchObject({ takenBy: "o" });
    expect(actOn(short, begin(short), { type: "done", step: "send" }, technician)).toMatchObject({ takenBy: "t" });
  });
});

describe("timers", () => {
  const overdue = (run: ProcedureRun, at: number) =>
    fallDue(short, run, at * second).steps.flatMap(({ id, overdueAt }) =>
      overdueAt === undefined ? [] : [`${id}@${overdueAt / second}`],
    );

  test.each([
    ["nothing before its time", "", 59, []],
    ["each step at its own time", "", 60, ["look@60"]],
    ["all of them, seen late, also what waits but is bound to come", "", 500, ["look@60", "send@120", "ask@300"]],
    ["none of what is done", "look@10", 299, ["send@120"]],
    ["none of what an answer may still lead past", "look@10 send@20", 299, []],
    ["from the beginning of the run", "look@10 send@20", 300, ["ask@300"]],
    ["at once what opens after its time", "look@10 send@400", 400, ["ask@400"]],
    ["from the opening of the step", "look@1 send@2 ask:yes@3 call@100", 130, ["read@130"]],
  ])("%s", (_, text, at, expected) => {
    expect(overdue(text === "" ? begin(short) : follow(text), at)).toEqual(expected);
  });

  test("a mark stays when the step is done late, and is set once", () => {
    const marked = fallDue(short, begin(short), 60 * second);
    expect(fallDue(short, marked, 61 * second)).toBe(marked);
    expect(follow("look@70", marked).steps[0]).toMatchObject({ overdueAt: 60 * second, outcome: { at: 70 * second } });
    expect(nextDue(short, marked)).toBe(120 * second);
  });
});

/** Any act on any procedure of the pack, sensible or not. */
const anyAct = (of: Procedure): fc.Arbitrary<RunAct> => {
  const id = fc.constantFrom(...of.steps.map((one) => one.id), "no-such-step");
  const answers = of.steps.flatMap((one) => (one.branches ?? []).map((one) => one.id));
  const note = fc.option(fc.constant("note"), { nil: undefined, freq: 6 });
  const answer = fc.option(fc.constantFrom("no-such-answer", ...answers), { nil: undefined, freq: 6 });
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant<RunAct>({ type: "take" }) },
    {
      weight: 12,
      arbitrary: fc.record({
        ...{ type: fc.constant("done" as const), step: id, answer, note },
        reading: fc.option(fc.double({ noNaN: true }), { nil: undefined }),
        photos: fc.option(fc.constant(["p"]), { nil: undefined }),
      }),
    },
    { weight: 3, arbitrary: fc.record({ type: fc.constant("skip" as const), step: id, note }) },
    { weight: 2, arbitrary: fc.record({ type: fc.constant("undo" as const), step: id }) },
    { weight: 1, arbitrary: fc.record({ type: fc.constant("finish" as const), note }) },
    { weight: 1, arbitrary: fc.record({ type: fc.constant("abandon" as const), note }) },
  );
};

test("any order of acts, by anybody at any time, leaves a run consistent", () => {
  const roles = fc.constantFrom("operator", "technician", "supervisor", "energy-manager", "administrator" as const);
  const scene = fc.constantFrom(short, ...procedures).chain((of) =>
    fc.record({
      of: fc.constant(of),
      acts: fc.array(fc.tuple(anyAct(of), roles, fc.integer({ min: 0, max: 600 })), { maxLength: 60 }),
    }),
  );
  fc.assert(
    fc.property(scene, ({ of, acts }) => {
      let run = begin(of);
      let at = 0;
      for (const [act, role, pause] of acts) {
        at += pause * second;
        const marked = fallDue(of, run, at);
        // Marks come and stay, and nothing that is due is left.
        for (const [index, one] of run.steps.entries()) {
          if (one.overdueAt !== undefined) expect(marked.steps[index]?.overdueAt).toBe(one.overdueAt);
        }
        expect(nextDue(of, marked) ?? Number.POSITIVE_INFINITY).toBeGreaterThan(at);
        const next = actOn(of, marked, act, { at, by: role, roles: [role] });
        if ("why" in next) {
          run = marked;
          continue;
        }
        const changed = next !== marked;
        expect(next.revision - marked.revision).toBe(changed ? 1 : 0);
        expect(isOver(marked)).toBe(false);
        // At most one step changes, and only the one that the act names.
        const differing = next.steps.filter((one, index) => one !== marked.steps[index]).map(({ id }) => id);
        expect(differing).toEqual("step" in act ? [act.step] : []);
        run = next;
        const states = standingsOf(of, run).map(({ step: one, state, openedAt }) => ({ id: one.id, state, openedAt }));
        expect(states.map(({ id }) => id)).toEqual(of.steps.map(({ id }) => id));
        for (const [index, { state, openedAt }] of states.entries()) {
          const outcome = run.steps[index]?.outcome;
          // Decided exactly where something was written down; open steps have opened, in the past.
          expect(state === "done" || state === "skipped").toBe(outcome !== undefined);
          if (outcome) expect(state).toBe(outcome.outcome);
          if (state === "open") expect(openedAt).toBeLessThanOrEqual(at);
        }
        // Somebody can always go on: either a step is open or the path has come to its end.
        const open = states.some(({ state }) => state === "open");
        const waiting = states.some(({ state }) => state === "waiting");
        if (!open) expect(waiting).toBe(false);
        if (run.state === "finished") expect(open || waiting).toBe(false);
        expect(JSON.parse(JSON.stringify(run))).toEqual(JSON.parse(JSON.stringify({ ...run })));
        expect(standingsOf(of, JSON.parse(JSON.stringify(run)))).toEqual(standingsOf(of, run));
      }
    }),
    { numRuns: 300 },
  );
});
