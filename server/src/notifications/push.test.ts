import { createDecipheriv, createECDH, createPublicKey, hkdfSync, verify } from "node:crypto";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { redacted } from "../audit/redacted.ts";
import { Sink, TestNotifications } from "./fixture.ts";
import { ownKeys } from "./own-keys.ts";
import { encrypted } from "./push-encryption.ts";
import { seal, unseal } from "./seal.ts";

const bytes = (text: string) => Buffer.from(text, "base64url");

test("encrypts as the example of RFC 8291 does", () => {
  const sealed = encrypted(
    "When I grow up, I want to be a watermelon",
    {
      p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
      auth: "BTBZMqHH6r4Tts7J_aSIgg",
    },
    { salt: bytes("DGv6ra1nlYgDCS1FRnbzlw"), privateKey: bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw") },
  );
  expect(sealed.toString("base64url")).toBe(
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
  );
});

/** A browser that subscribed. */
class Browser {
  readonly #pair = createECDH("prime256v1");
  readonly #auth = Buffer.alloc(16, 7);

  constructor() {
    this.#pair.generateKeys();
  }

  get keys() {
    return { p256dh: this.#pair.getPublicKey("base64url"), auth: this.#auth.toString("base64url") };
  }

  read(body: Buffer): unknown {
    const [salt, theirs, sealed] = [body.subarray(0, 16), body.subarray(21, 86), body.subarray(86)];
    const derive = (secret: Buffer, from: Buffer, info: Buffer, length: number) =>
      Buffer.from(hkdfSync("sha256", secret, from, info, length));
    const info = Buffer.concat([Buffer.from("WebPush: info\0"), this.#pair.getPublicKey(), theirs]);
    const secret = derive(this.#pair.computeSecret(theirs), this.#auth, info, 32);
    const key = derive(secret, salt, Buffer.from("Content-Encoding: aes128gcm\0"), 16);
    const nonce = derive(secret, salt, Buffer.from("Content-Encoding: nonce\0"), 12);
    const decipher = createDecipheriv("aes-128-gcm", key, nonce);
    decipher.setAuthTag(sealed.subarray(-16));
    const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
    return JSON.parse(plain.subarray(0, plain.lastIndexOf(2)).toString());
  }
}

describe("a device that takes push messages", () => {
  const olga = { username: "olga", name: "olga", roles: ["operator" as const] };
  let test_: TestNotifications;
  let sink: Sink;
  const browser = new Browser();
  const subscribe = (path = "/push") =>
    test_.call("POST /api/notifications/push", {
      as: olga,
      body: { endpoint: `${sink.url}${path}`, keys: browser.keys, device: "Phone" },
    });
  beforeEach(async () => {
    test_ = await TestNotifications.start();
    sink = await Sink.listen();
    sink.answer = { status: 201, body: "" };
  });
  afterEach(async () => {
    await test_.close();
    await sink.close();
  });

  test("is told what happened, signed by us, without anything about people", async () => {
    await subscribe();
    await test_.raise("a");
    await test_.settled();
    const [heard] = sink.heard;
    expect(heard?.body.length).toBeLessThan(4_096);
    const payload = browser.read(heard?.body ?? Buffer.alloc(0));
    expect(payload).toMatchObject({ title: "P1 Pump <1>: Rule a", path: "/alarms?alarm=a" });
    expect(JSON.stringify(payload)).not.toContain("olga");
    expect(heard?.headers).toMatchObject({ ttl: "3600", urgency: "high", "content-encoding": "aes128gcm" });
    const [, token = "", key = ""] = /^vapid t=(.+), k=(.+)$/.exec(heard?.headers.authorization ?? "") ?? [];
    expect(key).toBe(test_.keys.vapid.publicKey);
    const [head, claims = "", signature = ""] = token.split(".");
    expect(JSON.parse(bytes(claims).toString())).toMatchObject({ aud: sink.url });
    const point = bytes(key);
    const publicKey = createPublicKey({
      format: "jwk",
      key: {
        kty: "EC",
        crv: "P-256",
        x: point.subarray(1, 33).toString("base64url"),
        y: point.subarray(33).toString("base64url"),
      },
    });
    const signed = Buffer.from(`${head}.${claims}`);
    expect(verify("sha256", signed, { key: publicKey, dsaEncoding: "ieee-p1363" }, bytes(signature))).toBe(true);
  });

  test("that is gone is forgotten", async () => {
    await subscribe();
    sink.answer = { status: 410, body: "" };
    await test_.raise("a");
    await test_.settled();
    expect((await test_.call("GET /api/notifications/push", { as: olga })).items).toEqual([]);
  });

  test("belongs to whoever subscribed on it last, and to nobody else", async () => {
    const { id } = await subscribe();
    await expect(test_.call("DELETE /api/notifications/push/{id}", { params: { id } })).rejects.toMatchObject({
      code: "not-found",
    });
    await test_.call("POST /api/notifications/push", {
      body: { endpoint: `${sink.url}/push`, keys: browser.keys, device: "Phone" },
    });
    expect((await test_.call("GET /api/notifications/push", { as: olga })).items).toEqual([]);
    expect((await test_.call("GET /api/notifications/push")).items).toMatchObject([{ device: "Phone" }]);
  });

  test("is not written into the trail", () => {
    const trail = redacted({ endpoint: "https://push.example/abc", keys: browser.keys, device: "Phone" });
    expect(trail).toEqual({ endpoint: "…", keys: "…", device: "Phone" });
  });

  test("may not be an address of ours", async () => {
    await test_.call("PUT /api/notification-settings", { body: { baseUrl: "", allowedNetworks: [] } });
    await expect(subscribe()).rejects.toMatchObject({ code: "address-refused" });
  });
});

describe("keys of our own", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "plantroom-keys-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test("are made once, and readable by their owner alone", () => {
    const made = ownKeys(folder);
    expect(ownKeys(folder)).toEqual(made);
    expect(statSync(join(folder, "notifications.json")).mode & 0o777).toBe(0o600);
  });
  test("a file that is not ours stops the start", () => {
    writeFileSync(join(folder, "notifications.json"), "{}");
    expect(() => ownKeys(folder)).toThrow("notifications.json");
  });
  test("what is sealed is opened by the same key alone, and only unchanged", () => {
    const { seal: key } = ownKeys(folder);
    const sealed = seal("the url", key);
    expect(sealed).not.toContain(Buffer.from("the url").toString("base64url").slice(0, 6));
    expect(unseal(sealed, key)).toBe("the url");
    expect(unseal(sealed, Buffer.alloc(32).toString("base64url"))).toBeUndefined();
    expect(unseal(`${sealed.slice(0, -2)}AA`, key)).toBeUndefined();
    expect(unseal("", key)).toBeUndefined();
  });
});
