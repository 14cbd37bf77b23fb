import type { CommandView } from "@plantroom/model/api/types.ts";

const askEvery = 500;
/** The server's own limit for a device to begin a command: 10 s. */
const patience = 10_000;

export interface Asking {
  readonly ask: () => Promise<CommandView>;
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** Asks again and again until the device has answered; undefined when it has not within 10 s. A lost request is asked again. */
export async function awaitOutcome({ ask, wait }: Asking): Promise<CommandView | undefined> {
  for (let waited = 0; waited < patience; waited += askEvery) {
    await wait(askEvery);
    const command = await ask().catch(() => undefined);
    if (command?.outcome !== undefined) return command;
  }
  return undefined;
}
