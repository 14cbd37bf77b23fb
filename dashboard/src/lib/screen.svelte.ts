import { MediaQuery } from "svelte/reactivity";

const wide = new MediaQuery("min-width: 1800px");
const narrow = new MediaQuery("max-width: 639.98px");

/** What kind of screen this is, for what style sheets cannot decide: what is shown at all. */
export const screen = {
  /** Read from across the room: by exception, what is normal shrinks. */
  get wall(): boolean {
    return wide.current;
  },
  get phone(): boolean {
    return narrow.current;
  },
};
