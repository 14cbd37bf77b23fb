/**
 * `rejected`: the store will never take one of these readings, trying again is in vain. `unavailable`: it may later. `cause` is
 * the store's own reason.
 */
export class StoreFailure extends Error {
  readonly kind: "rejected" | "unavailable";

  constructor(kind: StoreFailure["kind"], reason: string, cause?: unknown) {
    super(reason, { cause });
    this.kind = kind;
  }
}

export function isRejected(failure: unknown): boolean {
  return failure instanceof StoreFailure && failure.kind === "rejected";
}
