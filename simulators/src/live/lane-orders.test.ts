import { expect, test } from "vitest";
import { stepLane } from "../car-park/barrier.ts";
import { type CarPark, initialCarPark } from "../car-park/car-park.ts";
import { Random } from "../random.ts";
import { LaneOrders } from "./lane-orders.ts";

const id = "gate-exit-1";

/** Half a second of the one lane; nobody comes. */
function step(carPark: CarPark): CarPark {
  const lane = stepLane(carPark.lanes[id], 0.5, 20, new Random(1));
  return { ...carPark, lanes: { ...carPark.lanes, [id]: lane } };
}

test("a command is answered once, when the boom has arrived", () => {
  const orders = new LaneOrders();
  let carPark = orders.give(initialCarPark(1), id, "c-1", "open");
  const answered: unknown[] = [];
  for (let n = 1; n <= 20; n++) {
    answered.push(...orders.answers(carPark).map((answer) => ({ n, ...answer })));
    carPark = step(carPark);
  }
  expect(answered).toEqual([{ n: 6, equipment: id, result: { id: "c-1", outcome: "done" } }]);
});

test("the later command holds, and the earlier one has failed", () => {
  const orders = new LaneOrders();
  let carPark = step(orders.give(initialCarPark(1), id, "c-1", "open"));
  carPark = orders.give(carPark, id, "c-2", "close");
  expect(orders.answers(carPark)).toEqual([
    { equipment: id, result: { id: "c-1", outcome: "failed", reason: "superseded" } },
  ]);
  expect(orders.answers(step(step(carPark)))).toEqual([{ equipment: id, result: { id: "c-2", outcome: "done" } }]);
});

test.each([
  [id, "lift", "There is no command lift."],
  ["car-park", "open", "There is no command open."],
])("what %s cannot do (%s) is refused at once", (equipment, name, reason) => {
  const orders = new LaneOrders();
  const carPark = initialCarPark(1);
  expect(orders.give(carPark, equipment, "c-1", name)).toBe(carPark);
  expect(orders.answers(carPark)).toEqual([{ equipment, result: { id: "c-1", outcome: "refused", reason } }]);
  expect(orders.answers(carPark)).toEqual([]);
});
