/* A computer that several people use: it locks by itself, every tab at once, and Back shows nothing of anybody. */

const form = document.querySelector("[data-lock]");
const others = new BroadcastChannel("udsatte-lock");
const IDLE = 5 * 60 * 1000;
/* Shared between tabs: somebody who works in one of them is there. Only a time. */
const LAST = "udsatte-last-use";

function used() {
  localStorage.setItem(LAST, String(Date.now()));
}

/* What is half written goes to the server first, if that is to be had. */
async function lock() {
  if (document.documentElement.hidden) return;
  document.documentElement.hidden = true;
  const kept = [];
  document.dispatchEvent(new CustomEvent("udsatte:lock", { detail: kept }));
  await Promise.race([Promise.allSettled(kept), new Promise((done) => setTimeout(done, 2_000))]);
  others.postMessage("locked");
  form.submit();
}

function look() {
  if (Date.now() - Number(localStorage.getItem(LAST)) >= IDLE) lock();
}

used();
for (const sign of ["pointerdown", "keydown", "wheel", "touchmove"]) addEventListener(sign, used, { passive: true });
setInterval(look, 5_000);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look());

form.addEventListener("submit", (event) => {
  event.preventDefault();
  lock();
});
others.addEventListener("message", () => {
  document.documentElement.hidden = true;
  // The tab that was locked first tells the server; this one asks a moment later what is to be seen now.
  setTimeout(() => location.reload(), 500);
});

/* A page that the browser kept whole is not shown again before the server was asked. */
addEventListener("pagehide", () => {
  document.documentElement.hidden = true;
});
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
