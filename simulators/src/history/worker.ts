// Computes a past off the main loop's way: first where it ends, then its messages, a few whenever they are asked for.
import { parentPort, workerData } from "node:worker_threads";
import type { Instant } from "@plantroom/model/time.ts";
import type { EstateState } from "../estate/state.ts";
import { type HistoryMessage, messagesOf, type Past, runTo } from "./history.ts";

export type Job =
  | { readonly kind: "run"; readonly start: EstateState; readonly to: Instant }
  | { readonly kind: "messages"; readonly past: Past; readonly skip: number };

const job: Job = workerData;
if (job.kind === "run") parentPort?.postMessage(runTo(job.start, job.to));
else serve(job);

function serve({ past, skip }: Extract<Job, { kind: "messages" }>): void {
  const messages = messagesOf(past);
  for (let n = 0; n < skip; n++) messages.next();
  parentPort?.on("message", (count: number) => {
    const batch: HistoryMessage[] = [];
    while (batch.length < count) {
      const { value, done } = messages.next();
      if (done) break;
      batch.push(value);
    }
    parentPort?.postMessage(batch);
    if (batch.length < count) parentPort?.close();
  });
}
