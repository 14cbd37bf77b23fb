import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { generate, type IConnectPacket, type Packet, parser } from "mqtt-packet";

type Command = NonNullable<Packet["cmd"]>;

/** CONNECT of an account whose token is its own name. */
export function connectOf(account: string, options: Partial<IConnectPacket> = {}): Buffer {
  return generate({
    cmd: "connect",
    protocolId: "MQTT",
    protocolVersion: 4,
    clean: true,
    clientId: account,
    keepalive: 60,
    username: account,
    password: Buffer.from(account),
    ...options,
  });
}

/** An MQTT client that does only what it is told, right or wrong. */
export class RawClient {
  readonly socket: Socket;
  readonly received: Packet[] = [];
  readonly #waiting: (() => void)[] = [];
  #closed = false;

  private constructor(socket: Socket, protocolVersion: number) {
    this.socket = socket;
    const packets = parser({ protocolVersion });
    packets.on("packet", (packet) => {
      this.received.push(packet);
      this.#wake();
    });
    socket.on("data", (chunk) => packets.parse(chunk as Buffer));
    socket.on("error", () => undefined);
    socket.on("close", () => {
      this.#closed = true;
      this.#wake();
    });
  }

  static async open(port: number, protocolVersion = 4): Promise<RawClient> {
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect");
    return new RawClient(socket, protocolVersion);
  }

  /** Over a connection that stands. */
  static over(socket: Socket): RawClient {
    return new RawClient(socket, 4);
  }

  /** Connects and waits for CONNACK; the token is the account's name. */
  static async admitted(port: number, account: string, options: Partial<IConnectPacket> = {}): Promise<RawClient> {
    const client = await RawClient.open(port);
    await client.connect(account, options);
    return client;
  }

  async connect(account: string, options: Partial<IConnectPacket> = {}): Promise<number> {
    this.socket.write(connectOf(account, options));
    const answer = await this.next("connack");
    return answer?.cmd === "connack" ? (answer.returnCode ?? answer.reasonCode ?? -1) : -1;
  }

  send(packet: Packet): void {
    this.socket.write(generate(packet));
  }

  publish(topic: string, payload: string | Buffer | object, options: object = {}): void {
    const text = typeof payload === "string" || Buffer.isBuffer(payload) ? payload : JSON.stringify(payload);
    this.send({ cmd: "publish", topic, payload: text, qos: 1, messageId: 1, retain: false, dup: false, ...options });
  }

  /** Publishes and waits until it is acknowledged; false when the connection ended instead. */
  async published(topic: string, payload: string | Buffer | object, options: object = {}): Promise<boolean> {
    this.publish(topic, payload, options);
    return (await this.next("puback")) !== undefined;
  }

  /** Takes the next packet of a kind; undefined when the connection ended without one. */
  async next(cmd: Command): Promise<Packet | undefined> {
    for (;;) {
      const at = this.received.findIndex((packet) => packet.cmd === cmd);
      if (at >= 0) return this.received.splice(at, 1)[0];
      if (this.#closed) return undefined;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  async closed(): Promise<void> {
    while (!this.#closed) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Cuts the line without a word. */
  cut(): void {
    this.socket.resetAndDestroy();
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
