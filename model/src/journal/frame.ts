import type { JournalEntry } from "./entry.ts";

/**
 * A frame is one group commit: `magic (4) | payload length (4) | CRC-32 of the payload (4) | payload`, numbers little-endian,
 * the payload a JSON array of entries in UTF-8.
 */
export const frameHeaderBytes = 12;
/** "PRJ1" in the file; a reader that met damage looks for it. */
export const frameMagic = 0x314a_5250;

/** No frame is longer; a longer length means that the header is damaged. */
export const maxFrameBytes = 32 * 1024 * 1024;

/** CRC-32 (IEEE 802.3) of bytes; the programs pass the runtime's own. */
export type Checksum = (bytes: Uint8Array) => number;

/** JSON of each entry, joined; the gateway makes the parts as messages arrive and frames them at commit. */
export function encodeFrame(entriesJson: readonly string[], checksum: Checksum): Uint8Array {
  const payload = new TextEncoder().encode(`[${entriesJson.join(",")}]`);
  const frame = new Uint8Array(frameHeaderBytes + payload.length);
  const view = new DataView(frame.buffer);
  view.setUint32(0, frameMagic, true);
  view.setUint32(4, payload.length, true);
  view.setUint32(8, checksum(payload) >>> 0, true);
  frame.set(payload, frameHeaderBytes);
  return frame;
}

/**
 * `incomplete`: the bytes end before the frame does (a writer is at work, or the tail is torn). `damaged`: the header or the
 * checksum does not hold.
 */
export type Decoded =
  | { readonly outcome: "frame"; readonly entries: readonly JournalEntry[]; readonly bytes: number }
  | { readonly outcome: "incomplete" }
  | { readonly outcome: "damaged" };

/** Reads the frame that starts at `offset`. */
export function decodeFrame(bytes: Uint8Array, offset: number, checksum: Checksum): Decoded {
  const checked = checkFrame(bytes, offset, checksum);
  if (checked.outcome !== "frame") return checked;
  const payload = bytes.subarray(offset + frameHeaderBytes, offset + checked.bytes);
  return { outcome: "frame", entries: JSON.parse(new TextDecoder().decode(payload)), bytes: checked.bytes };
}

/** Whether the frame that starts at `offset` is whole, without reading its entries; `incomplete` tells its length where it is known. */
export type Checked =
  | { readonly outcome: "frame"; readonly bytes: number }
  | { readonly outcome: "incomplete"; readonly bytes?: number }
  | { readonly outcome: "damaged" };

export function checkFrame(bytes: Uint8Array, offset: number, checksum: Checksum): Checked {
  if (bytes.length - offset < frameHeaderBytes) return { outcome: "incomplete" };
  const view = new DataView(bytes.buffer, bytes.byteOffset + offset);
  const length = view.getUint32(4, true);
  if (view.getUint32(0, true) !== frameMagic || length > maxFrameBytes) return { outcome: "damaged" };
  const whole = frameHeaderBytes + length;
  if (bytes.length - offset < whole) return { outcome: "incomplete", bytes: whole };
  const payload = bytes.subarray(offset + frameHeaderBytes, offset + whole);
  return checksum(payload) >>> 0 === view.getUint32(8, true)
    ? { outcome: "frame", bytes: whole }
    : { outcome: "damaged" };
}

/**
 * A segment is named by the position of its first byte, so that names sort and a position finds its file. Positions grow but
 * may leap: after a failed write the next segment begins beyond everything that was tried, so that nobody who read the
 * abandoned bytes misses what follows. A reader at the end of a segment goes on at the next one, wherever it begins.
 */
export function segmentName(position: number): string {
  return `${String(position).padStart(16, "0")}.journal`;
}

export function segmentPosition(name: string): number | undefined {
  const match = /^(\d{16})\.journal$/.exec(name);
  return match ? Number(match[1]) : undefined;
}

/** Consumers that the journal keeps entries for; each publishes its position in `consumers/{name}.position`. */
export const journalConsumers = ["judge", "historian"] as const;
export type JournalConsumer = (typeof journalConsumers)[number];

/** In the journal's folder: a random name that the gateway gives a journal when it begins one, so that another is told apart. */
export const identityFile = "journal.id";

/** In the journal's folder: `consumers/judge.position`, replaced as a whole (written beside, then renamed). */
export function consumerFile(consumer: JournalConsumer): string {
  return `consumers/${consumer}.position`;
}

/** Content of a consumer's file: the position in decimal digits. */
export function formatPosition(position: number): string {
  return `${position}\n`;
}

/** Undefined for anything but a position: the consumer then counts as not having begun. */
export function parsePosition(text: string): number | undefined {
  return /^\d{1,16}\s*$/.test(text) ? Number(text) : undefined;
}
