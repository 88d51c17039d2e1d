// Answers that the server has not acknowledged are kept in the browser, under account, attempt and question, until it
// has decided on them: they outlive the tab and the sign-out. Acknowledged ones are kept beside them while the sign-in
// lasts, so that a page shown without a network knows what was answered. `keptAnswers` is what quiz.js works with.
const root = document.querySelector("[data-offline]");
const words = root.dataset;
const account = Number(words.account);
const opened = new Promise((resolve, reject) => {
  const request = indexedDB.open("studyapp", 1);
  request.onupgradeneeded = () => request.result.createObjectStore("answers");
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});
const inStore = async (mode, work) => {
  const database = await opened;
  return new Promise((resolve, reject) => {
    const transaction = database.transaction("answers", mode);
    const request = work(transaction.objectStore("answers"));
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
};
const nameOf = (address) => `${account} ${address}`;
const all = () => inStore("readonly", (answers) => answers.getAll());

const say = (text) => {
  root.hidden = !text;
  root.querySelector("[data-offline-words]").textContent = text;
};

globalThis.keptAnswers = {
  find: (address) => inStore("readonly", (answers) => answers.get(nameOf(address))).catch(() => undefined),
  keep: (address, fields) => inStore("readwrite", (answers) => answers.put({ account, address, fields, sent: false }, nameOf(address))),
  acknowledge: (address, fields, version) => inStore("readwrite", (answers) => answers.put({ account, address, fields, version, sent: true }, nameOf(address))).catch(() => {}),
  drop: (address) => inStore("readwrite", (answers) => answers.delete(nameOf(address))).catch(() => {}),
};

// Sends what waits: first who is signed in is asked anew; another person's answers stay where they are, and are named.
const send = async () => {
  const waiting = (await all()).filter((one) => !one.sent);
  if (!waiting.length) return say("");
  let present;
  try {
    const response = await fetch("/offline/account", { headers: { Accept: "application/json" }, redirect: "error" });
    if (!response.ok) return say(words.waiting);
    present = await response.json();
  } catch {
    return say(words.waiting);
  }
  const told = [];
  if (waiting.some((one) => one.account !== present.account_id)) told.push(words.other);
  for (const one of waiting) {
    if (one.account !== present.account_id || one.address === globalThis.openAnswer) continue; // an open page sends its own
    const body = new URLSearchParams(one.fields);
    body.set("csrf_token", present.csrf_token);
    try {
      const response = await fetch(one.address, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "error" });
      if (!response.ok && ![404, 409].includes(response.status)) {
        told.push(words.waiting); // nobody has decided on the answer yet
        break;
      }
      const answer = await response.json().catch(() => ({}));
      if (response.ok) await keptAnswers.acknowledge(one.address, one.fields, answer.version);
      else await keptAnswers.drop(one.address);
      told.push(response.ok ? words.sent : answer.title ?? words.refused);
    } catch {
      told.push(words.waiting);
      break;
    }
  }
  say([...new Set(told)].join(" "));
};
addEventListener("online", send);
addEventListener("load", () => setTimeout(send, 300));

// Signing out leaves nothing but what nobody has acknowledged yet.
for (const form of document.querySelectorAll("form[action$='/sign-out']")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await inStore("readwrite", (answers) => {
      answers.openCursor().onsuccess = ({ target: { result: cursor } }) => {
        if (!cursor) return;
        if (cursor.value.sent) cursor.delete();
        cursor.continue();
      };
    }).catch(() => {});
    if (globalThis.caches) await caches.delete("pages");
    form.submit();
  });
}

if ("serviceWorker" in navigator && isSecureContext) {
  navigator.serviceWorker.register("/service-worker.js").then(() => navigator.serviceWorker.ready).then(async (registration) => {
    if (document.querySelector("[data-closed-book]")) registration.active.postMessage("close-the-book");
    const grid = document.querySelectorAll("[data-fill] a");
    const pages = await caches.open("pages");
    for (const link of [{ href: location.href }, ...grid]) {
      const name = link.href.split(/[?#]/)[0];
      if (words.keep === undefined || (await pages.match(name))) continue;
      const response = await fetch(name).catch(() => undefined);
      if (response?.ok && !response.redirected && response.headers.has("X-Keep-Offline")) await pages.put(name, response);
    }
    document.documentElement.dataset.offlineReady = "";
  }).catch(() => {});
} else for (const note of document.querySelectorAll("[data-offline-off]")) note.hidden = false;
