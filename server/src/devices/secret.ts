import { createHash, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { secretFile } from "@plantroom/model/channel/channel.ts";
import { CannotStart } from "../cannot-start.ts";

const tries = 20;
const pause = 50;

/** The secret that server and gateway share: made by whichever starts first, readable by its owner alone. */
export async function channelSecret(dataDirectory: string): Promise<string> {
  const file = join(dataDirectory, secretFile);
  make(file);
  for (let i = 0; i < tries; i++) {
    const secret = readFileSync(file, "utf8").trim();
    if (/^[0-9a-f]{64}$/.test(secret)) return secret;
    await sleep(pause); // the gateway has made the file and is about to write it
  }
  throw new CannotStart(`${file} does not hold the secret of server and gateway: delete it and start both again.`);
}

/** Compared in a time that tells nothing of the secret. */
export function isSecret(given: unknown, secret: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return typeof given === "string" && timingSafeEqual(hash(given), hash(secret));
}

/** Written aside and linked into its place, so that nobody reads half of it and an existing one stays. */
function make(file: string): void {
  const aside = `${file}.${randomUUID()}`;
  writeFileSync(aside, randomBytes(32).toString("hex"), { flag: "wx", mode: 0o600 });
  try {
    linkSync(aside, file);
  } catch (problem) {
    if (!(problem instanceof Error && "code" in problem && problem.code === "EEXIST")) throw problem;
  } finally {
    rmSync(aside);
  }
}
