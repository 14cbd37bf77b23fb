import { createConnection, type Socket } from "node:net";
import mqttPacket from "mqtt-packet";

/** What the parent asks of this process, as its one argument. */
export interface Load {
  readonly port: number;
  readonly username: string;
  readonly password: string;
  readonly site: string;
  readonly equipment: readonly string[];
  readonly connections: number;
  /** Messages on their way for each connection at most; without a rate, the receiver sets the pace. */
  readonly window: number;
  /** Messages a second over all connections; 0: as fast as they are acknowledged. */
  readonly rate: number;
  readonly seconds: number;
}

/** What it answers on its last line of output, as JSON. */
export interface LoadResult {
  readonly acknowledged: number;
  readonly seconds: number;
  /** Publish to PUBACK, milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly cpuSeconds: number;
}

const load: Load = JSON.parse(process.argv[2] ?? "{}");
const latencies: number[] = [];
/** Last time that was sent of each equipment: no two messages of one carry the same. */
const lastAt = new Map<string, number>();
let acknowledged = 0;
let stopping = false;

class Connection {
  readonly #socket: Socket;
  readonly #sentAt = new Map<number, number>();
  readonly #names: readonly string[];
  readonly connected: Promise<void>;
  #identifier = 0;
  #sent = 0;

  constructor(index: number) {
    const own = load.equipment.filter((_, i) => i % load.connections === index);
    this.#names = own.length > 0 ? own : [load.equipment[index % load.equipment.length] ?? ""];
    this.#socket = createConnection(load.port, "127.0.0.1");
    this.#socket.setNoDelay(true);
    const parser = mqttPacket.parser();
    this.connected = new Promise((resolve, reject) => {
      parser.on("packet", (packet) => {
        if (packet.cmd === "connack") packet.returnCode === 0 ? resolve() : reject(packet.returnCode);
        if (packet.cmd === "puback") this.#acknowledge(packet.messageId ?? 0);
      });
      this.#socket.on("error", reject);
    });
    this.#socket.on("data", (bytes) => parser.parse(Buffer.from(bytes)));
    this.#socket.write(
      mqttPacket.generate({
        cmd: "connect",
        protocolId: "MQTT",
        protocolVersion: 4,
        clean: true,
        clientId: `bench-${index}`,
        keepalive: 60,
        username: load.username,
        password: Buffer.from(load.password),
      }),
    );
  }

  get underWay(): number {
    return this.#sentAt.size;
  }

  publish(): void {
    const name = this.#names[this.#sent++ % this.#names.length] ?? "";
    this.#identifier = (this.#identifier % 65_535) + 1;
    const at = Math.max(Date.now(), (lastAt.get(name) ?? 0) + 1);
    lastAt.set(name, at);
    const value = (at % 1_000) / 1_000;
    const payload = `{"at":${at},"seq":${this.#sent},"values":{"vibration":${value},"current":${10 + value},"flow":${20 + value}}}`;
    this.#sentAt.set(this.#identifier, performance.now());
    this.#socket.write(
      mqttPacket.generate({
        cmd: "publish",
        topic: `plantroom/${load.site}/${name}/readings`,
        payload,
        qos: 1,
        messageId: this.#identifier,
        dup: false,
        retain: false,
      }),
    );
  }

  #acknowledge(identifier: number): void {
    const sentAt = this.#sentAt.get(identifier);
    if (sentAt === undefined) return;
    this.#sentAt.delete(identifier);
    acknowledged++;
    if (acknowledged % 16 === 0) latencies.push(performance.now() - sentAt);
    if (load.rate === 0 && !stopping) this.publish();
  }

  end(): void {
    this.#socket.end(mqttPacket.generate({ cmd: "disconnect" }));
  }
}

const connections = Array.from({ length: load.connections }, (_, index) => new Connection(index));
await Promise.all(connections.map((connection) => connection.connected));
const begun = performance.now();
if (load.rate === 0) {
  for (const connection of connections) for (let i = 0; i < load.window; i++) connection.publish();
  await new Promise((resolve) => setTimeout(resolve, load.seconds * 1_000));
} else {
  await paced();
}
stopping = true;
const seconds = (performance.now() - begun) / 1_000;
for (let wait = 0; wait < 100 && connections.some((connection) => connection.underWay > 0); wait++) {
  await new Promise((resolve) => setTimeout(resolve, 50));
}
for (const connection of connections) connection.end();
latencies.sort((a, b) => a - b);
const { user, system } = process.cpuUsage();
const result: LoadResult = {
  acknowledged,
  seconds,
  p50: latencies[Math.floor(latencies.length * 0.5)] ?? Number.NaN,
  p99: latencies[Math.floor(latencies.length * 0.99)] ?? Number.NaN,
  cpuSeconds: (user + system) / 1e6,
};
console.log(JSON.stringify(result));

/** As many as are due, to those whose window is not full; what none can take is not made up for later. */
async function paced(): Promise<void> {
  let taken = 0;
  let turn = 0;
  while (performance.now() - begun < load.seconds * 1_000) {
    const due = Math.floor(((performance.now() - begun) / 1_000) * load.rate);
    for (; taken < due; taken++) {
      const free = connections.length;
      for (let tried = 0; tried < free; tried++) {
        const connection = connections[turn++ % free];
        if (!connection || connection.underWay >= load.window) continue;
        connection.publish();
        break;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
