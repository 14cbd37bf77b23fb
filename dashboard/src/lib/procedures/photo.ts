import { call } from "../api/client.ts";

/** Enough to read a name plate. */
const longestSide = 1_600;
const quality = 0.82;

/** Sends a picture, made smaller and without what the camera wrote into it; answers its id. Throws what the server answers. */
export async function sendPhoto(run: string, file: Blob): Promise<string> {
  const picture = (await smaller(file)) ?? file;
  const body = new Uint8Array(await picture.arrayBuffer());
  return (await call("POST /api/procedure-runs/{id}/photos", { params: { id: run }, body })).id;
}

export function photoAddress(run: string, photo: string): string {
  return `/api/procedure-runs/${encodeURIComponent(run)}/photos/${encodeURIComponent(photo)}`;
}

/** Undefined where the browser cannot read it: then the server says what it thinks of it. */
async function smaller(file: Blob): Promise<Blob | undefined> {
  const bitmap = await createImageBitmap(file).catch(() => undefined);
  if (!bitmap) return undefined;
  const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), "image/jpeg", quality));
}
