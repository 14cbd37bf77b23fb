import { Decoder, Encoder, type Packet, PacketType } from "socket.io-parser";

/**
 * Socket.IO's own format, but a list that stands in the deltas of many dashboards is written out once: with 20 dashboards on a busy
 * site that was a tenth of the server's work. What it holds must not change after it was sent once.
 */
class SharingEncoder extends Encoder {
  readonly #written = new WeakMap<object, string>();

  override encode(packet: Packet): ReturnType<Encoder["encode"]> {
    const [event, content]: readonly unknown[] = Array.isArray(packet.data) ? packet.data : [];
    if (packet.type !== PacketType.EVENT || event !== "delta" || packet.nsp !== "/" || !isObject(content)) {
      return super.encode(packet);
    }
    return [`${packet.type}${packet.id ?? ""}["delta",${this.#write(content)}]`];
  }

  #write(content: Readonly<Record<string, unknown>>): string {
    const parts = Object.entries(content).flatMap(([name, value]) => {
      const json = Array.isArray(value) ? this.#writeOnce(value) : JSON.stringify(value);
      return json === undefined ? [] : [`${JSON.stringify(name)}:${json}`];
    });
    return `{${parts.join(",")}}`;
  }

  #writeOnce(list: readonly unknown[]): string {
    const known = this.#written.get(list);
    if (known !== undefined) return known;
    const json = JSON.stringify(list);
    this.#written.set(list, json);
    return json;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** For the `parser` option of the server; clients need nothing of it. */
export const sharingParser = { Encoder: SharingEncoder, Decoder };
