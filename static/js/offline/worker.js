/* The service worker: it keeps the page without a net and what that is drawn with, and nothing that anybody is signed
   in to. What to keep stands in `self.udsatte` (udsatte/web/offline/views.py). */
"use strict";

const { name, shell, kept } = self.udsatte;

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
  if (url.origin !== self.location.origin || event.request.method !== "GET") return;
  if (event.request.mode === "navigate") {
    event.respondWith(page(event.request));
  } else if (kept.includes(url.pathname)) {
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

async function asset(request, path) {
  return (await caches.match(path, { cacheName: name })) ?? fetch(request);
}
