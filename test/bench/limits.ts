import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { diskFiles } from "../../gateway/src/journal/files.ts";
import { Journal } from "../../gateway/src/journal/journal.ts";
import { Product } from "../support/product.ts";
import { prepare, pumps, site } from "./estate.ts";
import { runLoad } from "./spawned.ts";

const everything = { site, equipment: pumps, connections: 100, window: 32, rate: 0 };

/** Messages a second of the broker's library alone, which acknowledges and keeps nothing. */
export async function aedesAlone(seconds: number): Promise<number> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "aedes-alone.ts")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const [line] = await once(createInterface(child.stdout), "line");
    const result = await runLoad({ ...everything, port: Number(line), username: "anyone", password: "", seconds });
    return result.acknowledged / result.seconds;
  } finally {
    child.kill();
    await once(child, "exit");
  }
}

/** Messages a second that the gateway makes durable while nobody reads the journal. */
export async function gatewayAlone(seconds: number): Promise<number> {
  const product = await Product.start();
  try {
    const token = await prepare(product, await product.signIn("admin"));
    await product.end("server");
    const result = await runLoad({
      ...everything,
      port: product.mqttPort,
      username: site,
      password: token,
      seconds,
    });
    return result.acknowledged / result.seconds;
  } finally {
    await product.stop();
  }
}

/** Entries of three readings a second that the journal alone takes, from 3,200 writers that each wait for the disk. */
export async function journalAlone(seconds: number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "plantroom-journal-"));
  const ignore = () => undefined;
  const { journal } = await Journal.open({
    ...{ files: diskFiles, folder, clock: Date.now, onChange: ignore, onRetentionProblem: ignore },
    ...{ retentionMs: 3_600_000, maxBytes: 16e9 },
  });
  const json = JSON.stringify({
    ...{ kind: "readings", receivedAt: Date.now(), site, equipment: "pump-1", at: Date.now(), seq: 1 },
    readings: [
      ["vibration", 0.123],
      ["current", 10.123],
      ["flow", 20.123],
    ],
  });
  let durable = 0;
  const end = performance.now() + seconds * 1_000;
  const writers = Array.from({ length: 3_200 }, async () => {
    while (performance.now() < end) {
      await new Promise<void>((done) => journal.append(json, done));
      durable++;
    }
  });
  await Promise.all(writers);
  await journal.close();
  await rm(folder, { recursive: true, force: true });
  return durable / seconds;
}
