import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Due, DueQueue } from "./due-queue.ts";

describe("a due queue", () => {
  test("law: gives everything due in order of time, each at its last time only", () => {
    const moves = fc.array(fc.record({ item: fc.nat(5), at: fc.option(fc.nat(20), { nil: undefined }) }));
    fc.assert(
      fc.property(moves, fc.nat(20), (list, until) => {
        const queue = new DueQueue<Due & { readonly name: number }>();
        const items = Array.from({ length: 6 }, (_, name) => ({ name, dueAt: undefined as number | undefined }));
        for (const { item, at } of list) {
          const one = items[item];
          if (!one || one.dueAt === at) continue;
          one.dueAt = at;
          queue.push(one);
        }
        const expected = items
          .flatMap(({ dueAt }) => (dueAt !== undefined && dueAt <= until ? [dueAt] : []))
          .sort(order);
        const taken: number[] = [];
        for (let at = queue.next(); at !== undefined && at <= until; at = queue.next()) {
          expect(queue.take(until)?.dueAt).toBeUndefined();
          taken.push(at);
        }
        expect(taken).toEqual(expected);
        expect(queue.take(until)).toBeUndefined();
      }),
    );
  });
});

const order = (one: number, other: number) => one - other;
