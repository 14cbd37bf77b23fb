import { Aedes, type PublishPacket } from "aedes";
import { afterEach, describe, expect, test } from "vitest";
import { preventRecursiveRelease } from "./aedes.ts";

const packet: PublishPacket = { cmd: "publish", topic: "a", payload: "", qos: 0, retain: false, dup: false };
const backlog = 20_000;

let broker: Aedes;
afterEach(() => new Promise<void>((resolve) => broker.close(resolve)));

/** A subscriber holds the first message until a backlog has built up, and is gone by the time it lets go. */
async function releaseBacklog(): Promise<void> {
  const release = await new Promise<() => void>((resolve) => {
    const hold = (_: unknown, done: () => void) => {
      broker.unsubscribe("a", hold, () => resolve(done));
    };
    broker.subscribe("a", hold, () => {
      for (let i = 0; i < backlog; i++) broker.publish(packet, () => undefined);
    });
  });
  release();
}

describe("a backlog whose subscriber has gone", () => {
  test("overflows the stack of aedes as it comes", async () => {
    broker = await Aedes.createBroker({ concurrency: 1 });
    await expect(releaseBacklog()).rejects.toThrow(RangeError);
  });

  test("is released in turns with a subscriber to everything", async () => {
    broker = await Aedes.createBroker({ concurrency: 1 });
    preventRecursiveRelease(broker);
    await releaseBacklog();
  });
});
