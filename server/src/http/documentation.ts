import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import type { FastifyInstance } from "fastify";
import { openApi } from "./openapi.ts";

/** The API as a machine reads it at `/api/openapi.json`, and as a person does at `/api/docs`. */
export async function serveDocumentation(app: FastifyInstance, version: string): Promise<void> {
  const document = openApi(version);
  const text = JSON.stringify(document);
  app.get("/api/openapi.json", async (_request, reply) => reply.type("application/json; charset=utf-8").send(text));
  // The plugin asks for its own type of document; ours is printed from the same table that the routes are made of.
  await app.register(swagger, { mode: "static", specification: { document: document as never } });
  await app.register(swaggerUi, { routePrefix: "/api/docs", uiConfig: { deepLinking: true } });
}
