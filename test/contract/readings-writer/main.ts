import { DuckDbReadings } from "../../../server/src/readings/duckdb.ts";

/** Writes batches of 100 to the file of its argument until it is killed, and says each position once the store has taken it. */
const store = await DuckDbReadings.open(process.argv[2] ?? "");
for (let position = await store.position(); ; position += 100) {
  const batch = Array.from({ length: 100 }, (_, i) => {
    const at = position + i;
    const point = `p${at % 10}`;
    return { site: "s", equipment: "e", point, at, receivedAt: at, value: at, quality: "good" as const, order: at };
  });
  await store.write(batch, position + batch.length);
  process.stdout.write(`${position + batch.length}\n`);
}
