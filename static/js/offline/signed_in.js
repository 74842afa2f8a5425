/* On signed-in pages: the pack is fetched, what waits is sent, and nobody signs out without knowing what waits. */

import { forget, refresh } from "./pack.js";
import { count } from "./queue.js";
import { send } from "./send.js";

const strip = document.querySelector("[data-offline]");
const { owner, pack, send: where, shared, worker } = strip.dataset;
const EVERY = 60_000;

const counted = (name, n) =>
  n === 1 ? strip.dataset[`${name}One`] : strip.dataset[`${name}Many`].replace("{n}", n);

async function tell(sent) {
  const { mine, others } = await count(owner);
  const said = [];
  if (sent) said.push(counted("sent", sent));
  if (mine) said.push(counted("mine", mine));
  if (others) said.push(counted("others", others));
  strip.querySelector("[data-said]").textContent = said.join(" ");
  strip.hidden = said.length === 0;
}

let sent = 0;

async function deliver() {
  const { mine } = await count(owner);
  const before = sent;
  if (mine) sent += (await send(where, (now) => tell(before + now))).sent;
  await tell(sent);
}

async function begin() {
  // A computer that many use keeps nobody's list.
  if (shared) await forget();
  else await refresh(pack, owner).catch(() => {});
  await deliver();
  try {
    await navigator.serviceWorker.register(worker);
    await navigator.serviceWorker.ready;
    strip.dataset.ready = "yes";
  } catch {
    /* A browser that keeps no workers: the pages are as they always were. */
  }
}

/* Signing out: what waits is named and the person asked; then nothing stays readable here. */
const question = document.querySelector("[data-sign-out]");
let leaving = null;

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (leaving === form || new URL(form.action).pathname !== question.dataset.signOut) return;
  event.preventDefault();
  const { mine } = await count(owner);
  leaving = form;
  if (!mine) return leave();
  question.querySelector("[data-how-many]").textContent = counted("leave", mine);
  question.showModal();
});

question.querySelector("[data-leave]").addEventListener("click", leave);
question.querySelector("[data-stay]").addEventListener("click", () => question.close());
question.addEventListener("close", () => {
  leaving = null;
});

async function leave() {
  const form = leaving;
  await forget();
  form.submit();
}

addEventListener("online", deliver);
setInterval(deliver, EVERY);
begin();
