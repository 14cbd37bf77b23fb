import type { FastifyInstance } from "fastify";

/** JSON as values; YAML, plain text and pictures as they are; nothing else. An empty body is no body, whatever its type says. */
export function takeBodies(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser("error", "error");
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "string" }, (request, body, done) => {
    if (body.length === 0) done(null, undefined);
    else void parseJson(request, String(body), done);
  });
  app.addContentTypeParser(
    ["text/plain", "text/yaml", "application/yaml", "application/x-yaml"],
    { parseAs: "string" },
    (_request, body, done) => done(null, body),
  );
  app.addContentTypeParser(["image/jpeg", "image/png", "image/webp"], { parseAs: "buffer" }, (_request, body, done) =>
    done(null, body),
  );
}
