/** Pictures that a browser shows without being asked what they are. */
export const pictureTypes = { "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp" } as const;
export type PictureType = keyof typeof pictureTypes;

/** What the bytes are, by their first ones and never by what was said of them; undefined for anything else. */
export function pictureTypeOf(bytes: Uint8Array): PictureType | undefined {
  if (startsWith(bytes, 0, [0xff, 0xd8, 0xff])) return "image/jpeg";
  if (startsWith(bytes, 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return "image/png";
  if (startsWith(bytes, 0, ascii("RIFF")) && startsWith(bytes, 8, ascii("WEBP"))) return "image/webp";
  return undefined;
}

/** The picture without what cameras write into it (place, serial number, owner); undefined when it is broken. */
export function withoutTraces(bytes: Uint8Array, type: PictureType): Uint8Array | undefined {
  switch (type) {
    case "image/jpeg":
      return jpegWithoutTraces(bytes);
    case "image/png":
      return pngWithoutTraces(bytes);
    case "image/webp":
      return webpWithoutTraces(bytes);
  }
}

/** JPEG (ITU T.81 B.1.1.3): APP1 holds Exif and XMP, APP13 IPTC, COM remarks; pixels begin at SOS. */
const tracesInJpeg: readonly number[] = [0xe1, 0xed, 0xfe];
const startOfScan = 0xda;

function jpegWithoutTraces(bytes: Uint8Array): Uint8Array | undefined {
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at++; // fill byte
      continue;
    }
    if (marker === startOfScan) return joined([...kept, bytes.subarray(at)]);
    const end = at + 2 + ((bytes[at + 2] ?? 0) << 8) + (bytes[at + 3] ?? 0);
    if (end < at + 4 || end > bytes.length) return undefined;
    if (!tracesInJpeg.includes(marker)) kept.push(bytes.subarray(at, end));
    at = end;
  }
  return undefined;
}

/** PNG (W3C, 11.3): text, time and Exif chunks. */
const tracesInPng: readonly string[] = ["tEXt", "zTXt", "iTXt", "tIME", "eXIf"];

function pngWithoutTraces(bytes: Uint8Array): Uint8Array | undefined {
  const view = viewOf(bytes);
  const kept: Uint8Array[] = [bytes.subarray(0, 8)];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) return undefined;
    const name = nameAt(bytes, at + 4);
    if (!tracesInPng.includes(name)) kept.push(bytes.subarray(at, end));
    if (name === "IEND") return joined(kept);
    at = end;
  }
  return undefined;
}

/** WebP (RFC 9649, 2.7): chunks of their own, and a flag in VP8X for each. */
const tracesInWebp: readonly string[] = ["EXIF", "XMP "];
const traceFlags = 0x08 | 0x04;

function webpWithoutTraces(bytes: Uint8Array): Uint8Array | undefined {
  const view = viewOf(bytes);
  const kept: Uint8Array[] = [];
  let at = 12;
  while (at + 8 <= bytes.length) {
    const size = view.getUint32(at + 4, true);
    const end = at + 8 + size + (size % 2);
    if (end > bytes.length) return undefined;
    const name = nameAt(bytes, at);
    const chunk = bytes.slice(at, end);
    if (name === "VP8X") chunk[8] = (chunk[8] ?? 0) & ~traceFlags;
    if (!tracesInWebp.includes(name)) kept.push(chunk);
    at = end;
  }
  if (kept.length === 0) return undefined;
  const head = bytes.slice(0, 12);
  const length = kept.reduce((sum, chunk) => sum + chunk.length, 4);
  new DataView(head.buffer).setUint32(4, length, true);
  return joined([head, ...kept]);
}

function startsWith(bytes: Uint8Array, from: number, expected: readonly number[]): boolean {
  return expected.every((byte, index) => bytes[from + index] === byte);
}

function ascii(text: string): number[] {
  return [...text].map((letter) => letter.charCodeAt(0));
}

function nameAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
