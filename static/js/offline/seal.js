/* Sealing. The day key never leaves the browser's own keeping; what is written is sealed for the server besides. */

const AES = { name: "AES-GCM", length: 256 };
const CURVE = { name: "ECDH", namedCurve: "P-256" };
const text = new TextEncoder();

const nonce = () => crypto.getRandomValues(new Uint8Array(12));
export const fromBase64 = (said) => Uint8Array.from(atob(said), (sign) => sign.charCodeAt(0));

export function toBase64(bytes) {
  let said = "";
  for (const byte of new Uint8Array(bytes)) said += String.fromCharCode(byte);
  return btoa(said);
}

/* A key that no script can read: it opens what this browser has sealed with it, here, until it is thrown away. */
export const dayKey = () => crypto.subtle.generateKey(AES, false, ["encrypt", "decrypt"]);

export async function lock(key, bytes) {
  const iv = nonce();
  return { nonce: iv, content: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, bytes) };
}

export const unlock = (key, sealed) =>
  crypto.subtle.decrypt({ name: "AES-GCM", iv: sealed.nonce }, key, sealed.content);

export const lockWords = (key, said) => lock(key, text.encode(JSON.stringify(said)));
export const unlockWords = async (key, sealed) => JSON.parse(new TextDecoder().decode(await unlock(key, sealed)));

/* Seals for the server alone (udsatte/web/offline/keys.py), under a key of this entry's own; answers that key, too. */
export async function sealForServer(publicKey, bound, said) {
  const theirs = await crypto.subtle.importKey("raw", fromBase64(publicKey), CURVE, false, []);
  const mine = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const agreed = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, mine.privateKey, 256);
  const secret = await crypto.subtle.importKey("raw", agreed, "HKDF", false, ["deriveBits"]);
  const info = text.encode("udsatte.offline.v1");
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info };
  const contentKey = await crypto.subtle.deriveBits(how, secret, 256);
  const iv = nonce();
  const sealing = { name: "AES-GCM", iv, additionalData: text.encode(bound) };
  const content = await crypto.subtle.encrypt(sealing, await asKey(contentKey), text.encode(JSON.stringify(said)));
  const ephemeral = await crypto.subtle.exportKey("raw", mine.publicKey);
  return { sealed: { ephemeral, nonce: iv, content }, contentKey };
}

export async function openEntry(contentKey, bound, sealed) {
  const how = { name: "AES-GCM", iv: sealed.nonce, additionalData: text.encode(bound) };
  const bytes = await crypto.subtle.decrypt(how, await asKey(contentKey), sealed.content);
  return JSON.parse(new TextDecoder().decode(bytes));
}

const asKey = (bytes) => crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
