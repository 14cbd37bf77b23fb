import type { AlarmView } from "@plantroom/model/api/types.ts";
import { call } from "../api/client.ts";
import { clock } from "../clock.svelte.ts";
import { estate } from "../estate/estate.svelte.ts";
import { live } from "../live/live.svelte.ts";
import { preferences } from "../preferences.svelte.ts";
import { session } from "../session.svelte.ts";
import { chimes, joins, repeatingTone, type Silenced, silence, silenceable, type Tone } from "./annunciation.ts";
import { Sounder } from "./sounder.ts";

/** The voice of the screen: which tone sounds, whether it may, and who silenced what. */
class Sound {
  readonly #sounder = new Sounder();
  #armed = $state(false);
  #silenced = $state.raw<Silenced>(new Map());
  #silencedLinkAt = $state.raw<number | undefined>();

  readonly #tone = $derived.by((): Tone | undefined =>
    session.may("alarms.acknowledge")
      ? repeatingTone({
          alarms: live.alarms,
          silenced: this.#silenced,
          link: live.link,
          linkSilenced: this.#silencedLinkAt !== undefined && this.#silencedLinkAt === live.heardAt,
          now: clock.now,
          isFire: (alarm) => isFire(alarm as AlarmView),
        })
      : undefined,
  );

  /** What repeats, or would if the screen might sound. */
  get tone(): Tone | undefined {
    return this.#tone;
  }
  /** Whether the browser lets this screen sound. */
  get armed(): boolean {
    return this.#armed;
  }
  /** Somebody is to hear alarms here, and the browser does not let it sound yet. */
  get locked(): boolean {
    return !this.#armed && session.may("alarms.acknowledge");
  }
  /** Somebody should hear something and cannot: say so in red. */
  get unheard(): boolean {
    return this.#tone !== undefined && this.#tone !== "link-lost" && (!this.#armed || preferences.volume === 0);
  }

  /** From within a press or a key; nothing where nobody is to hear alarms here. */
  async arm(): Promise<void> {
    if (this.#armed || !session.may("alarms.acknowledge")) return;
    // Browsers take the sound away again, for a call or another device.
    this.#armed = await this.#sounder.unlock((running) => (this.#armed = running));
  }

  /** Start of the shift: unlocks, and lets the shift hear what an alarm sounds like. */
  async test(tone: Tone = "high"): Promise<void> {
    await this.arm();
    this.#sounder.volume = preferences.volume;
    this.#sounder.once(tone);
  }

  /** Quiets the current sounds only, here at once and on every other screen as soon as the server knows. */
  silence(): void {
    const ids = silenceable(live.alarms).map((alarm) => alarm.id);
    this.#silenced = silence(live.alarms, clock.now);
    if (live.link === "lost") this.#silencedLinkAt = live.heardAt;
    for (let from = 0; from < ids.length; from += 5_000) {
      const body = { ids: ids.slice(from, from + 5_000) };
      // This screen is quiet already; a server that cannot be reached tells the others nothing.
      call("POST /api/alarms/silence", { body }).catch(() => undefined);
    }
  }

  /** Keeps playing what is due, inside an effect of the shell. */
  follow(): void {
    this.#sounder.volume = preferences.volume;
    this.#sounder.loop(this.#armed && preferences.volume > 0 ? this.#tone : undefined);
  }

  /** Rings for medium alarms, and for each further one that repeats; returns how to stop listening. */
  listen(): () => void {
    return live.onAlarms((changes) => {
      if (!session.may("alarms.acknowledge")) return;
      if (changes.some(({ alarm, before }) => chimes(alarm, before))) this.#sounder.once("medium");
      if (changes.some(({ alarm, before }) => joins(alarm, before))) this.#sounder.hasten();
    });
  }
}

export const sound = new Sound();

function isFire(alarm: AlarmView): boolean {
  const type = estate.equipment(alarm.site, alarm.equipment)?.type;
  return type !== undefined && estate.type(type)?.system === "fire";
}
