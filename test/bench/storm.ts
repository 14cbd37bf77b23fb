import { createConnection, type Socket } from "node:net";
import mqttPacket from "mqtt-packet";
import { Latencies } from "./latencies.ts";

/** What the parent asks of this process, as its one argument. */
interface Storm {
  readonly port: number;
  readonly username: string;
  readonly password: string;
  readonly devices: number;
  /** How long the devices stay, saying nothing, once all are in. */
  readonly idleSeconds: number;
}

/** What it answers on its last line of output, as JSON; times in milliseconds. */
export interface StormResult {
  readonly connected: number;
  readonly refused: number;
  readonly last: number;
  readonly p50: number;
}

const { port, username, password, devices, idleSeconds }: Storm = JSON.parse(process.argv[2] ?? "{}");
const begun = performance.now();
const latencies = new Latencies();
let refused = 0;
const sockets = await Promise.all(Array.from({ length: devices }, (_, index) => connected(index)));
const result: StormResult = {
  connected: latencies.count,
  refused,
  last: latencies.quantile(1),
  p50: latencies.quantile(0.5),
};
console.log(`${result.connected} are in`);
await new Promise((resolve) => setTimeout(resolve, idleSeconds * 1_000));
for (const socket of sockets) socket.destroy();
console.log(JSON.stringify(result));

function connected(index: number): Promise<Socket> {
  const socket = createConnection(port, "127.0.0.1");
  const parser = mqttPacket.parser();
  return new Promise((resolve) => {
    parser.once("packet", (packet) => {
      if (packet.cmd === "connack" && packet.returnCode === 0) latencies.add(performance.now() - begun);
      else refused++;
      resolve(socket);
    });
    socket.on("data", (bytes) => parser.parse(Buffer.from(bytes)));
    socket.once("error", () => {
      refused++;
      resolve(socket);
    });
    socket.write(
      mqttPacket.generate({
        ...{ cmd: "connect", protocolId: "MQTT", protocolVersion: 4, clean: true, keepalive: 60 },
        ...{ clientId: `storm-${index}`, username, password: Buffer.from(password) },
      }),
    );
  });
}
