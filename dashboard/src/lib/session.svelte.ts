import type { PersonView, SessionView } from "@plantroom/model/api/types.ts";
import type { Permission } from "@plantroom/model/people/permissions.ts";
import { call } from "./api/client.ts";
import { locale } from "./locale.svelte.ts";

/** Who is signed in and what they may do. */
class Session {
  #view = $state.raw<SessionView | undefined>();

  get person(): PersonView | undefined {
    return this.#view?.person;
  }

  get demo(): boolean {
    return this.#view?.demo ?? false;
  }

  get signedIn(): boolean {
    return this.#view !== undefined;
  }

  may(permission: Permission): boolean {
    return this.#view?.permissions.includes(permission) ?? false;
  }

  /** Asks the server who is signed in; throws ApiProblem `sign-in-required` when nobody is. */
  async load(): Promise<void> {
    this.#set(await call("GET /api/session"));
  }

  async signIn(username: string, password: string): Promise<void> {
    this.#set(await call("POST /api/session", { body: { username, password } }));
  }

  async signOut(): Promise<void> {
    await call("DELETE /api/session");
    this.forget();
  }

  forget(): void {
    this.#view = undefined;
  }

  #set(view: SessionView): void {
    this.#view = view;
    if (view.person.locale) locale.suggest(view.person.locale);
  }
}

export const session = new Session();
