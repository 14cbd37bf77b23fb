import type { Instant } from "@plantroom/model/time.ts";

/** Something that wants to be looked at when a time has come. */
export interface Due {
  dueAt: Instant | undefined;
}

interface Node<T> {
  readonly at: Instant;
  readonly item: T;
}

/**
 * The earliest first. An item is put in again whenever its `dueAt` changes; places it has left behind are dropped when they
 * come up.
 */
export class DueQueue<T extends Due> {
  readonly #heap: Node<T>[] = [];

  get size(): number {
    return this.#heap.length;
  }

  push(item: T): void {
    if (item.dueAt === undefined) return;
    const node = { at: item.dueAt, item };
    let index = this.#heap.push(node) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = this.#heap[parent];
      if (above === undefined || above.at <= node.at) break;
      this.#heap[index] = above;
      index = parent;
    }
    this.#heap[index] = node;
  }

  /** When the first item is due; undefined when none is. */
  next(): Instant | undefined {
    for (let top = this.#heap[0]; top; top = this.#heap[0]) {
      if (top.item.dueAt === top.at) return top.at;
      this.#remove();
    }
    return undefined;
  }

  /** Takes the first item that is due at that time or before; it is due no longer. */
  take(until: Instant): T | undefined {
    const at = this.next();
    if (at === undefined || at > until) return undefined;
    const item = this.#heap[0]?.item;
    this.#remove();
    if (item) item.dueAt = undefined;
    return item;
  }

  clear(): void {
    this.#heap.length = 0;
  }

  #remove(): void {
    const last = this.#heap.pop();
    const { length } = this.#heap;
    if (last === undefined || length === 0) return;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      const left = this.#heap[child];
      if (left === undefined) break;
      const right = this.#heap[child + 1];
      let smaller = left;
      if (right !== undefined && right.at < left.at) {
        child++;
        smaller = right;
      }
      if (smaller.at >= last.at) break;
      this.#heap[index] = smaller;
      index = child;
    }
    this.#heap[index] = last;
  }
}
