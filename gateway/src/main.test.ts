import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const main = fileURLToPath(new URL("./main.ts", import.meta.url));

let folder: string;
let child: ChildProcess | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plantroom-main-"));
});
afterEach(async () => {
  if (child && child.exitCode === null && child.signalCode === null) {
    child.kill("SIGKILL");
    await once(child, "exit");
  }
  rmSync(folder, { recursive: true, force: true });
});

function run(environment: Record<string, string>): ChildProcess {
  child = spawn(process.execPath, [main], {
    env: { PLANTROOM_DATA_DIR: folder, PLANTROOM_MQTT_PORT: "0", PLANTROOM_HTTP_PORT: "1", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  return child;
}

async function refused(environment: Record<string, string>): Promise<{ code: number; words: string }> {
  const program = run(environment);
  let words = "";
  program.stderr?.on("data", (chunk) => {
    words += chunk;
  });
  const [code] = await once(program, "close");
  return { code, words };
}

describe("the program", { timeout: 20_000 }, () => {
  test("says where it listens, and ends at SIGTERM", async () => {
    const program = run({});
    let lines = "";
    program.stdout?.on("data", (chunk) => {
      lines += chunk;
    });
    while (!lines.includes("listening for devices")) await once(program.stdout ?? program, "data");
    expect(lines).toMatch(/"port":[1-9]\d*/);
    program.kill("SIGTERM");
    expect(await once(program, "exit")).toEqual([0, null]);
  });

  test.each([
    ["a port that is none", { PLANTROOM_MQTT_PORT: "x" }, 'PLANTROOM_MQTT_PORT must be a port number, got "x".'],
    [
      "another journal",
      { PLANTROOM_JOURNAL_URL: "nats://x" },
      'PLANTROOM_JOURNAL_URL must be a file: URL, got "nats://x".',
    ],
    [
      "another protocol",
      { PLANTROOM_MQTT_URL: "http://x" },
      'PLANTROOM_MQTT_URL must begin with mqtt:, mqtts:, ws: or wss:, got "http://x".',
    ],
    [
      "an open address in demo mode",
      { PLANTROOM_DEMO: "1", PLANTROOM_HOST: "0.0.0.0" },
      "Demo mode has passwords that everybody knows, so it listens on this machine only, not on 0.0.0.0.",
    ],
    [
      "an unknown log level",
      { PLANTROOM_LOG_LEVEL: "loud" },
      'PLANTROOM_LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, got "loud".',
    ],
    [
      "a certificate without its key",
      { PLANTROOM_TLS_CERT: "cert.pem" },
      "PLANTROOM_TLS_CERT and PLANTROOM_TLS_KEY belong together: set both, or neither.",
    ],
    [
      "an authority for devices without a certificate",
      { PLANTROOM_MQTT_CLIENT_CA: "ca.pem" },
      "PLANTROOM_MQTT_CLIENT_CA needs PLANTROOM_TLS_CERT and PLANTROOM_TLS_KEY.",
    ],
  ])("refuses %s with one sentence", async (_, environment, sentence) => {
    expect(await refused(environment)).toEqual({ code: 78, words: `${sentence}\n` });
  });

  test("refuses a port that is taken with one sentence", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as AddressInfo;
    const { code, words } = await refused({ PLANTROOM_MQTT_PORT: String(port) });
    other.close();
    expect(code).toBe(78);
    expect(words).toBe(
      `Port ${port} is taken by another program: stop it, or choose another port with PLANTROOM_MQTT_PORT.\n`,
    );
  });

  test("refuses a folder that it cannot write with one sentence", async () => {
    const file = join(folder, "file");
    writeFileSync(file, "not a folder");
    const { code, words } = await refused({ PLANTROOM_DATA_DIR: file });
    expect(code).toBe(78);
    expect(words).toBe(`The folder ${join(file, "gateway")} cannot be written (ENOTDIR).\n`);
  });
});
