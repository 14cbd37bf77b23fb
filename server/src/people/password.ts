import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

const derive = promisify(argon2);

/** OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, 2 passes, 1 lane. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const tagLength = 32;

/** Argon2 takes 19 MiB each: a crowd that signs in at once waits instead of filling the memory. */
const atOnce = 2;
let running = 0;
const waiting: (() => void)[] = [];

/** `$argon2id$v=19$m=…,t=…,p=…$salt$tag`, the PHC string format, so that the cost can be raised later. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await tagOf(password, nonce, cost);
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${encode(nonce)}$${encode(tag)}`;
}

const nobody = await hashPassword(randomBytes(16).toString("hex"));

/** Takes as long for an account that does not exist (`stored` undefined) as for one that does. */
export async function verifyPassword(password: string, stored: string | undefined): Promise<boolean> {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(stored ?? nobody);
  if (!parts) return false;
  const [, memory, passes, parallelism, nonce = "", expected = ""] = parts;
  const tag = await tagOf(password, Buffer.from(nonce, "base64"), {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
  });
  const wanted = Buffer.from(expected, "base64");
  const same = wanted.length === tag.length && timingSafeEqual(wanted, tag);
  return same && stored !== undefined;
}

async function tagOf(
  password: string,
  nonce: Buffer,
  parameters: { memory: number; passes: number; parallelism: number },
): Promise<Buffer> {
  if (running >= atOnce) await new Promise<void>((go) => waiting.push(go));
  running++;
  try {
    return await derive("argon2id", { message: password.normalize("NFC"), nonce, tagLength, ...parameters });
  } finally {
    running--;
    waiting.shift()?.();
  }
}

function encode(bytes: Buffer): string {
  return bytes.toString("base64").replace(/=+$/, "");
}
