/** The start fails for a reason that whoever starts can mend; the message is the one sentence that is shown to them. */
export class CannotStart extends Error {}

/** EX_CONFIG of sysexits(3): what is wrong is the configuration or the surroundings, so starting again will not help. */
export const cannotStartExitCode = 78;
