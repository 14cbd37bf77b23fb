import type { JournalPosition } from "@plantroom/model/journal/entry.ts";
import { type Milliseconds, second } from "@plantroom/model/time.ts";
import type { ReadingStore } from "../readings/store.ts";
import type { ConsumerView, StoreView } from "./system-handlers.ts";

export function consumerView(
  name: string,
  { position, lag }: { readonly position: JournalPosition; readonly lag: Milliseconds },
  end: JournalPosition,
): ConsumerView {
  return { name, position, lagSeconds: lag / second, behindBytes: Math.max(0, end - position) };
}

/** `problem`: why it takes nothing at the moment, as the historian found it. */
export async function storeView(
  store: ReadingStore,
  problem: string | undefined,
  leftBehind: StoreView["leftBehind"],
): Promise<StoreView> {
  const besides = leftBehind && { leftBehind };
  try {
    const readings = await store.count();
    const healthy = problem === undefined;
    return { kind: store.kind, healthy, readings, ...(problem !== undefined && { problem }), ...besides };
  } catch (failure) {
    return { kind: store.kind, healthy: false, problem: problem ?? String(failure), ...besides };
  }
}
