import fc from "fast-check";
import { generate, type Packet } from "mqtt-packet";
import { describe, expect, test } from "vitest";
import { ByteGuard, maxBytesAfter, maxBytesBefore, type OversizePublish } from "./byte-guard.ts";

function guarded(admitted: boolean) {
  const violations: string[] = [];
  const oversize: OversizePublish[] = [];
  let goodbyes = 0;
  const guard = new ByteGuard({
    onViolation: (problem) => violations.push(problem),
    onOversize: (publish) => oversize.push(publish),
    onGoodbye: () => goodbyes++,
  });
  if (admitted) {
    guard.filter(connect);
    guard.admitted = true;
  }
  return { guard, violations, oversize, goodbyes: () => goodbyes };
}

const connect = generate({
  cmd: "connect",
  protocolId: "MQTT",
  protocolVersion: 4,
  clean: true,
  clientId: "x",
  keepalive: 60,
} as Packet);

function publish(bytes: number, qos: 0 | 1 | 2 = 1): Buffer {
  const payload = Buffer.alloc(bytes, "x");
  return generate({
    cmd: "publish",
    topic: "plantroom/a/b/readings",
    payload,
    qos,
    messageId: 9,
    retain: false,
    dup: false,
  });
}

/** A fixed header that announces so many bytes. */
function header(first: number, length: number): Buffer {
  const bytes = [first];
  for (let left = length; ; left = Math.floor(left / 128)) {
    bytes.push(left > 127 ? (left % 128) | 0x80 : left);
    if (left <= 127) return Buffer.from(bytes);
  }
}

describe("before the client is let in", () => {
  test.each([
    ["a CONNECT that announces 256 MB", header(0x10, 268_435_455)],
    ["a CONNECT of a byte too many", header(0x10, maxBytesBefore + 1)],
    ["a PUBLISH first", publish(10)],
    ["HTTP", Buffer.from("GET / HTTP/1.1\r\n\r\n")],
    ["TLS", Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00])],
    ["CONNECT with flags set", header(0x11, 10)],
    ["a length that does not end", Buffer.from([0x10, 0xff, 0xff, 0xff, 0xff, 0x7f])],
    ["a long PUBLISH behind CONNECT", Buffer.concat([connect, publish(maxBytesBefore)])],
  ])("%s is a violation", (_, bytes) => {
    const { guard, violations } = guarded(false);
    expect(guard.filter(bytes)).toHaveLength(0);
    expect(violations).toHaveLength(1);
    expect(guard.filter(connect)).toHaveLength(0);
    expect(violations).toHaveLength(1);
  });

  test("CONNECT passes as it is", () => {
    const { guard, violations } = guarded(false);
    expect(guard.filter(connect)).toBe(connect);
    expect(violations).toEqual([]);
  });
});

describe("after that", () => {
  test.each([
    ["a PUBLISH of 256 MB", header(0x30, 268_435_455)],
    ["a SUBSCRIBE that is too long", header(0x82, maxBytesAfter + 1)],
    ["a long PUBLISH without topic", Buffer.concat([header(0x30, 100_000), Buffer.alloc(100_000)])],
    ["a long PUBLISH with a topic of 64 KiB", Buffer.concat([header(0x30, 100_000), Buffer.alloc(100_000, 0xff)])],
  ])("%s is a violation", (_, bytes) => {
    const { guard, violations } = guarded(true);
    guard.filter(bytes);
    expect(violations).toHaveLength(1);
  });

  test("DISCONNECT is noticed", () => {
    const { guard, goodbyes } = guarded(true);
    guard.filter(Buffer.concat([publish(10), Buffer.from([0xe0, 0])]));
    expect(goodbyes()).toBe(1);
  });

  test.each([0, 1, 2] as const)("a PUBLISH of 1 MB at QoS %i is taken out of the stream", (qos) => {
    const { guard, oversize, violations } = guarded(true);
    const around = Buffer.concat([publish(10), publish(1_000_000, qos), publish(20)]);
    expect(guard.filter(around)).toEqual(Buffer.concat([publish(10), publish(20)]));
    expect(violations).toEqual([]);
    expect(oversize).toMatchObject([
      { topic: "plantroom/a/b/readings", qos, packetId: qos === 0 ? undefined : 9, retain: false, bytes: 1_000_000 },
    ]);
    expect(oversize[0]?.beginning.toString()).toMatch(/^x{256,}$/);
  });

  test("the same bytes pass however they are cut", () => {
    const size = fc.constantFrom(0, 1, 120, 130, 16_500, 70_000, 200_000);
    const packet = fc.oneof(
      size.map((bytes) => publish(bytes)),
      fc.constant(Buffer.from([0xc0, 0])),
    );
    fc.assert(
      fc.property(
        fc.array(packet, { maxLength: 6 }),
        fc.array(fc.integer({ min: 1, max: 50_000 })),
        (packets, cuts) => {
          const { guard, oversize, violations } = guarded(true);
          const stream = Buffer.concat(packets);
          const passed: Buffer[] = [];
          let at = 0;
          for (let i = 0; at < stream.length; i++) {
            const next = at + (cuts.length > 0 ? (cuts[i % cuts.length] ?? 1) : 1_000_000);
            passed.push(Buffer.from(guard.filter(stream.subarray(at, next))));
            at = next;
          }
          const short = packets.filter(({ length }) => length < maxBytesAfter);
          expect(Buffer.concat(passed).equals(Buffer.concat(short))).toBe(true);
          expect(oversize).toHaveLength(packets.length - short.length);
          expect(violations).toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
  });
});
