import { afterEach, expect, test } from "vitest";
import { RawClient } from "../trial/raw-client.ts";
import { startTrial, type Trial } from "../trial/trial.ts";

let trial: Trial;
afterEach(() => trial.stop());

test("a reading is acknowledged and journalled", async () => {
  trial = await startTrial();
  const pump = await RawClient.admitted(trial.port, "pump");
  expect(await pump.published("plantroom/harbour-court/booster-p1/readings", { values: { running: true } })).toBe(true);
  expect(await trial.journalled()).toMatchObject([
    {
      kind: "samples",
      site: "harbour-court",
      equipment: "booster-p1",
      samples: [["running", expect.any(Number), true]],
    },
  ]);
});
