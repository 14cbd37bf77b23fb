import type { Row } from "./rows.ts";

/** Of one message: far enough below what the gateway takes, which is 2,000 values and 64 KiB. */
const most = { rows: 100, values: 1_500, characters: 48 * 1024 } as const;

export interface Message {
  readonly payload: string;
  readonly rows: number;
  readonly values: number;
}

/** Rows on their way into one message. */
export class Batch {
  readonly #run: string;
  #parts: string[] = [];
  #characters = 0;
  #values = 0;

  constructor(run: string) {
    this.#run = run;
  }

  get rows(): number {
    return this.#parts.length;
  }

  /** An empty one has room for any row. */
  hasRoomFor(row: Row): boolean {
    return (
      this.rows === 0 ||
      (this.rows < most.rows &&
        this.#values + countOf(row) <= most.values &&
        this.#characters + this.#partOf(row).length <= most.characters)
    );
  }

  add(row: Row): void {
    const part = this.#partOf(row);
    this.#parts.push(part);
    this.#characters += part.length + 1;
    this.#values += countOf(row);
  }

  /** What there is, and begins anew. */
  take(): Message {
    const message = { payload: `[${this.#parts.join(",")}]`, rows: this.rows, values: this.#values };
    this.#parts = [];
    this.#characters = 0;
    this.#values = 0;
    return message;
  }

  #partOf({ at, values }: Row): string {
    return JSON.stringify({ at, run: this.#run, values });
  }
}

function countOf({ values }: Row): number {
  return Object.keys(values).length;
}
