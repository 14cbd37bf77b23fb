import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import mqttPacket from "mqtt-packet";

/** A connection that says what it is told, well formed or not, and notes what comes back. */
export class RawSession {
  readonly #socket: Socket;
  readonly #answers: Buffer[] = [];
  closed = false;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", (bytes: Buffer) => this.#answers.push(bytes));
    socket.on("error", () => undefined); // a reset is one of the ways in which the gateway ends it
    socket.on("close", () => {
      this.closed = true;
    });
  }

  static async open(port: number): Promise<RawSession> {
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect");
    return new RawSession(socket);
  }

  /** CONNECT with the demo account; false when the gateway did not let it in. */
  async admitted(clientId: string, protocolVersion: 3 | 4): Promise<boolean> {
    this.send(
      mqttPacket.generate({
        ...{ cmd: "connect", clientId, protocolVersion, clean: true, keepalive: 60 },
        protocolId: protocolVersion === 3 ? "MQIsdp" : "MQTT",
        ...{ username: "demo", password: Buffer.from("demo") },
      }),
    );
    await this.settled(() => this.#answers.length > 0, 20);
    return Buffer.concat(this.#answers).subarray(0, 4).equals(Buffer.from("20020000", "hex"));
  }

  get answered(): Buffer {
    return Buffer.concat(this.#answers);
  }

  send(bytes: Buffer): void {
    if (!this.closed) this.#socket.write(bytes);
  }

  /** Until it is so, or the connection has ended, or the time is over. */
  async settled(isSo: () => boolean, seconds: number): Promise<void> {
    for (let left = seconds * 1_000; left > 0 && !this.closed && !isSo(); left -= 20) await sleep(20);
  }

  end(): void {
    this.#socket.destroy();
  }
}
