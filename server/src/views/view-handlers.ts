import type { SavedView } from "@plantroom/model/api/types.ts";
import { Problem } from "@plantroom/model/errors/catalogue.ts";
import { may } from "@plantroom/model/people/permissions.ts";
import { roles } from "@plantroom/model/people/roles.ts";
import type { SavedViewsTable } from "../database/tables/saved-views.ts";
import type { Handlers } from "../http/handler.ts";
import type { Person } from "../people/person.ts";
import type { SavedViews } from "./views.ts";

type Keys = "GET /api/views" | "POST /api/views" | "DELETE /api/views/{id}";

/** A menu is read, not searched. */
const mostOfOne = 50;

export function viewHandlers(views: SavedViews): Handlers<Keys> {
  return {
    "GET /api/views": async ({ query: { page }, person }) => ({
      items: (await views.of(page, [ownerOf(person), ...person.roles.map(roleOwner)])).map(viewOf),
      next: null,
    }),

    "POST /api/views": async ({ body: { page, name, query, role }, person }) => {
      if (role !== undefined && !may(person, "views.share")) throw new Problem("not-allowed");
      const owner = role === undefined ? ownerOf(person) : roleOwner(role);
      const kept = await views.of(page, [owner]);
      if (kept.length >= mostOfOne && !kept.some((view) => view.name === name)) {
        throw new Problem("request-invalid", { problem: `${mostOfOne} views are kept already` });
      }
      return viewOf(await views.put({ page, owner, name, query }));
    },

    "DELETE /api/views/{id}": async ({ params: { id }, person }) => {
      const view = await views.find(id);
      const own = view?.owner === ownerOf(person);
      const shared = view !== undefined && roleOf(view) !== undefined && may(person, "views.share");
      // What somebody else keeps for themselves is not there.
      if (!own && !shared) throw new Problem("not-found", { what: "view", id });
      await views.remove(id);
      return undefined;
    },
  };
}

const ownerOf = (person: Person) => `person:${person.username}`;
const roleOwner = (role: string) => `role:${role}`;

function roleOf({ owner }: SavedViewsTable): SavedView["role"] {
  return roles.find((role) => owner === roleOwner(role));
}

function viewOf(row: SavedViewsTable): SavedView {
  const role = roleOf(row);
  return { id: row.id, page: row.page as SavedView["page"], name: row.name, query: row.query, ...(role && { role }) };
}
