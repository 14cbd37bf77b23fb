import { createCipheriv, createECDH, hkdfSync, randomBytes } from "node:crypto";

/** What a browser gave us to encrypt to, in base64url. */
export interface PushKeys {
  readonly p256dh: string;
  readonly auth: string;
}

/** Given in tests alone; fresh for every message otherwise. */
export interface Ephemeral {
  readonly salt: Buffer;
  readonly privateKey: Buffer;
}

const recordSize = 4_096;

/** One record of `aes128gcm` that only the browser of the subscription reads (RFC 8291, RFC 8188). Throws for keys that are none. */
export function encrypted(payload: string, { p256dh, auth }: PushKeys, given?: Ephemeral): Buffer {
  const ours = createECDH("prime256v1");
  if (given) ours.setPrivateKey(given.privateKey);
  else ours.generateKeys();
  const salt = given?.salt ?? randomBytes(16);
  const theirs = Buffer.from(p256dh, "base64url");
  const shared = ours.computeSecret(theirs);
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), theirs, ours.getPublicKey()]);
  const secret = derived(shared, Buffer.from(auth, "base64url"), info, 32);
  const key = derived(secret, salt, Buffer.from("Content-Encoding: aes128gcm\0"), 16);
  const nonce = derived(secret, salt, Buffer.from("Content-Encoding: nonce\0"), 12);
  const cipher = createCipheriv("aes-128-gcm", key, nonce);
  // 2: the last record (RFC 8188, 2).
  const closed = Buffer.concat([cipher.update(payload, "utf8"), cipher.update(Buffer.of(2)), cipher.final()]);
  const size = Buffer.alloc(5);
  size.writeUInt32BE(recordSize);
  size[4] = ours.getPublicKey().length;
  return Buffer.concat([salt, size, ours.getPublicKey(), closed, cipher.getAuthTag()]);
}

function derived(secret: Buffer, salt: Buffer, info: Buffer, length: number): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, salt, info, length));
}
