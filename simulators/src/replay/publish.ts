import { setTimeout as sleep } from "node:timers/promises";
import { formatTopic } from "@plantroom/model/topics/topics.ts";
import mqtt, { type MqttClient } from "mqtt";
import { Batch } from "./batch.ts";
import type { ReplayOptions } from "./options.ts";
import { ReplayProblem } from "./problem.ts";
import type { Row } from "./rows.ts";

/** Messages on their way at once. */
const window = 50;

export interface Published {
  readonly rows: number;
  readonly messages: number;
  readonly values: number;
}

/** Publishes the rows in file order, at the speed asked for, and waits until the gateway has acknowledged every one. */
export async function publishRows(rows: AsyncIterable<Row>, options: ReplayOptions): Promise<Published> {
  const client = await connect(options);
  try {
    return await publishOver(client, rows, options);
  } finally {
    // Also after a mistake in the file: an open connection would keep the program from ending.
    await client.endAsync(!client.connected);
  }
}

async function publishOver(client: MqttClient, rows: AsyncIterable<Row>, options: ReplayOptions): Promise<Published> {
  const topic = formatTopic({ site: options.site, equipment: options.equipment, channel: "readings" });
  const sent = { rows: 0, messages: 0, values: 0 };
  const underWay = new Set<Promise<unknown>>();
  const batch = new Batch(options.run);
  const lost = new Promise<never>((_, reject) => {
    client.once("close", () =>
      reject(new ReplayProblem("The connection was lost; what was not acknowledged may be missing. Replay it again.")),
    );
  });
  lost.catch(() => undefined); // who waits for acknowledgements hears of it

  const send = async () => {
    if (batch.rows === 0) return;
    const { payload, rows, values } = batch.take();
    sent.rows += rows;
    sent.messages++;
    sent.values += values;
    const one: Promise<unknown> = client.publishAsync(topic, payload, { qos: 1 }).then(
      () => underWay.delete(one),
      () => lost,
    );
    underWay.add(one);
    if (underWay.size >= window) await Promise.race([...underWay, lost]);
  };

  const begun = Date.now();
  let first: number | undefined;
  for await (const row of rows) {
    if (options.speed > 0) {
      first ??= row.at;
      const wait = begun + (row.at - first) / options.speed - Date.now();
      if (wait > 5) {
        await send();
        await sleep(wait);
      }
    }
    if (!batch.hasRoomFor(row)) await send();
    batch.add(row);
  }
  await send();
  await Promise.race([Promise.all(underWay), lost]);
  return sent;
}

async function connect(options: ReplayOptions): Promise<MqttClient> {
  try {
    return await mqtt.connectAsync(
      options.url,
      {
        username: options.user,
        password: options.password,
        protocolVersion: 4,
        connectTimeout: 5_000,
        reconnectPeriod: 0,
      },
      false,
    );
  } catch (problem) {
    const code = (problem as { code?: unknown }).code;
    if (code === 4 || code === 5)
      throw new ReplayProblem(`The gateway does not know ${options.user} with this password.`, { cause: problem });
    throw new ReplayProblem(`Nothing answers at ${options.url}. Is Plantroom running? Start it with npm start.`, {
      cause: problem,
    });
  }
}
