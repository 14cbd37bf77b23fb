import type { AlarmView } from "@plantroom/model/api/types.ts";
import type { LiveDelta, LiveSnapshot } from "@plantroom/model/live/events.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { LiveClient } from "./client.ts";
import { Pending } from "./pending.ts";

const site = "harbour";
const states = ["unacknowledged", "acknowledged", "suppressed", "normal"] as const;
const priorities = ["critical", "high", "low"] as const;

/** A server with one site's alarms, and a dashboard that folds what it is sent. */
class Line {
  readonly #alarms = new Map<string, AlarmView>();
  readonly #seen = new Map<string, string>();
  readonly #answers: (() => void)[] = [];
  readonly #client: LiveClient;
  #pending = new Pending();
  #now = 0;
  #lastSeq: number | undefined;

  constructor() {
    const socket = {
      emit: (event: string, told: LiveDelta & LiveSnapshot, applied?: () => void) => {
        if (event === "snapshot") this.#seen.clear();
        else expect(told.seq, "no delta is missed").toBe((this.#lastSeq ?? 0) + 1);
        this.#lastSeq = told.seq;
        for (const { id, state } of told.alarms ?? []) {
          if (state === "normal") this.#seen.delete(id);
          else this.#seen.set(id, state);
        }
        if (applied) this.#answers.push(applied);
      },
    };
    const session = { id: "s", person: { username: "o", name: "O", roles: ["operator"] }, expiresAt: 0 };
    this.#client = new LiveClient(socket as never, session as never);
    this.#client.follow([site]);
  }

  /** So many alarms, from the first on, are in a state now. */
  move(from: number, count: number, state: (typeof states)[number], priority: (typeof priorities)[number]): void {
    for (let i = from; i < from + count; i++) {
      const alarm = { id: `a${i}`, state, priority, raisedAt: `${1_000 + (i % 7)}` } as AlarmView;
      if (state === "normal") this.#alarms.delete(alarm.id);
      else this.#alarms.set(alarm.id, alarm);
      this.#pending.add({ alarms: [alarm] });
    }
  }

  follow(): void {
    this.#client.follow([site]);
    this.#flushClient();
  }

  resync(): void {
    this.#client.resync(site);
  }

  flush(): void {
    this.#client.offer(site, this.#pending);
    this.#pending = new Pending();
    this.#flushClient();
    this.#now += 250;
  }

  answer(): void {
    for (const applied of this.#answers.splice(0)) applied();
  }

  /** Everything is sent and answered: what is seen, and what there is. */
  settle() {
    for (let i = 0; i < 40; i++) {
      this.flush();
      this.answer();
    }
    return { seen: this.#seen, open: new Map([...this.#alarms].map(([id, { state }]) => [id, state])) };
  }

  #flushClient(): void {
    const picture = { site, at: 0, values: [], presence: [], alarms: [...this.#alarms.values()], workOrders: [] };
    this.#client.flush(
      this.#now,
      () => picture,
      () => this.#now,
    );
  }
}

const step: fc.Arbitrary<(line: Line) => void> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        fc.nat(2_500),
        fc.constantFrom(1, 10, 700, 2_600),
        fc.constantFrom(...states),
        fc.constantFrom(...priorities),
      )
      .map(
        ([from, count, state, priority]) =>
          (line: Line) =>
            line.move(from, count, state, priority),
      ),
  },
  { weight: 4, arbitrary: fc.constant((line: Line) => line.flush()) },
  { weight: 3, arbitrary: fc.constant((line: Line) => line.answer()) },
  { weight: 1, arbitrary: fc.constant((line: Line) => line.resync()) },
  { weight: 1, arbitrary: fc.constant((line: Line) => line.follow()) },
);

test("law: whatever comes in portions, a dashboard ends with exactly the alarms that are open", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 25 }), (steps) => {
      const line = new Line();
      for (const one of steps) one(line);
      const { seen, open } = line.settle();
      expect(seen).toEqual(open);
    }),
    { numRuns: 60 },
  );
}, 60_000);
