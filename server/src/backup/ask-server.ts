import { request } from "node:http";
import { copyPath } from "@plantroom/model/channel/channel.ts";
import { type ErrorCode, errorCatalogue, Problem } from "@plantroom/model/errors/catalogue.ts";

export interface RunningServer {
  /** Of its port without TLS. */
  readonly url: string;
  readonly secret: string;
}

/** Has the running server copy all that it holds into a folder. False when none runs; throws the `Problem` it answers. */
export function askServer({ url, secret }: RunningServer, folder: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    // Not `fetch`, which gives up after five minutes: a big store takes longer.
    const asked = request(new URL(copyPath, url), {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${secret}` },
    });
    asked.on("error", (problem: NodeJS.ErrnoException) => {
      if (problem.code === "ECONNREFUSED") resolve(false);
      else
        reject(new Problem("backup-place-refused", { path: folder, problem: `the server ended (${problem.message})` }));
    });
    asked.on("response", (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (part: string) => {
        text += part;
      });
      answer.on("end", () => {
        if (answer.statusCode === 204) resolve(true);
        else reject(problemIn(text, url, answer.statusCode));
      });
      answer.on("error", reject);
    });
    asked.end(JSON.stringify({ folder }));
  });
}

function problemIn(text: string, url: string, status: number | undefined): Problem {
  try {
    const { code, values } = JSON.parse(text);
    if (Object.hasOwn(errorCatalogue, code)) return new Problem(code as ErrorCode, values);
  } catch {
    // not JSON: something else than a server of Plantroom
  }
  return new Problem("not-ready", { reason: `${url} is not the server of this data folder (it answers ${status})` });
}
