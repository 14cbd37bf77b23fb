/** One part that has to be there before the product is: what is missing, in a few words; undefined when nothing is. */
export interface ReadinessCheck {
  readonly name: string;
  readonly reason: () => string | undefined | Promise<string | undefined>;
  /** What is no reason to wait, and has to be known all the same. */
  readonly note?: () => string | undefined;
}
