import { describe, expect, test } from "vitest";
import { hashPassword, verifyPassword } from "./password.ts";

describe("a password", () => {
  test("is known again, and no other is", async () => {
    const stored = await hashPassword("港灣 horse battery");
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(await verifyPassword("港灣 horse battery", stored)).toBe(true);
    expect(await verifyPassword("港灣 horse batterY", stored)).toBe(false);
    expect(await verifyPassword("", stored)).toBe(false);
  });

  test("typed on another keyboard is the same when it looks the same", async () => {
    expect(await verifyPassword("Zu\u0308rich", await hashPassword("Z\u00fcrich"))).toBe(true);
  });

  test("is salted: twice the same makes two hashes", async () => {
    expect(await hashPassword("same")).not.toBe(await hashPassword("same"));
  });

  test("of nobody is never right, nor is one whose hash is damaged", async () => {
    expect(await verifyPassword("anything", undefined)).toBe(false);
    expect(await verifyPassword("anything", "plain")).toBe(false);
  });

  test("keeps the cost that it was made with", async () => {
    const cheap = "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$AAAA";
    expect(await verifyPassword("x", cheap)).toBe(false);
  });
});
