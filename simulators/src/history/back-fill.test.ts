import { expect, test } from "vitest";
import { initialEstate } from "../estate/state.ts";
import { BackFill, type Outlet } from "./back-fill.ts";
import { messagesIn, messagesOf } from "./history.ts";

const to = Date.parse("2025-11-24T14:00:00+08:00");
const past = { start: initialEstate(1, to - 3_600_000), from: to - 3_600_000, to };

class MemoryOutlet implements Outlet {
  readonly connected = true;
  readonly taken: string[] = [];
  readonly #after: (count: number) => void;

  constructor(after: (count: number) => void = () => undefined) {
    this.#after = after;
  }

  async publish(topic: string, payload: string): Promise<boolean> {
    this.taken.push(`${topic} ${payload}`);
    this.#after(this.taken.length);
    return true;
  }
}

const quick = { worst: 0 };

test("tells the whole past in order, and how far it is", async () => {
  const outlet = new MemoryOutlet();
  const progress: number[] = [];
  const stopped = new AbortController().signal;
  const onProgress = (done: number) => progress.push(done);
  const backFill = new BackFill([{ ...past, done: 0 }], {
    link: outlet,
    lag: quick,
    clock: Date.now,
    onProgress,
    stopped,
  });
  await backFill.run();
  const expected = [...messagesOf(past)].map(
    ({ equipment, readings }) => `plantroom/harbour-court/${equipment}/readings ${JSON.stringify(readings)}`,
  );
  expect(outlet.taken).toEqual(expected);
  expect(progress.at(-1)).toBe(messagesIn(past));
  expect(backFill.tellings).toEqual([]);
});

test("remembers what is acknowledged when it is stopped, and goes on from there", async () => {
  const stop = new AbortController();
  const first = new MemoryOutlet((count) => count === 10 && stop.abort());
  const options = { lag: quick, clock: Date.now, onProgress: () => undefined };
  const stoppedOne = new BackFill([{ ...past, done: 0 }], { ...options, link: first, stopped: stop.signal });
  await stoppedOne.run();
  await new Promise((resolve) => setImmediate(resolve));
  const rest = new MemoryOutlet();
  const next = new BackFill(stoppedOne.tellings, { ...options, link: rest, stopped: new AbortController().signal });
  await next.run();
  expect(first.taken.length).toBeLessThan(20);
  expect([...first.taken, ...rest.taken]).toHaveLength(messagesIn(past));
  expect(new Set([...first.taken, ...rest.taken]).size).toBe(messagesIn(past));
});
