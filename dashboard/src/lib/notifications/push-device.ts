import type { PushSubscriptionInput } from "@plantroom/model/api/types.ts";
import { call } from "../api/client.ts";

/** `unable`: no push here (no HTTPS, or an iPhone outside the home screen). `blocked`: the person, or their browser, said no. */
export type PushOutcome = "done" | "unable" | "blocked";

export function canPush(): boolean {
  return isSecureContext && "serviceWorker" in navigator && "PushManager" in globalThis;
}

/** Asks the browser, and tells the server how to reach it. */
export async function subscribeHere(publicKey: string): Promise<PushOutcome> {
  if (!canPush()) return "unable";
  if ((await Notification.requestPermission()) !== "granted") return "blocked";
  const registration = await navigator.serviceWorker.ready;
  const before = await registration.pushManager.getSubscription();
  // One made for another key, of an earlier installation, would be refused by the push service.
  if (before && !isFor(before, publicKey)) await before.unsubscribe();
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: publicKey,
  });
  const { endpoint, keys } = subscription.toJSON();
  if (endpoint === undefined || keys?.p256dh === undefined || keys.auth === undefined) return "unable";
  const body: PushSubscriptionInput = {
    endpoint,
    keys: { p256dh: keys.p256dh, auth: keys.auth },
    device: deviceName(navigator.userAgent),
  };
  await call("POST /api/notifications/push", { body });
  return "done";
}

function isFor(subscription: PushSubscription, publicKey: string): boolean {
  const key = subscription.options.applicationServerKey;
  if (!key) return true;
  const text = btoa(String.fromCharCode(...new Uint8Array(key)));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "") === publicKey;
}

/** `Chrome, Android`: enough to tell one's own devices apart. */
export function deviceName(agent: string): string {
  const browser = ["Edg", "Firefox", "Chrome", "Safari"].find((name) => agent.includes(name)) ?? "Browser";
  const system =
    [
      ["iPhone", "iPhone"],
      ["iPad", "iPad"],
      ["Android", "Android"],
      ["Windows", "Windows"],
      ["Mac OS", "macOS"],
      ["Linux", "Linux"],
    ].find(([mark = ""]) => agent.includes(mark))?.[1] ?? "";
  return [browser === "Edg" ? "Edge" : browser, system].filter(Boolean).join(", ");
}
