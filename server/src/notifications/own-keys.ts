import { createECDH, randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { CannotStart } from "../cannot-start.ts";

const file = "notifications.json";
const key = z.string().regex(/^[A-Za-z0-9_-]+$/);
const shape = z.object({ seal: key, vapid: z.object({ publicKey: key, privateKey: key }) });

/** Made at the first start and kept in the data folder, readable by its owner alone. Texts are base64url. */
export type OwnKeys = z.output<typeof shape>;

/**
 * The keys of this installation: `seal` closes the secrets of channels in the database, `vapid` is who we are to push services.
 * Losing them means entering secrets again, and people subscribing again. Throws `CannotStart` for a file that is not ours.
 */
export function ownKeys(dataDirectory: string): OwnKeys {
  const path = join(dataDirectory, file);
  if (!existsSync(path)) {
    const made = freshKeys();
    writeFileSync(path, `${JSON.stringify(made, undefined, 2)}\n`, { mode: 0o600, flag: "wx" });
    return made;
  }
  try {
    return shape.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (problem) {
    throw new CannotStart(`${path} does not hold the keys of notifications: restore it from a backup, or delete it.`, {
      cause: problem,
    });
  }
}

/** Keys that nobody had before. */
export function freshKeys(): OwnKeys {
  const pair = createECDH("prime256v1");
  pair.generateKeys();
  return {
    seal: randomBytes(32).toString("base64url"),
    vapid: {
      publicKey: pair.getPublicKey("base64url"),
      privateKey: pair.getPrivateKey().toString("base64url").padStart(43, "A"),
    },
  };
}
