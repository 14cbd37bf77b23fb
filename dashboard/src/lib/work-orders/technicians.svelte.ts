import { call } from "../api/client.ts";

interface Technician {
  readonly username: string;
  readonly name: string;
}

/** Who work can be assigned to, by site; asked for once. */
class Technicians {
  #bySite = $state.raw<ReadonlyMap<string, readonly Technician[]>>(new Map());

  of(site: string | undefined): readonly Technician[] {
    return this.#bySite.get(site ?? "") ?? [];
  }

  /** A person's name; the account where it is not known. */
  nameOf(username: string): string {
    for (const list of this.#bySite.values()) {
      const found = list.find((one) => one.username === username);
      if (found) return found.name;
    }
    return username;
  }

  async load(site: string): Promise<void> {
    if (this.#bySite.has(site)) return;
    const { items } = await call("GET /api/technicians", { query: { site } });
    this.#bySite = new Map(this.#bySite).set(site, items);
  }
}

export const technicians = new Technicians();
