import type { FastifyReply } from "fastify";

/** Tells spreadsheet programs that the text is UTF-8. */
const byteOrderMark = "\uFEFF";

/** A route whose answer is a string: CSV or JSON lines where its path says so, else YAML; all as files to keep. */
export function sendText(
  reply: FastifyReply,
  path: string,
  params: Readonly<Record<string, string>>,
  text: string,
): FastifyReply {
  const last = path.slice(path.lastIndexOf("/") + 1);
  if (last.endsWith(".csv")) {
    reply.header("content-disposition", `attachment; filename="${last}"`).type("text/csv; charset=utf-8");
    return reply.send(text.startsWith(byteOrderMark) ? text : byteOrderMark + text);
  }
  if (last.endsWith(".jsonl")) {
    reply.header("content-disposition", `attachment; filename="${last}"`).type("application/jsonl; charset=utf-8");
    return reply.send(text);
  }
  const name = Object.values(params).join("-") || last;
  reply.header("content-disposition", `attachment; filename="${name}.yaml"`).type("application/yaml; charset=utf-8");
  return reply.send(text);
}
