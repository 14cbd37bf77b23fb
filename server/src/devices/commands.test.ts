import type { ResultEntry } from "@plantroom/model/journal/entry.ts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { saveResults } from "../events/repository.ts";
import { type Caller, noon, TestPlatform } from "../platform-fixture.ts";

const lane = "/api/equipment/harbour-court/gate-exit-1/commands";
const post = "POST /api/equipment/{site}/{equipment}/commands";
const get = "GET /api/equipment/{site}/{equipment}/commands/{id}";

let house: TestPlatform;
let operator: Caller;
let id: string;
beforeEach(async () => {
  house = await TestPlatform.start();
  operator = await house.as("operator");
  id = (await operator.call(post, lane, { command: "close", reason: "Storm" })).json().id;
});
afterEach(() => house.close());

/** As the judge does it with what the journal brings. */
async function answers(changes: Partial<ResultEntry>): Promise<void> {
  const entry: ResultEntry = {
    ...{ kind: "result", site: "harbour-court", equipment: "gate-exit-1", id, receivedAt: noon + 2_000 },
    ...{ outcome: "done", ...changes },
  };
  await house.database.transaction().execute((transaction) => saveResults(transaction, [entry]));
}

const sent = {
  ...{ command: "close", by: "operator", reason: "Storm", delivered: false },
  ...{ at: "2026-11-23T12:00:00.000Z", expiresAt: "2026-11-23T12:00:10.000Z" },
};

test("has no outcome before the device has answered", async () => {
  expect((await operator.call(get, `${lane}/${id}`)).json()).toEqual({ id, ...sent });
});

test("keeps the device's first answer", async () => {
  await answers({ outcome: "refused", reason: "vehicle-under-boom" });
  await answers({ outcome: "done" });
  expect((await operator.call(get, `${lane}/${id}`)).json()).toEqual({
    ...{ id, ...sent, outcome: "refused", outcomeReason: "vehicle-under-boom" },
    outcomeAt: "2026-11-23T12:00:02.000Z",
  });
});

test("is not answered by another device", async () => {
  await answers({ equipment: "gate-exit-2" });
  expect((await operator.call(get, `${lane}/${id}`)).json()).toEqual({ id, ...sent });
});

test.each(["/api/equipment/harbour-court/gate-exit-2/commands", "/api/equipment/lab/rig-1/commands"])(
  "is not found at another equipment (%s)",
  async (path) => {
    expect((await operator.call(get, `${path}/${id}`)).statusCode).toBe(404);
  },
);
