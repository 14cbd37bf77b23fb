import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** One conversation of Mosquitto's own broker tests. */
export interface Sequence {
  readonly name: string;
  readonly protocolVersion: 3 | 4;
  /** A connection is made first; without it the sequence's own packets open it. */
  readonly connects: boolean;
  readonly endsInDisconnect: boolean;
  readonly sends: readonly Buffer[];
}

interface Test {
  readonly name: string;
  readonly ver?: number;
  readonly connect?: boolean;
  readonly expect_disconnect?: boolean;
  readonly msgs: readonly { readonly type: string; readonly payload: string }[];
}
interface Group {
  readonly group: string;
  readonly ver?: number;
  readonly connect?: boolean;
  readonly tests: readonly Test[];
}

/** The sequences for MQTT 3.1 and 3.1.1. */
export async function sequences(folder: string): Promise<Sequence[]> {
  const found: Sequence[] = [];
  for (const file of (await readdir(folder)).sort()) {
    const groups: readonly Group[] = JSON.parse(await readFile(join(folder, file), "utf8"));
    for (const group of groups) {
      for (const test of group.tests) {
        const version = test.ver ?? group.ver ?? 4;
        if (version === 5) continue;
        found.push({
          name: `${group.group} / ${test.name}`,
          protocolVersion: version === 3 ? 3 : 4,
          connects: test.connect ?? group.connect ?? true,
          endsInDisconnect: test.expect_disconnect ?? true,
          sends: test.msgs.filter(({ type }) => type === "send").map(({ payload }) => bytesOf(payload)),
        });
      }
    }
  }
  return found;
}

/** `30 r14 s5 'topic' 'payload'`: hexadecimal bytes, r remaining length, s string length, k keep-alive, m identifier, 'text'. */
function bytesOf(notation: string): Buffer {
  const pieces = [...notation.matchAll(/'([^']*)'|([rskm])(\d+)|([0-9a-fA-F]+)/g)];
  return Buffer.concat(
    pieces.map(([, text, kind, number, hex]) => {
      if (text !== undefined) return Buffer.from(text);
      if (kind === "r") return remainingLength(Number(number));
      if (kind !== undefined) return Buffer.from([Number(number) >> 8, Number(number) & 0xff]);
      return Buffer.from(hex ?? "", "hex");
    }),
  );
}

function remainingLength(length: number): Buffer {
  const bytes: number[] = [];
  for (let left = length; ; left = Math.floor(left / 128)) {
    bytes.push((left % 128) | (left >= 128 ? 0x80 : 0));
    if (left < 128) return Buffer.from(bytes);
  }
}
