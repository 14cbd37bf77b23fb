import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "plantroom-main-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the program until it ends, or ends it once it is listening. */
function run(environment: Record<string, string>): Promise<{ code: number | null; output: string; errors: string }> {
  return new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      ["--disable-warning=ExperimentalWarning", join(import.meta.dirname, "main.ts")],
      {
        env: { ...process.env, PLANTROOM_DATA_DIR: join(folder, "data"), PLANTROOM_HTTP_PORT: "0", ...environment },
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    let output = "";
    let errors = "";
    child.stdout.on("data", (text) => {
      output += text;
      if (output.includes('"listening"')) child.kill("SIGTERM");
    });
    child.stderr.on("data", (text) => {
      errors += text;
    });
    child.once("close", (code) => resolve({ code, output, errors }));
  });
}

test.each([
  [{ PLANTROOM_HTTP_PORT: "eighty" }, "PLANTROOM_HTTP_PORT must be a port number"],
  [{ PLANTROOM_LOG_LEVEL: "loud" }, "PLANTROOM_LOG_LEVEL must be one of"],
  [{ PLANTROOM_DEMO: "1", PLANTROOM_HOST: "0.0.0.0" }, "listens on this machine only"],
  [{ PLANTROOM_TLS_CERT: "cert.pem" }, "PLANTROOM_TLS_CERT and PLANTROOM_TLS_KEY belong together"],
  [
    { PLANTROOM_TLS_CERT: "none.pem", PLANTROOM_TLS_KEY: "none.pem", PLANTROOM_READINGS_URL: "memory:" },
    "PLANTROOM_TLS_CERT names none.pem, which cannot be read (ENOENT).",
  ],
  [{ PLANTROOM_READINGS_URL_FILE: "none" }, "PLANTROOM_READINGS_URL_FILE names none, which cannot be read."],
])("%j ends it with code 78 and one sentence", { timeout: 30_000 }, async (environment, sentence) => {
  const { code, errors } = await run(environment);
  expect(code).toBe(78);
  expect(errors).toContain(sentence);
  expect(errors.trim().split("\n")).toHaveLength(1);
});

test("prints the first administrator once, in plain words, and stops in order", { timeout: 60_000 }, async () => {
  const first = await run({ PLANTROOM_READINGS_URL: "memory:" });
  expect(first.output).toMatch(/^First start: sign in as admin with the password \S{20} and change it\./m);
  expect(first.code).toBe(0);
  const second = await run({ PLANTROOM_READINGS_URL: "memory:" });
  expect([second.code, second.output.includes("First start")]).toEqual([0, false]);
});
