/** What stops a replay, in a sentence for the person who typed it. */
export class ReplayProblem extends Error {}
