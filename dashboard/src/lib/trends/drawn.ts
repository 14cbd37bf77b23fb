import type { Track } from "./track.ts";

/** One line; `axis` 0 stands at the left, 1 at the right. */
export interface DrawnTrack extends Track {
  readonly axis: 0 | 1;
  /** Index of its colour. */
  readonly colour: number;
}

/** A limit as a dashed line, or a normal band as a grey field where `to` is given too. */
export interface Mark {
  readonly axis: 0 | 1;
  readonly at: number;
  readonly to?: number;
  readonly label: string;
  /** Where the label stands, on the side that is still normal. */
  readonly labelled: "above" | "below";
}
