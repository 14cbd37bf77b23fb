import type { SiteSummary } from "@plantroom/model/api/types.ts";
import { page } from "$app/state";
import { estate } from "./estate/estate.svelte.ts";
import { preferences } from "./preferences.svelte.ts";

/** The site looked at: of the path, else of `?site=`, else the one looked at last, else the one with the most equipment. */
class Place {
  readonly #site = $derived.by((): SiteSummary | undefined => {
    const asked = page.params.site ?? page.url.searchParams.get("site") ?? preferences.site;
    return estate.site(asked ?? "") ?? largest(estate.sites);
  });

  get site(): SiteSummary | undefined {
    return this.#site;
  }
  get timeZone(): string {
    return this.#site?.timeZone ?? "UTC";
  }
}

export const place = new Place();

function largest(sites: readonly SiteSummary[]): SiteSummary | undefined {
  return sites.reduce<SiteSummary | undefined>(
    (best, site) => (best && best.equipmentCount >= site.equipmentCount ? best : site),
    undefined,
  );
}
