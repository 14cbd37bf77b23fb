import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { initialEstate } from "./estate/state.ts";
import { type Kept, readState, writeState } from "./state-file.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "simulators-"));
});
afterEach(() => rm(folder, { recursive: true }));

test("gives back what was written", async () => {
  const kept: Kept = { version: 1, estate: initialEstate(1, 0), numbers: { pump: 3 }, tellings: [] };
  const path = join(folder, "deeper", "state.json");
  await writeState(path, kept);
  expect(await readState(path, expect.unreachable)).toEqual(JSON.parse(JSON.stringify(kept)));
});

test("knows nothing at a first start", async () => {
  expect(await readState(join(folder, "state.json"), expect.unreachable)).toBeUndefined();
});

test.each(['{"version":1,"est', '{"version":9,"estate":{"at":1}}', "null"])(
  "sets %s aside and says so",
  async (text) => {
    const path = join(folder, "state.json");
    await writeFile(path, text);
    const said: string[] = [];
    expect(await readState(path, (why) => said.push(why))).toBeUndefined();
    expect(said).toHaveLength(1);
    expect(await readdir(folder)).toEqual(["state.json.unusable"]);
  },
);
