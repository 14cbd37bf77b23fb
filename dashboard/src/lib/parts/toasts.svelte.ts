export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly href?: string | undefined;
  readonly undo?: (() => void) | undefined;
}

/** Long enough to change one's mind. */
const shownFor = 8_000;

class Toasts {
  #list = $state.raw<readonly Toast[]>([]);
  #next = 1;

  get list(): readonly Toast[] {
    return this.#list;
  }

  /** Tells what was done; with `undo`, it can be taken back for 8 s. Answers the id to dismiss it by. */
  show(text: string, options: { readonly href?: string; readonly undo?: () => void } = {}): number {
    const id = this.#next++;
    this.#list = [...this.#list.slice(-2), { id, text, ...options }];
    setTimeout(() => this.dismiss(id), shownFor);
    return id;
  }

  undo(id: number): void {
    this.#list.find((toast) => toast.id === id)?.undo?.();
    this.dismiss(id);
  }

  dismiss(id: number): void {
    this.#list = this.#list.filter((toast) => toast.id !== id);
  }
}

export const toasts = new Toasts();
