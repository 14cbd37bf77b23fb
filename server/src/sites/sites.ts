import type { DeviceType } from "@plantroom/model/device-types/device-type.ts";
import type { Equipment } from "@plantroom/model/sites/equipment.ts";
import type { Site } from "@plantroom/model/sites/site.ts";
import type { Instant } from "@plantroom/model/time.ts";
import type { Database } from "../database/database.ts";
import type { Estate } from "./estate.ts";
import { MemoryEstate } from "./memory-estate.ts";

/** The repository of sites, equipment and own device types: writes the database, then the estate in memory. */
export class Sites {
  readonly #database: Database;
  readonly #estate = new MemoryEstate();

  private constructor(database: Database) {
    this.#database = database;
  }

  static async load(database: Database): Promise<Sites> {
    const sites = new Sites(database);
    const documents = async <T>(table: "sites" | "equipment" | "deviceTypes"): Promise<T[]> =>
      (await database.selectFrom(table).select("document").execute()).map(({ document }) => JSON.parse(document) as T);
    sites.#estate.apply({
      sites: await documents<Site>("sites"),
      equipment: await documents<Equipment>("equipment"),
      deviceTypes: await documents<DeviceType>("deviceTypes"),
    });
    return sites;
  }

  get estate(): Estate {
    return this.#estate;
  }

  /** Adds or replaces; all of it or nothing. */
  async put(sites: readonly Site[], equipment: readonly Equipment[]): Promise<void> {
    await this.#database.transaction().execute(async (transaction) => {
      for (const site of sites) {
        const document = JSON.stringify(site);
        await transaction
          .insertInto("sites")
          .values({ id: site.id, document })
          .onConflict((conflict) => conflict.column("id").doUpdateSet({ document }))
          .execute();
      }
      for (const one of equipment) {
        const document = JSON.stringify(one);
        await transaction
          .insertInto("equipment")
          .values({ site: one.site, id: one.id, document })
          .onConflict((conflict) => conflict.columns(["site", "id"]).doUpdateSet({ document }))
          .execute();
      }
    });
    this.#estate.apply({ sites, equipment });
  }

  async removeEquipment(site: string, id: string): Promise<void> {
    await this.#database.deleteFrom("equipment").where("site", "=", site).where("id", "=", id).execute();
    this.#estate.apply({ removedEquipment: [{ site, id }] });
  }

  async putDeviceTypes(deviceTypes: readonly DeviceType[], importedBy: string, importedAt: Instant): Promise<void> {
    await this.#database.transaction().execute(async (transaction) => {
      for (const type of deviceTypes) {
        const columns = { document: JSON.stringify(type), importedAt, importedBy };
        await transaction
          .insertInto("deviceTypes")
          .values({ id: type.id, ...columns })
          .onConflict((conflict) => conflict.column("id").doUpdateSet(columns))
          .execute();
      }
    });
    this.#estate.apply({ deviceTypes });
  }

  async removeDeviceType(id: string): Promise<void> {
    await this.#database.deleteFrom("deviceTypes").where("id", "=", id).execute();
    this.#estate.apply({ removedDeviceTypes: [id] });
  }
}
