/** A copy of a state that its step may write to before it hands it on. */
export type Draft<T> = { -readonly [K in keyof T]: T[K] };

export function draftOf<T extends object>(state: T): Draft<T> {
  return { ...state };
}
