/* Sending what waits, one after the other, each known by its key: an answer that was lost makes nothing twice. */

import { toBase64 } from "./seal.js";
import { waiting } from "./queue.js";
import { QUEUE, put, removeIf } from "./store.js";

/* Sends what the person who is signed in has written here, and tells after each how many. Answers who that is (null:
   nobody, or no net) and how many went. */
export function send(url, tell = () => {}) {
  return navigator.locks.request("udsatte-send", async () => {
    try {
      return await sendAll(url, tell);
    } catch (error) {
      if (error instanceof TypeError) return { owner: null, sent: 0 };
      throw error;
    }
  });
}

async function sendAll(url, tell) {
  const asked = await fetch(url, { redirect: "manual", cache: "no-store" });
  if (!asked.ok) return { owner: null, sent: 0 };
  const { owner, token } = await asked.json();
  let sent = 0;
  for (const entry of await waiting(owner)) {
    const answer = await fetch(url, {
      method: "POST",
      redirect: "manual",
      headers: { "X-CSRFToken": token },
      body: new URLSearchParams({
        key: entry.id,
        ephemeral: toBase64(entry.ephemeral),
        nonce: toBase64(entry.nonce),
        content: toBase64(entry.content),
        sent_at: new Date().toISOString(),
      }),
    });
    if (answer.status === 422) {
      await put(QUEUE, { ...entry, stuck: true });
    } else if (!answer.ok || (await answer.json()).key !== entry.id) {
      break;
    } else {
      await removeIf(QUEUE, entry.id, (now) => toBase64(now.nonce) === toBase64(entry.nonce));
      sent += 1;
      await tell(sent);
    }
  }
  return { owner, sent };
}
