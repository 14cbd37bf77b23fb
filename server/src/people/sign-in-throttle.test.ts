import { minute, second } from "@plantroom/model/time.ts";
import { describe, expect, test } from "vitest";
import { HandClock } from "../clock.ts";
import { SignInThrottle } from "./sign-in-throttle.ts";

const start = 1_700_000_000_000;

/** Attempts as fast as they are let, for so long; answers the seconds at which each came through. */
function guesses(
  throttle: SignInThrottle,
  clock: HandClock,
  seconds: number,
  account: (n: number) => string,
): number[] {
  const through: number[] = [];
  for (let at = 0; at < seconds; at++) {
    while (throttle.attempt(account(through.length), "192.0.2.1") === 0) through.push(at);
    clock.advance(second);
  }
  return through;
}

describe("guessing", () => {
  test("at one account: five at once, then waits that double up to a minute", () => {
    const clock = new HandClock(start);
    const through = guesses(new SignInThrottle(clock), clock, 200, () => "operator");
    expect(through).toEqual([0, 0, 0, 0, 0, 1, 3, 7, 15, 31, 63, 123, 183]);
  });

  test("at many accounts from one address: twenty at once, then waits that double up to five minutes", () => {
    const clock = new HandClock(start);
    const through = guesses(new SignInThrottle(clock), clock, 1_200, (n) => `person-${n}`);
    expect(through.slice(0, 20)).toEqual(Array(20).fill(0));
    expect(through.slice(20)).toEqual([1, 3, 7, 15, 31, 63, 127, 255, 511, 811, 1111]);
  });
});

test("says how many seconds are left, and whoever asks meanwhile waits no longer for it", () => {
  const clock = new HandClock(start);
  const throttle = new SignInThrottle(clock);
  guesses(throttle, clock, 16, () => "operator");
  expect([throttle.attempt("operator", "192.0.2.1"), throttle.attempt("operator", "192.0.2.9")]).toEqual([15, 15]);
  clock.advance(14.5 * second);
  expect(throttle.attempt("operator", "192.0.2.1")).toBe(1);
});

test("a success forgets the account's failures, and only its own attempt of the address", () => {
  const clock = new HandClock(start);
  const throttle = new SignInThrottle(clock);
  for (let i = 0; i < 19; i++) throttle.attempt(`person-${i}`, "192.0.2.1");
  for (let i = 0; i < 50; i++) {
    expect(throttle.attempt("operator", "192.0.2.1")).toBe(0);
    throttle.succeeded("operator", "192.0.2.1");
  }
  expect(throttle.attempt("a", "192.0.2.1")).toBe(0);
  expect(throttle.attempt("b", "192.0.2.1")).toBe(1);
});

test("a quarter of an hour without a failure forgets all", () => {
  const clock = new HandClock(start);
  const throttle = new SignInThrottle(clock);
  for (let i = 0; i < 5; i++) throttle.attempt("operator", "192.0.2.1");
  clock.advance(15 * minute);
  for (let i = 0; i < 5; i++) expect(throttle.attempt("operator", "192.0.2.1")).toBe(0);
});

test("remembers a bounded number of guessers", () => {
  const throttle = new SignInThrottle(new HandClock(start));
  for (let i = 0; i < 6; i++) throttle.attempt("first", "192.0.2.1");
  for (let i = 0; i < 10_000; i++) throttle.attempt(`account-${i}`, `address-${i}`);
  expect(throttle.attempt("first", "192.0.2.2")).toBe(0);
});
