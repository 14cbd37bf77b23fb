import { describe, expect, test } from "vitest";
import { CannotStart } from "../cannot-start.ts";
import { influxAddress } from "./influxdb-url.ts";

const basic = (who: string) => `Basic ${Buffer.from(who).toString("base64")}`;

describe("the URL of an InfluxDB", () => {
  test.each([
    ["influxdb:", "//127.0.0.1:8086/plantroom", "http://127.0.0.1:8086", "plantroom", undefined],
    ["influxdb:", "//db/plant.room_2-b", "http://db", "plant.room_2-b", undefined],
    ["influxdb:", "//[::1]:8086/p", "http://[::1]:8086", "p", undefined],
    ["influxdb:", "//ann:p%40ss%3Aword%2F@db:8086/p", "http://db:8086", "p", basic("ann:p@ss:word/")],
    ["influxdbs:", "//abc-DEF_123%3D%3D@db.example/p", "https://db.example", "p", "Token abc-DEF_123=="],
  ] as const)("%s%s", (scheme, rest, url, database, authorization) => {
    expect(influxAddress(scheme, rest)).toEqual({ url, database, authorization });
  });

  test.each([
    ["", "names no host"],
    ["db:8086/p", "names no host"],
    ["//", "names no host"],
    ["//ann:secret@db:99999/p", "names no host"],
    ["//ann:secret@db:8086", "names no database"],
    ["//ann:secret@db:8086/a/b", "names no database"],
    ["//ann:secret@db:8086/a%2Fb", "names no database"],
    ["//ann:secret@db:8086/p?rp=week", "has something behind"],
    ["//ann:secret%@db:8086/p", "has a %"],
  ])("%s is refused in a sentence that keeps the password", (rest, part) => {
    const refusal = () => influxAddress("influxdb:", rest);
    expect(refusal).toThrow(CannotStart);
    expect(refusal).toThrow(part);
    expect(refusal).not.toThrow("secret");
  });
});
