import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { claimDataFolder } from "./data-folder.ts";

let path: string;
beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), "plantroom-data-"));
});
afterEach(() => rmSync(path, { recursive: true }));

test("marks the folder as demo and leaves no lock behind", () => {
  const folder = claimDataFolder(path, "demo");
  expect(existsSync(join(path, "demo.json"))).toBe(true);
  expect(existsSync(join(path, "plantroom.lock"))).toBe(true);
  if ("release" in folder) folder.release();
  expect(existsSync(join(path, "plantroom.lock"))).toBe(false);
});

test("production refuses a demo folder, and demo a production folder", () => {
  claimDataFolder(path, "demo");
  expect(claimDataFolder(path, "production")).toMatchObject({ refused: expect.stringContaining("made by demo mode") });
  rmSync(join(path, "demo.json"));
  claimDataFolder(path, "production");
  expect(claimDataFolder(path, "demo")).toMatchObject({ refused: expect.stringContaining("real installation") });
});

test("takes over the lock of a process that is gone, and one that was cut short", () => {
  for (const lock of [
    '{"pid":999999999,"boot":"","started":""}',
    '{"pid":1,"boot":"another boot","started":"1"}',
    '{"p',
  ]) {
    writeFileSync(join(path, "plantroom.lock"), lock);
    expect(claimDataFolder(path, "demo")).toMatchObject({ path });
  }
});

test("refuses a folder where a file stands", () => {
  writeFileSync(join(path, "logs"), "");
  expect(claimDataFolder(path, "demo")).toMatchObject({ refused: expect.stringContaining("cannot be written") });
});
