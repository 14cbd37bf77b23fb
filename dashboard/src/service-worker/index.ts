import type { PushPayload } from "@plantroom/model/notifications/formats/push.ts";

const worker = globalThis as unknown as ServiceWorkerGlobalScope;

worker.addEventListener("push", (event) => {
  const told = payloadOf(event.data);
  event.waitUntil(
    worker.registration.showNotification(told.title, {
      body: told.body,
      // The same message sent twice is shown once.
      tag: told.key,
      data: { path: told.path },
      requireInteraction: true,
    }),
  );
});

worker.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const { path } = event.notification.data as { readonly path: string };
  event.waitUntil(open(path));
});

/** A page that is open already goes there; else a new one opens. */
async function open(path: string): Promise<void> {
  const target = new URL(path, worker.location.origin);
  if (target.origin !== worker.location.origin) return;
  const [page] = await worker.clients.matchAll({ type: "window" });
  if (!page) {
    await worker.clients.openWindow(target.href);
    return;
  }
  const shown = await page.navigate(target.href).catch(() => null);
  await (shown ?? page).focus();
}

function payloadOf(data: PushMessageData | null): PushPayload {
  try {
    if (data) return data.json() as PushPayload;
  } catch {
    // Not ours: something is shown all the same, or the browser ends the subscription.
  }
  return { key: "unreadable", title: "Plantroom", body: "", path: "/notifications" };
}
