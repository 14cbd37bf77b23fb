import { copyPath } from "@plantroom/model/channel/channel.ts";
import { Problem } from "@plantroom/model/errors/catalogue.ts";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { isSecret } from "../devices/secret.ts";
import type { InternalOptions } from "./options.ts";
import { validate } from "./validate.ts";

const copyRequest = z.strictObject({ folder: z.string().min(1) });

/** What the installation's own programs ask over HTTP. Who can read the secret can read all the data too. */
export function serveInternal(app: FastifyInstance, { secret, copyTo }: InternalOptions): void {
  app.post(copyPath, {
    preParsing: async (request) => {
      if (!isSecret(request.headers.authorization?.replace(/^Bearer /, ""), secret)) throw new Problem("not-allowed");
    },
    handler: async (request, reply) => {
      const { folder } = validate(copyRequest, request.body, "body", "en") as z.infer<typeof copyRequest>;
      await copyTo(folder);
      return reply.status(204).send();
    },
  });
}
