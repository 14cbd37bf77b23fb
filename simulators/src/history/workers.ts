import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Instant } from "@plantroom/model/time.ts";
import type { EstateState } from "../estate/state.ts";
import type { HistoryMessage, Past } from "./history.ts";
import type { Job } from "./worker.ts";

/** The estate as it stands at `to`, computed in a thread of its own. */
export async function runInBackground(start: EstateState, to: Instant): Promise<EstateState> {
  const worker = workerFor({ kind: "run", start, to });
  const [end] = await once(worker, "message");
  return end as EstateState;
}

/** The messages of a past from number `skip` on, in batches of up to `size`; the thread ends with the loop. */
export async function* batchesOf(past: Past, skip: number, size: number): AsyncGenerator<readonly HistoryMessage[]> {
  const worker = workerFor({ kind: "messages", past, skip });
  try {
    for (;;) {
      worker.postMessage(size);
      const [batch] = (await once(worker, "message")) as [readonly HistoryMessage[]];
      if (batch.length > 0) yield batch;
      if (batch.length < size) return;
    }
  } finally {
    await worker.terminate();
  }
}

function workerFor(job: Job): Worker {
  return new Worker(new URL("./worker.ts", import.meta.url), { workerData: job });
}
