import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Sequence } from "./sequence.ts";

describe("Sequence", () => {
  test.each([
    ["takes what follows the snapshot", 5, [6, 7, 8], ["next", "next", "next"]],
    ["drops what it has already", 5, [5, 6, 6, 4], ["old", "next", "old", "old"]],
    ["asks again when one is missing, and takes nothing until the snapshot", 5, [6, 8, 9], ["next", "gap", "gap"]],
  ] as const)("%s", (_, begin, seqs, orders) => {
    const sequence = new Sequence();
    sequence.begin(begin);
    expect(seqs.map((seq) => sequence.take(seq))).toEqual(orders);
  });

  test("knows nothing before the first snapshot and after the connection's end", () => {
    const sequence = new Sequence();
    expect(sequence.take(1)).toBe("gap");
    sequence.begin(3);
    sequence.end();
    expect(sequence.take(4)).toBe("gap");
  });

  test("whatever is lost, what it takes is consecutive", () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 60 }), (arrives) => {
        const sequence = new Sequence();
        sequence.begin(0);
        const taken = arrives.flatMap((here, index) =>
          here && sequence.take(index + 1) === "next" ? [index + 1] : [],
        );
        expect(taken).toEqual(taken.map((_, index) => index + 1));
      }),
    );
  });
});
