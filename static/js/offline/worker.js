/* The service worker: it keeps the page without a net and what that is drawn with, and nothing that anybody is signed
   in to. What to keep stands in `self.udsatte` (udsatte/web/offline/views.py). */
"use strict";

const { name, shell, kept, log } = self.udsatte;

self.addEventListener("install", (event) => event.waitUntil(fill()));

async function fill() {
  const drawer = await caches.open(name);
  // Without the session's cookie: what is kept is what a stranger gets.
  await drawer.addAll([shell, ...kept].map((url) => new Request(url, { credentials: "omit", cache: "reload" })));
  await self.skipWaiting();
}

self.addEventListener("activate", (event) => event.waitUntil(tidy()));

async function tidy() {
  for (const other of await caches.keys()) {
    if (other !== name) await caches.delete(other);
  }
  await self.clients.claim();
}

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (url.origin !== self.location.origin) return;
  const { method, mode } = event.request;
  if (method === "POST" && mode === "navigate" && url.pathname === log) {
    event.respondWith(contact(event.request));
  } else if (method === "GET" && mode === "navigate") {
    event.respondWith(page(event.request));
  } else if (method === "GET" && kept.includes(url.pathname)) {
    event.respondWith(asset(event.request, url.pathname));
  }
});

/* From the server; without a net, the page that works without one. */
async function page(request) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(shell, { cacheName: name })) ?? Response.error();
  }
}

/* To the server; when the net is gone meanwhile, the form stays where it is, with all that is in it, and is told. */
async function contact(request) {
  try {
    return await fetch(request);
  } catch {
    for (const page of await self.clients.matchAll({ type: "window" })) page.postMessage("unsent");
    return new Response(null, { status: 204 });
  }
}

async function asset(request, path) {
  return (await caches.match(path, { cacheName: name })) ?? fetch(request);
}
