import type { Priority } from "@plantroom/model/alarms/priority.ts";
import type { PersonView } from "@plantroom/model/api/types.ts";
import type { Target } from "@plantroom/model/escalation/policy.ts";
import type { Medium } from "@plantroom/model/notifications/channel.ts";
import type { WithheldReason } from "@plantroom/model/notifications/reason.ts";
import { onCallAt } from "@plantroom/model/on-call/duty.ts";
import type { Instant } from "@plantroom/model/time.ts";
import { untouchedPreferences, unwanted } from "../notifications/preferences.ts";
import { maySee } from "../people/person.ts";
import type { World } from "./world.ts";

/** One way to one receiver, or why it is not taken; without a medium there was none to take. */
export interface Receiver {
  readonly medium: Medium | null;
  /** Id of the channel; empty for what needs none. */
  readonly channel: string;
  /** A user name, an address, or what was looked for. */
  readonly recipient: string;
  readonly withheld?: WithheldReason | undefined;
}

interface About {
  readonly site: string;
  readonly priority: Priority;
  readonly now: Instant;
}

/** Everybody that a step tells about an alarm, each way once, with the ways that are not taken and why. */
export function receiversOf(world: World, targets: readonly Target[], about: About): Receiver[] {
  const found = new Map<string, Receiver>();
  for (const receiver of targets.flatMap((target) => receiversOfTarget(world, target, about))) {
    const way = `${receiver.medium} ${receiver.channel} ${receiver.recipient}`;
    if (!found.has(way)) found.set(way, receiver);
  }
  return [...found.values()];
}

function receiversOfTarget(world: World, target: Target, about: About): Receiver[] {
  switch (target.kind) {
    case "role":
      return withRole(world, target.role, about);
    case "person":
      return personOf(world, target.username, about);
    case "on-call":
      return onCall(world, target.roster, about);
    case "channel":
      return [webhook(world, target.channel)];
    case "group-channels":
      return world.channels
        .filter(({ kind, enabled }) => kind === "webhook" && enabled)
        .map(({ id }) => ({ medium: "webhook", channel: id, recipient: "" }));
    case "address": {
      const server = world.channels.find(({ id, kind }) => id === target.channel && kind === "smtp");
      const way: Receiver = { medium: "smtp", channel: target.channel, recipient: target.address };
      if (!server) return [{ ...way, withheld: "no-channel" }];
      return [server.enabled ? way : { ...way, withheld: "channel-disabled" }];
    }
  }
}

function webhook(world: World, channel: string): Receiver {
  const known = world.channels.find(({ id, kind }) => id === channel && kind === "webhook");
  const way: Receiver = { medium: "webhook", channel, recipient: "" };
  if (!known) return { ...way, withheld: "no-channel" };
  return known.enabled ? way : { ...way, withheld: "channel-disabled" };
}

function withRole(world: World, role: PersonView["roles"][number], about: About): Receiver[] {
  return world.people
    .filter((person) => person.roles.includes(role) && isThere(person, about.site))
    .flatMap((person) => waysTo(world, person, about));
}

function personOf(world: World, username: string, about: About): Receiver[] {
  const person = world.people.find((one) => one.username === username);
  if (person && isThere(person, about.site)) return waysTo(world, person, about);
  return [{ medium: null, channel: "", recipient: username, withheld: "no-address" }];
}

/** Nobody on call is written down, and the supervisors are told instead: better they twice than nobody. */
function onCall(world: World, id: string, about: About): Receiver[] {
  const roster = world.rosters.find((one) => one.id === id);
  const serves = roster && (roster.sites === undefined || roster.sites.includes(about.site));
  const calendar = world.calendars.find((one) => one.id === roster?.calendar);
  const duty = serves ? dutyOf(roster, calendar, about.now) : undefined;
  const person = world.people.find(({ username }) => username === duty?.username);
  if (person && isThere(person, about.site)) return waysTo(world, person, about);
  const nobody: Receiver = { medium: null, channel: "", recipient: id, withheld: "nobody-on-call" };
  return [nobody, ...withRole(world, "supervisor", about)];
}

/** A roster that cannot be read is one with nobody on it: no page of anybody else may fail with it. */
function dutyOf(...asked: Parameters<typeof onCallAt>): ReturnType<typeof onCallAt> | undefined {
  try {
    return onCallAt(...asked);
  } catch {
    return undefined;
  }
}

function waysTo(world: World, person: PersonView, { priority, now }: About): Receiver[] {
  const { username } = person;
  const preferences = world.preferences.get(username) ?? untouchedPreferences;
  const ways: Receiver[] = [{ medium: "in-app", channel: "", recipient: username }];
  if (world.pushed.has(username)) ways.push({ medium: "web-push", channel: "", recipient: username });
  const server = world.channels.find(({ kind, enabled }) => kind === "smtp" && enabled);
  if (server && preferences.email !== "") ways.push({ medium: "smtp", channel: server.id, recipient: username });
  return ways.map((way) => {
    const withheld = way.medium && unwanted(preferences, way.medium, priority, now);
    return withheld ? { ...way, withheld } : way;
  });
}

function isThere(person: PersonView, site: string): boolean {
  return person.disabled !== true && maySee(person, site);
}
