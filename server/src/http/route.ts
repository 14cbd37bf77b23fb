import {
  type BodyOf,
  type ParamsOf,
  type QueryOf,
  type Route,
  type RouteKey,
  routes,
} from "@plantroom/model/api/routes.ts";
import { picture, pictureBytes } from "@plantroom/model/api/schemas.ts";
import { Problem } from "@plantroom/model/errors/catalogue.ts";
import { may } from "@plantroom/model/people/permissions.ts";
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from "fastify";
import { z } from "zod";
import type { Person } from "../people/person.ts";
import type { SignedIn } from "../people/sessions.ts";
import { sessionCookie } from "./cookie.ts";
import type { CallOrigin } from "./handler.ts";
import { preferredLanguage } from "./language.ts";
import type { Act, AppOptions } from "./options.ts";
import { sendPicture } from "./picture.ts";
import { isSameOrigin } from "./same-origin.ts";
import { sendText } from "./text.ts";
import { closed, validate } from "./validate.ts";

const nobody: Person = { username: "", name: "", roles: [], sites: [] };

/** One route of the table: origin, policy, schemas, handler, audit, answer; in this order. */
export function registerRoute<K extends RouteKey>(app: FastifyInstance, key: K, options: AppOptions): void {
  const [method = "GET", path = ""] = key.split(" ");
  const route: Route = routes[key];
  const handler = options.handlers[key];
  const changes = method !== "GET";

  app.route({
    method: method as HTTPMethods,
    ...(route.body === picture && { bodyLimit: pictureBytes }),
    url: path.replaceAll(/\{(\w+)\}/g, ":$1"),
    preParsing: async (request) => {
      if (changes && !isSameOrigin({ ...request.headers, host: request.host })) throw new Problem("origin-denied");
      admit(route, signedIn(request, options));
    },
    handler: async (request, reply) => {
      const who = signedIn(request, options);
      const person = admit(route, who);
      const locale = person.locale ?? preferredLanguage(request.headers["accept-language"]);
      const params = validate(closed(route.params ?? z.object({})), request.params, "path", locale);
      const query = validate(closed(route.query ?? z.object({})), request.query, "query", locale);
      const body = validate(
        bodySchema(route),
        request.body ?? (route.body instanceof z.ZodString ? "" : {}),
        "body",
        locale,
      );
      const call = {
        params: params as ParamsOf<K>,
        query: query as QueryOf<K>,
        body: body as BodyOf<K>,
        person,
        origin: originOf(request, reply, who),
      };
      const by = person === nobody ? claimedName(body) : person.username;
      const act = {
        route: key,
        by,
        params: params as Record<string, string>,
        body: told(body),
        address: request.ip,
      };
      const run = () => handler(call);
      const result = changes && !route.changesNothing ? await recorded(route, act, run, options.record) : await run();
      const answer = route.response?.parse(result);
      reply.header("cache-control", "no-store");
      if (answer === undefined) return reply.status(204).send();
      if (answer instanceof Uint8Array) return sendPicture(reply, answer);
      if (typeof answer === "string") return sendText(reply, path, params as Record<string, string>, answer);
      return reply.type("application/json; charset=utf-8").send(JSON.stringify(answer));
    },
  });
}

function signedIn(request: FastifyRequest, options: AppOptions): SignedIn | undefined {
  return options.authenticate(request.cookies[sessionCookie]);
}

/** The person, when the route's policy lets them; throws otherwise. */
function admit(route: Route, who: SignedIn | undefined): Person {
  if (route.policy === "public") return who?.person ?? nobody;
  if (!who) throw new Problem("sign-in-required");
  if (route.policy !== "signed-in" && !may(who.person, route.policy)) throw new Problem("not-allowed");
  return who.person;
}

/**
 * The record comes before the act, so that no crash leaves an act without one, and goes again when the act fails. Strangers write nothing:
 * what anybody may try is recorded once it has succeeded.
 */
async function recorded<T>(route: Route, act: Act, run: () => Promise<T>, record: AppOptions["record"]): Promise<T> {
  if (route.policy === "public") {
    const result = await run();
    await record(act);
    return result;
  }
  const undo = await record(act);
  try {
    return await run();
  } catch (problem) {
    await undo();
    throw problem;
  }
}

function bodySchema(route: Route): z.ZodType {
  return route.body ?? z.strictObject({});
}

function originOf(request: FastifyRequest, reply: FastifyReply, who: SignedIn | undefined): CallOrigin {
  return {
    address: request.ip,
    session: who?.id,
    isGone: () => request.raw.socket.destroyed === true,
    setSession: (token, expiresAt) => {
      const attributes = {
        path: "/",
        httpOnly: true,
        sameSite: "lax",
        secure: request.protocol === "https",
      } as const;
      if (token === undefined) reply.clearCookie(sessionCookie, attributes);
      else reply.setCookie(sessionCookie, token, { ...attributes, ...(expiresAt && { expires: new Date(expiresAt) }) });
    },
  };
}

/** Of a picture its size. */
function told(body: unknown): unknown {
  return body instanceof Uint8Array ? { bytes: body.length } : body;
}

/** Whoever signs in is nobody until it has succeeded; then the name they gave is theirs. */
function claimedName(body: unknown): string {
  return typeof body === "object" && body !== null && "username" in body ? String(body.username) : "";
}
