import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { secretFile } from "@plantroom/model/channel/channel.ts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readSecret } from "./secret.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plantroom-secret-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("a secret is made once, for the owner alone, and leaves nothing beside it", () => {
  const secret = readSecret(folder);
  expect(secret).toMatch(/^[0-9a-f]{64}$/);
  expect(readSecret(folder)).toBe(secret);
  expect(statSync(join(folder, secretFile)).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual([secretFile]);
});

test("the secret of the one who came first is taken", () => {
  writeFileSync(join(folder, secretFile), "theirs\n");
  expect(readSecret(folder)).toBe("theirs");
});
