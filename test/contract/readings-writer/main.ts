import { DuckDbReadings } from "../../../server/src/readings/duckdb.ts";

/**
 * Writes batches of 100 to the file of its argument until it is killed, and says each position once the store has taken it. With
 * "rolling-up" the times lie an hour apart, and days are rolled up beside it.
 */
const rollsUp = process.argv[3] === "rolling-up";
const step = rollsUp ? 3_600_000 : 1;
const store = await DuckDbReadings.open(process.argv[2] ?? "");
for (let position = await store.position(); ; position += 100) {
  const batch = Array.from({ length: 100 }, (_, i) => {
    const order = position + i;
    const [at, point] = [order * step, `p${order % 10}`];
    return { site: "s", equipment: "e", point, at, receivedAt: at, value: order, quality: "good" as const, order };
  });
  await store.write(batch, position + batch.length);
  if (rollsUp) void store.rollUp({ now: (position + 100) * step }).catch(() => undefined);
  process.stdout.write(`${position + batch.length}\n`);
}
