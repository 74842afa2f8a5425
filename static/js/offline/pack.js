/* The pack: whom one may meet today. It is readable for a day after it came; then its key is thrown away. */

import { dayKey, lockWords, unlockWords } from "./seal.js";
import { KEYS, PACK, QUEUE, all, clear, get, put, remove } from "./store.js";

export const LIFE = 24 * 60 * 60 * 1000;
const STALE = 15 * 60 * 1000;
/* A clock that was put back so far would let a key live on. */
const BACK = 5 * 60 * 1000;

/* The day's key with whose it is and when its pack came; null when there is none any more. Looking throws old ones away. */
export async function today() {
  const day = await get(KEYS, "day");
  if (!day) return null;
  const age = Date.now() - day.at;
  if (age > LIFE || age < -BACK) {
    await forget();
    return null;
  }
  return day;
}

/* The day with its pack, opened; null when nothing can be read here any more. */
export async function read() {
  const day = await today();
  const sealed = day && (await get(PACK, "pack"));
  if (!sealed) return null;
  return { day, pack: await unlockWords(day.key, sealed) };
}

export async function keep(pack) {
  const before = await today();
  if (before && before.owner !== pack.owner) await forget();
  const key = before?.owner === pack.owner ? before.key : await dayKey();
  await put(PACK, await lockWords(key, { ...pack, pack_at: new Date().toISOString() }), "pack");
  await put(KEYS, { key, owner: pack.owner, at: Date.now() }, "day");
}

/* Nothing is readable here from now on. What waits to be sent stays, sealed for the server alone. */
export async function forget() {
  await clear(KEYS);
  await clear(PACK);
  for (const entry of await all(QUEUE)) {
    if (entry.day) await put(QUEUE, { ...entry, day: null });
  }
}

/* Fetches a new pack for this person when there is none or an old one; another person's is thrown away first. */
export async function refresh(url, owner) {
  const day = await today();
  if (day && day.owner !== owner) await forget();
  if (day && day.owner === owner && Date.now() - day.at < STALE) return;
  const answer = await fetch(url, { redirect: "manual", cache: "no-store" });
  if (answer.ok) await keep(await answer.json());
}

/* What is being written, for the case that the page goes away. */
export const keepDraft = async (day, said) => put(PACK, await lockWords(day.key, said), "draft");

export async function draft(day) {
  const sealed = await get(PACK, "draft");
  return sealed ? unlockWords(day.key, sealed) : null;
}

export const dropDraft = () => remove(PACK, "draft");
