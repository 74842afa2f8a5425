/* Small comforts. Every page works without this file. */
"use strict";

/* A browser keeps in a file of its own what a page was asked with. Of one that answers a form only the address stays:
   no words on the disk, and loading it again sends nothing again. */
window.history.replaceState(window.history.state, "", window.location.href);

/* Quick form: a folded step says what is chosen in it, and the save bar says it all. */
function chosenIn(step) {
  const groups = new Map();
  const say = (control, word) => groups.set(control.name, [...(groups.get(control.name) ?? []), word]);
  for (const control of step.querySelectorAll("input, select")) {
    if (control.defaultChecked && control.closest("[data-quiet]")) continue;
    if (control.matches(".btn-check:checked")) {
      say(control, control.labels[0].querySelector("span:not(.tick)").textContent.trim());
    } else if (control.matches("[type=date], [type=time], select, [data-say]") && control.value && control.offsetParent) {
      say(control, control.matches("select") ? control.selectedOptions[0].textContent.trim() : control.value);
    }
  }
  return [...groups.values()].map((words) => words.join(", ")).join(" · ");
}

function tell(form) {
  const all = [];
  for (const step of form.querySelectorAll(".step")) {
    const words = chosenIn(step);
    const now = step.querySelector(":scope > summary .step-now");
    if (now && words) now.textContent = words;
    if (words) all.push(words);
  }
  const summary = form.querySelector("[data-summary]");
  if (summary) summary.textContent = all.join(" · ");
}

for (const form of document.querySelectorAll(".log-form")) {
  if (window.matchMedia("(min-width: 48rem)").matches) {
    for (const step of form.querySelectorAll("details.step-fold")) step.open = true;
  }
  form.addEventListener("change", () => tell(form));
  tell(form);
}

/* What is written is kept as a draft on the server a moment after the last touch, under the form's own key: neither Back,
   nor a flat battery, nor a call in the middle loses it. The address then leads to the draft. */
for (const form of document.querySelectorAll("[data-draft]")) {
  const status = form.querySelector("[data-draft-status]");
  let timer = 0;
  let sent = false;

  async function keep({ leaving = false } = {}) {
    clearTimeout(timer);
    timer = 0;
    let said = form.dataset.draftFailed;
    try {
      const body = new URLSearchParams(new FormData(form));
      const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
      if (token) body.set("csrfmiddlewaretoken", token[1]);
      /* A browser sends only so much after the page is gone: what is longer goes while it is here. */
      const how = { method: "POST", body, redirect: "manual", keepalive: leaving };
      const answer = await fetch(form.dataset.draft, how);
      if (answer.ok || answer.status === 422) said = await answer.text();
      if (answer.ok && !sent) {
        const here = new URL(location);
        here.searchParams.set("draft", form.elements.key.value);
        history.replaceState(history.state, "", here);
      }
    } catch {
      /* What failed is said below. */
    }
    status.textContent = said;
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => keep(), 1_500);
  });
  form.addEventListener("submit", () => {
    sent = true;
    clearTimeout(timer);
    timer = 0;
  });

  /* Whoever leaves the page, or locks the computer (lock.js), in the moment before that. */
  addEventListener("pagehide", () => timer && keep({ leaving: true }));
  document.addEventListener("udsatte:lock", (event) => timer && event.detail.push(keep()));

  /* The net was gone when it was sent, or before the answer was here (js/offline/worker.js). The form's key makes that
     saved once however often it is sent. */
  const unsent = form.querySelector("[data-unsent]");
  navigator.serviceWorker?.addEventListener("message", (event) => {
    if (event.data !== "unsent" || !sent) return;
    sent = false;
    unsent.hidden = false;
    unsent.tabIndex = -1;
    unsent.focus();
    keep();
  });
  addEventListener("online", () => unsent.hidden || keep());
}

/* A page that came back with errors begins at them. */
const wrong = document.querySelector(".notice-danger[role=alert]");
if (wrong) {
  wrong.tabIndex = -1;
  wrong.focus();
}

/* Somebody may have signed in again in another tab since this page was made: send the newest token against forgery. */
document.addEventListener("submit", (event) => {
  const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  const field = event.target.elements.csrfmiddlewaretoken;
  if (token && field) field.value = token[1];
});

/* What comes in the place of what asked for it has the focus next: nobody at a keyboard is sent past it. */
let asked = false;

document.addEventListener("htmx:beforeSwap", (event) => {
  asked = event.detail.requestConfig.elt === document.activeElement;
});
document.addEventListener("htmx:load", (event) => {
  if (!asked || document.activeElement !== document.body) return;
  const first = event.detail.elt.querySelector("a[href], button, input:not([type=hidden]), select, textarea, summary");
  asked = !first;
  first?.focus();
});

const printer = document.querySelector("[data-print]");
if (printer) {
  printer.hidden = false;
  printer.addEventListener("click", () => window.print());
}

/* The bell asks by itself once a minute. Without a net, or when nobody is signed in any more, it keeps silent. */
const bell = document.querySelector("[data-bell]");

async function ask() {
  if (document.visibilityState !== "visible") return;
  try {
    const answer = await fetch(bell.dataset.bell, { redirect: "manual" });
    if (answer.ok) htmx.swap(bell.querySelector("[data-said]"), await answer.text(), { swapStyle: "innerHTML" });
  } catch {
    /* The next minute will do. */
  }
}

if (bell) {
  ask();
  setInterval(ask, 60_000);
  document.addEventListener("visibilitychange", ask);
}
