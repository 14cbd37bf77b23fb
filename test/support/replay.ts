import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Product } from "./product.ts";

const main = join(import.meta.dirname, "../../simulators/src/replay/main.ts");

/** `npm run replay -- FILE …` against a running product; answers what it printed. */
export async function replay(product: Product, file: string, ...options: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", main, file, "--url", `mqtt://127.0.0.1:${product.mqttPort}`, ...options],
    { maxBuffer: 10_000_000 },
  );
  return stdout;
}
