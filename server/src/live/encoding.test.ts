import { type Packet, PacketType, Encoder as PlainEncoder } from "socket.io-parser";
import { describe, expect, test } from "vitest";
import { sharingParser } from "./encoding.ts";

const plain = new PlainEncoder();
const values = [
  ["pump-1", "flow", 1, 2.5],
  ["pump-2", "running", 2, true, "stale"],
];
const packet = (data: unknown, id?: number): Packet => ({
  ...{ type: PacketType.EVENT, nsp: "/", data },
  ...(id !== undefined && { id }),
});

describe("what goes to the dashboards", () => {
  test.each([
    ["a delta", packet(["delta", { site: "a", seq: 1, at: 5, values, history: { done: 1, total: 2 } }], 7)],
    ["a delta with nothing in it", packet(["delta", { site: 'a"\\', seq: 2, at: 5, alarms: undefined }], 0)],
    ["a snapshot", packet(["snapshot", { site: "a", seq: 1, values }])],
    ["a heartbeat", packet(["heartbeat", { at: 1 }])],
    ["another namespace", { ...packet(["delta", { values }]), nsp: "/other" }],
    ["an answer", { type: PacketType.ACK, nsp: "/", id: 3, data: [] }],
  ])("%s reads as Socket.IO writes it", (_, one) => {
    expect(new sharingParser.Encoder().encode(one)).toEqual(plain.encode(one));
  });

  test("a list that many are sent is written out once", () => {
    const encoder = new sharingParser.Encoder();
    let written = 0;
    const counted = { toJSON: () => ["pump-1", "flow", 1, ++written] };
    const shared = [counted];
    const encoded = [1, 2, 3].map((seq) => encoder.encode(packet(["delta", { site: "a", seq, values: shared }], seq)));
    expect(written).toBe(1);
    expect(encoded[2]).toEqual(['23["delta",{"site":"a","seq":3,"values":[["pump-1","flow",1,1]]}]']);
  });
});
