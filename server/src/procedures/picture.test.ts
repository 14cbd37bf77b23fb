import { describe, expect, test } from "vitest";
import { pictureTypeOf, withoutTraces } from "./picture.ts";

const ascii = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
const big = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
const little = (value: number) => big(value).reverse();

const segment = (marker: number, content: readonly number[]) => [
  ...[0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 255],
  ...content,
];
const jpeg = (...segments: number[][]) =>
  Uint8Array.from([0xff, 0xd8, ...segments.flat(), ...segment(0xda, [1, 1, 0]), 0x11, 0xff, 0xe1, 0xff, 0xd9]);
const chunk = (name: string, content: readonly number[]) => [
  ...big(content.length),
  ...ascii(name),
  ...content,
  1,
  2,
  3,
  4,
];
const png = (...chunks: number[][]) =>
  Uint8Array.from([0x89, ...ascii("PNG\r\n"), 0x1a, 0x0a, ...chunks.flat(), ...chunk("IEND", [])]);
const riff = (name: string, content: readonly number[]) => [
  ...ascii(name),
  ...little(content.length),
  ...content,
  ...(content.length % 2 ? [0] : []),
];
const webp = (...chunks: number[][]) => {
  const content = chunks.flat();
  return Uint8Array.from([...ascii("RIFF"), ...little(content.length + 4), ...ascii("WEBP"), ...content]);
};

const jfif = segment(0xe0, ascii("JFIF"));
const exif = segment(0xe1, ascii("Exif gps 25.03N"));
const header = chunk("IHDR", [1, 2]);
const pixels = chunk("IDAT", [9]);
const vp8 = riff("VP8 ", [1, 2, 3]);

describe("what a picture is", () => {
  test.each([
    ["image/jpeg", jpeg(jfif)],
    ["image/png", png(header)],
    ["image/webp", webp(vp8)],
    [undefined, Uint8Array.from(ascii("GIF89a"))],
    [undefined, Uint8Array.from(ascii("<svg onload=alert(1)>"))],
    [undefined, Uint8Array.from(ascii("RIFF0000WAVE"))],
    [undefined, new Uint8Array()],
  ])("%s", (type, bytes) => {
    expect(pictureTypeOf(bytes)).toBe(type);
  });
});

describe("what cameras write is taken out, pixels stay", () => {
  test.each([
    ["JPEG without Exif, XMP, IPTC and remarks", jpeg(jfif, exif, segment(0xed, [1]), segment(0xfe, [2])), jpeg(jfif)],
    ["JPEG that has none", jpeg(jfif), jpeg(jfif)],
    ["JPEG with fill bytes", Uint8Array.from([0xff, 0xd8, 0xff, ...jpeg(jfif).subarray(2)]), jpeg(jfif)],
    [
      "PNG without text, time and Exif",
      png(header, chunk("eXIf", [1]), chunk("tEXt", [2]), chunk("tIME", [3]), pixels),
      png(header, pixels),
    ],
    [
      "WebP without Exif and XMP, nor the flags that promise them",
      webp(riff("VP8X", [0x1c, 0, 0, 0]), vp8, riff("EXIF", [1, 2]), riff("XMP ", [3])),
      webp(riff("VP8X", [0x10, 0, 0, 0]), vp8),
    ],
  ])("%s", (_, bytes, expected) => {
    const type = pictureTypeOf(bytes);
    expect(type && withoutTraces(bytes, type)).toEqual(expected);
  });
});

describe("broken pictures are not taken", () => {
  test.each([
    ["a JPEG that ends in a segment", jpeg(jfif, exif).subarray(0, 15)],
    ["a JPEG without pixels", Uint8Array.from([0xff, 0xd8, ...jfif])],
    ["a JPEG with a length of nothing", Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0xff, 0xda, 0, 0])],
    ["a PNG without an end", png(header).subarray(0, 20)],
    [
      "a PNG with a length beyond its end",
      Uint8Array.from([...png().subarray(0, 8), ...big(4_000_000_000), ...ascii("IHDR")]),
    ],
    ["a WebP without content", webp()],
    ["a WebP with a length beyond its end", Uint8Array.from([...webp(vp8).subarray(0, 16), 255, 255, 0, 0])],
  ])("%s", (_, bytes) => {
    const type = pictureTypeOf(bytes);
    expect(type).toBeDefined();
    expect(type && withoutTraces(bytes, type)).toBeUndefined();
  });
});
