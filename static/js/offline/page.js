/* The page without a net: the pack is opened, contacts are kept, and what waits can be seen and corrected. */

import { close, draw, drawn, find, fresh, inWords, read, stand, standing, words, write } from "./form.js";
import * as packs from "./pack.js";
import * as queue from "./queue.js";
import { send } from "./send.js";
import { QUEUE, all } from "./store.js";

const form = find("form");
const page = document.getElementById("content");
let opened = null;
let correcting = null;
let writing;
let drafting;

const counted = (one, many, n) => (n === 1 ? one : many.replace("{n}", n));

function say(text) {
  find("said").replaceChildren();
  if (!text) return;
  const notice = document.createElement("p");
  notice.className = "notice notice-seen";
  notice.textContent = text;
  find("said").append(notice);
}

/* Shows what can be read now: the form with the list, or that there is nothing to read. */
async function show() {
  opened = await packs.read();
  form.hidden = !opened;
  find("locked").hidden = Boolean(opened);
  find("unit").textContent = opened?.pack.unit_name ?? "";
  if (opened) {
    draw(opened.pack);
    duty(opened.pack.duty);
    const draft = await packs.draft(opened.day);
    if (draft?.fields) stand(draft);
  } else {
    close();
    find("duty").hidden = true;
  }
  await list();
}

async function list() {
  const entries = opened ? await queue.readable(opened.day) : [];
  find("queue").hidden = entries.length === 0;
  find("entries").replaceChildren(...entries.map(row));
  const sealed = (await all(QUEUE)).length - entries.length;
  const told = find("sealed");
  told.hidden = sealed === 0;
  told.textContent = sealed ? counted(told.dataset.one, told.dataset.many, sealed) : "";
}

function row({ id, said, stuck }) {
  const piece = drawn("entry");
  const { who, when } = inWords(said);
  const really = find("really", piece);
  piece.querySelector("h3").textContent = who;
  piece.querySelector("p").textContent = when;
  find("stuck", piece).hidden = !stuck;
  for (const name of piece.querySelectorAll(".visually-hidden")) name.textContent = ` ${who}, ${when}`;
  find("correct", piece).addEventListener("click", () => {
    write(said);
    correcting = id;
    form.scrollIntoView();
    form.querySelector("input").focus();
  });
  find("delete", piece).addEventListener("click", (event) => {
    event.currentTarget.hidden = true;
    really.hidden = false;
    really.focus();
  });
  really.addEventListener("click", async () => {
    await queue.takeOut(id);
    if (correcting === id) correcting = null;
    say(words.deleted);
    await list();
    find("said").focus();
  });
  return piece;
}

function duty(shifts) {
  const now = Date.now();
  const coming = shifts.filter((shift) => new Date(shift.to) > now).slice(0, 3);
  const clock = (moment) => new Date(moment).toLocaleTimeString("da-DK", { hour: "2-digit", minute: "2-digit" });
  find("duty").hidden = coming.length === 0;
  find("shifts").replaceChildren(
    ...coming.map((shift) => {
      const piece = drawn("shift");
      const call = piece.querySelector("a");
      piece.querySelector("h3").textContent = shift.who;
      piece.querySelector("p").textContent = `${clock(shift.from)}–${clock(shift.to)}`;
      call.href = `tel:${shift.phone.replaceAll(/[^\d+]/g, "")}`;
      call.querySelector("span").textContent = shift.phone;
      return piece;
    }),
  );
}

function complain(what) {
  const box = find("wrong");
  for (const one of box.querySelectorAll("p")) one.hidden = true;
  box.hidden = !what;
  if (!what) return;
  find(what, box).hidden = false;
  box.tabIndex = -1;
  box.focus();
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  clearTimeout(writing);
  complain("");
  const said = read(opened.pack);
  if (said.wrong) {
    complain(said.wrong);
    return;
  }
  const button = form.querySelector("[type=submit]");
  button.disabled = true;
  try {
    await queue.keep(opened.pack, await packs.today(), said, correcting ?? undefined);
  } catch (error) {
    complain(error?.name === "QuotaExceededError" ? "full" : "failed");
    return;
  } finally {
    button.disabled = false;
  }
  // From here on it is kept: nothing that fails now may look as if it were not.
  say(correcting ? words.corrected : words.kept);
  correcting = null;
  await forgetDraft();
  fresh();
  await list();
  find("said").focus();
  if (!(await packs.today())) await show();
  await deliver();
});

async function forgetDraft() {
  await drafting;
  await packs.dropDraft().catch(() => {});
}

form.querySelector("[type=reset]").addEventListener("click", async (event) => {
  event.preventDefault();
  clearTimeout(writing);
  correcting = null;
  complain("");
  fresh();
  await forgetDraft();
  find("draft-status").textContent = "";
});

async function keepDraft() {
  const day = await packs.today();
  if (!day || correcting) return;
  const clock = new Date().toLocaleTimeString("da-DK", { hour: "2-digit", minute: "2-digit" });
  const kept = packs.keepDraft(day, standing()).then(() => words.draftKept.replace("{clock}", clock));
  find("draft-status").textContent = await kept.catch(() => words.draftFailed);
}

/* What is half written is kept, sealed, while one writes. */
form.addEventListener("input", () => {
  clearTimeout(writing);
  find("draft-status").textContent = "";
  writing = setTimeout(() => {
    drafting = keepDraft();
  }, 500);
});

/* Tries to send; says what became of it. */
async function deliver() {
  const tell = (n) => say(counted(words.sentOne, words.sentMany, n));
  const { owner, sent } = await send(page.dataset.send, tell);
  find("net").textContent = owner ? words.on : words.off;
  if (sent) {
    await list();
  } else if (!owner && navigator.onLine && (await all(QUEUE)).length) {
    say(words.back);
  }
}

addEventListener("online", deliver);
addEventListener("pageshow", (event) => event.persisted && location.reload());
document.addEventListener("visibilitychange", async () => {
  // A page that was left open is no way around the day.
  if (document.visibilityState === "visible" && opened && !(await packs.today())) await show();
});
setInterval(async () => {
  if (opened && !(await packs.today())) await show();
}, 60_000);

await show();
await deliver();
