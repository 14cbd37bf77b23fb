import { type FSWatcher, watch } from "node:fs";
import type { Milliseconds } from "@plantroom/model/time.ts";

/** Looks again after so long although nothing rang: some file systems do not tell. */
const shortestPoll = 5;
const longestPoll = 25;
const withoutFolder = 250;
/** Waits after which the folder is listed although nothing said that a file came. */
const listEvery = 10;

/** Wakes a reader when a folder changes, or after a short time that grows while nothing happens. */
export class Doorbell {
  readonly #folder: string;
  #watcher: FSWatcher | undefined;
  #rang = false;
  #wake: (() => void) | undefined;
  #namesChanged = true;
  #waits = 0;
  #poll: Milliseconds = shortestPoll;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Something was found: look again soon. */
  busy(): void {
    this.#poll = shortestPoll;
  }

  /** Whether files may have come since the folder was listed last; now and then although nothing said so. */
  get namesMayHaveChanged(): boolean {
    return this.#namesChanged || this.#watcher === undefined || this.#waits >= listEvery;
  }

  /** The folder is about to be listed. */
  listing(): void {
    this.#namesChanged = false;
    this.#waits = 0;
  }

  listAgain(): void {
    this.#namesChanged = true;
  }

  /** Ends the wait that is on, or the next one. */
  readonly ring = (): void => {
    this.#rang = true;
    this.#wake?.();
  };

  async wait(): Promise<void> {
    this.#watch();
    this.#waits++;
    const delay = this.#watcher ? this.#poll : withoutFolder;
    this.#poll = Math.min(longestPoll, this.#poll + shortestPoll);
    if (!this.#rang) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, delay);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#rang = false;
    this.#wake = undefined;
  }

  close(): void {
    this.#watcher?.close();
    this.#watcher = undefined;
  }

  #watch(): void {
    if (this.#watcher) return;
    try {
      this.#watcher = watch(this.#folder, { persistent: false }, (event) => {
        if (event === "rename") this.#namesChanged = true;
        this.ring();
      });
      this.#namesChanged = true;
      // A watcher that breaks is made again; until then the poll serves.
      this.#watcher.on("error", () => this.close());
    } catch {
      this.#watcher = undefined; // not there yet
    }
  }
}
