import type { FastifyReply } from "fastify";
import { pictureTypeOf } from "../procedures/picture.ts";

/** A picture, shown in the page and never run: its type is told by its bytes, and browsers do not guess (nosniff). */
export function sendPicture(reply: FastifyReply, bytes: Uint8Array): FastifyReply {
  return (
    reply
      .type(pictureTypeOf(bytes) ?? "application/octet-stream")
      .header("content-disposition", "inline")
      .header("content-security-policy", "default-src 'none'; sandbox")
      // It never changes, and belongs to whoever is signed in.
      .header("cache-control", "private, max-age=86400, immutable")
      .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  );
}
