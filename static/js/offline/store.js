/* What the device keeps: three drawers. All that is in them is sealed, but for what says whose it is and when it came. */

const NAME = "udsatte";
export const KEYS = "keys";
export const PACK = "pack";
export const QUEUE = "queue";

let opened;

function database() {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore(KEYS);
      asked.result.createObjectStore(PACK);
      asked.result.createObjectStore(QUEUE, { keyPath: "id" });
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  return opened;
}

/* Runs `work` on the drawer, and answers its request's result when everything is on the disk. */
async function inDrawer(name, mode, work) {
  const transaction = (await database()).transaction(name, mode, { durability: "strict" });
  return new Promise((resolve, reject) => {
    const asked = work(transaction.objectStore(name));
    transaction.oncomplete = () => resolve(asked?.result);
    transaction.onabort = () => reject(transaction.error);
    transaction.onerror = () => reject(transaction.error);
  });
}

export const get = (name, key) => inDrawer(name, "readonly", (drawer) => drawer.get(key));
export const all = (name) => inDrawer(name, "readonly", (drawer) => drawer.getAll());
export const put = (name, value, key) => inDrawer(name, "readwrite", (drawer) => drawer.put(value, key));
export const remove = (name, key) => inDrawer(name, "readwrite", (drawer) => drawer.delete(key));
export const clear = (name) => inDrawer(name, "readwrite", (drawer) => drawer.clear());

/* Takes a row out if it still is the one that `is` was asked about before: it may have been corrected meanwhile. */
export const removeIf = (name, key, is) =>
  inDrawer(name, "readwrite", (drawer) => {
    const asked = drawer.get(key);
    asked.onsuccess = () => {
      if (asked.result && is(asked.result)) drawer.delete(key);
    };
    return asked;
  });
