/* What waits to be sent. Each entry is sealed for the server, and while the day key lives, for this browser too. */

import { lock, openEntry, sealForServer, unlock } from "./seal.js";
import { QUEUE, all, get, put, remove } from "./store.js";

const bound = (id, owner) => `${id}@${owner}`;

/* Puts a contact in, or in the place of the one with this id. Raises the browser's QuotaExceededError. */
export async function keep(pack, day, said, id = crypto.randomUUID()) {
  const { sealed, contentKey } = await sealForServer(pack.key, bound(id, pack.owner), said);
  const before = await get(QUEUE, id);
  const number = before?.number ?? Date.now();
  await put(QUEUE, { id, owner: pack.owner, number, ...sealed, day: day && (await lock(day.key, contentKey)) });
  return id;
}

/* Those of this day's person that can be read here, the oldest first. */
export async function readable(day) {
  const found = [];
  for (const entry of await waiting(day.owner)) {
    if (!entry.day) continue;
    const said = await openEntry(await unlock(day.key, entry.day), bound(entry.id, entry.owner), entry);
    found.push({ id: entry.id, said, stuck: entry.stuck });
  }
  return found;
}

export async function waiting(owner) {
  const entries = await all(QUEUE);
  return entries.filter((entry) => entry.owner === owner).sort((one, other) => one.number - other.number);
}

/* How many are this person's, and how many somebody else's; whose is nobody's business. */
export async function count(owner) {
  const entries = await all(QUEUE);
  const mine = entries.filter((entry) => entry.owner === owner).length;
  return { mine, others: entries.length - mine };
}

export const takeOut = (id) => remove(QUEUE, id);
