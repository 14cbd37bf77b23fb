import { maxPayloadBytes } from "@plantroom/model/topics/topics.ts";

/** Longest packet, in bytes after its fixed header, before the broker has let the client in. */
export const maxBytesBefore = 4 * 1024;
/** Longest packet after that: a full payload with its topic. */
export const maxBytesAfter = maxPayloadBytes + 1024;
/** A longer PUBLISH is read past, refused and acknowledged, up to here; beyond that the connection ends. */
const maxBytesPassed = 16 * 1024 * 1024;
/** Of a PUBLISH that is read past: its topic, its packet identifier and the beginning of its payload. */
const beginningBytes = 1024;

const connect = 1;
const publish = 3;
const disconnect = 14;

export interface OversizePublish {
  readonly topic: string;
  readonly qos: number;
  readonly packetId: number | undefined;
  readonly retain: boolean;
  readonly beginning: Buffer;
  readonly bytes: number;
}

export interface GuardEvents {
  /** The connection must end. */
  readonly onViolation: (problem: string) => void;
  readonly onOversize: (publish: OversizePublish) => void;
  /** A DISCONNECT came: the client leaves of its own will. */
  readonly onGoodbye: () => void;
}

const nothing = Buffer.alloc(0);

/**
 * Watches the lengths of MQTT packets before the parser sees a byte, since the parser would buffer whatever length a header
 * announces. Chunks pass uncopied, except where a PUBLISH that is too long is taken out of the stream.
 */
export class ByteGuard {
  /** Set once the client is let in. */
  admitted = false;
  readonly #events: GuardEvents;
  /** Bytes of a fixed header whose length is not complete. */
  #header = nothing;
  /** Bytes of the current packet still to come. */
  #left = 0;
  /** The PUBLISH that is read past: its first byte, its length and what has been kept of it. */
  #passing: { readonly first: number; readonly length: number; kept: Buffer; told: boolean } | undefined;
  #begun = false;
  #violated = false;

  constructor(events: GuardEvents) {
    this.#events = events;
  }

  /** What of a chunk the parser may see. */
  filter(chunk: Buffer): Buffer {
    const pieces: Buffer[] = [];
    let from = 0;
    let at = 0;
    const bytes = this.#header.length > 0 ? Buffer.concat([this.#header, chunk]) : chunk;
    this.#header = nothing;
    while (at < bytes.length && !this.#violated) {
      if (this.#left > 0) {
        const step = Math.min(this.#left, bytes.length - at);
        if (this.#passing) {
          this.#keep(bytes.subarray(at, at + step));
          from = at + step;
        }
        at += step;
        this.#left -= step;
        if (this.#left === 0) this.#passing = undefined;
        continue;
      }
      const header = readHeader(bytes, at);
      if (header === "incomplete") {
        pieces.push(bytes.subarray(from, at));
        this.#header = Buffer.from(bytes.subarray(at));
        return joined(pieces);
      }
      const problem = header === "malformed" ? "a length of more than four bytes" : this.#problemOf(header);
      if (problem !== undefined || header === "malformed") {
        this.#violated = true;
        this.#events.onViolation(problem ?? "");
        break;
      }
      this.#left = header.length;
      if (header.type === disconnect) this.#events.onGoodbye();
      if (header.length > maxBytesAfter) {
        pieces.push(bytes.subarray(from, at));
        from = header.end;
        this.#passing = { first: header.first, length: header.length, kept: nothing, told: false };
      }
      at = header.end;
    }
    if (this.#violated) return nothing;
    if (pieces.length === 0 && from === 0) return bytes;
    pieces.push(bytes.subarray(from, at));
    return joined(pieces);
  }

  #problemOf({ type, length, first }: Header): string | undefined {
    if (!this.#begun && first !== connect << 4) return "something else than CONNECT came first";
    this.#begun = true;
    if (!this.admitted && length > maxBytesBefore) return `a packet of ${length} bytes before CONNACK`;
    if (length <= maxBytesAfter) return undefined;
    return type === publish && length <= maxBytesPassed ? undefined : `a packet of ${length} bytes`;
  }

  /** `told` as soon as enough is there to say what was refused. */
  #keep(part: Buffer): void {
    const passing = this.#passing;
    if (!passing || passing.told) return;
    passing.kept = Buffer.concat([passing.kept, part.subarray(0, beginningBytes)]);
    if (passing.kept.length < beginningBytes) return;
    passing.told = true;
    const oversize = readOversize(passing.first, passing.length, passing.kept);
    if (oversize) {
      this.#events.onOversize(oversize);
      return;
    }
    this.#violated = true;
    this.#events.onViolation("an oversize PUBLISH without a readable topic");
  }
}

interface Header {
  readonly first: number;
  readonly type: number;
  /** Bytes that follow the fixed header. */
  readonly length: number;
  readonly end: number;
}

function readHeader(bytes: Buffer, at: number): Header | "incomplete" | "malformed" {
  const first = bytes[at] ?? 0;
  let length = 0;
  for (let i = 1; i <= 4; i++) {
    const byte = bytes[at + i];
    if (byte === undefined) return "incomplete";
    length += (byte & 0x7f) * 128 ** (i - 1);
    if (byte < 0x80) return { first, type: first >> 4, length, end: at + i + 1 };
  }
  return "malformed";
}

function readOversize(first: number, length: number, kept: Buffer): OversizePublish | undefined {
  const qos = (first >> 1) & 3;
  const topicBytes = kept.readUInt16BE(0);
  const payloadAt = 2 + topicBytes + (qos > 0 ? 2 : 0);
  if (qos === 3 || topicBytes === 0 || payloadAt > kept.length) return undefined;
  return {
    topic: kept.toString("utf8", 2, 2 + topicBytes),
    qos,
    packetId: qos > 0 ? kept.readUInt16BE(2 + topicBytes) : undefined,
    retain: (first & 1) === 1,
    beginning: kept.subarray(payloadAt),
    bytes: length - payloadAt,
  };
}

function joined(pieces: readonly Buffer[]): Buffer {
  return pieces.length === 1 ? (pieces[0] ?? nothing) : Buffer.concat(pieces);
}
