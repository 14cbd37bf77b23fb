import { appendFileSync, renameSync, statSync } from "node:fs";

const largest = 20 * 1024 * 1024;

/** A program's log of at most 40 MiB: the file itself and the one before it (`.1`). */
export class LogFile {
  readonly #path: string;
  #size: number;

  constructor(path: string) {
    this.#path = path;
    this.#size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  }

  append(text: string): void {
    try {
      if (this.#size > largest) {
        renameSync(this.#path, `${this.#path}.1`);
        this.#size = 0;
      }
      appendFileSync(this.#path, text);
      this.#size += Buffer.byteLength(text);
    } catch {
      // a full disk must not stop the programs; what matters still reaches the terminal
    }
  }
}
