// Keeps the shell (SHELL, put in front by the server) and the pages that the server marks with X-Keep-Offline: a case as
// it was opened, an open question. Never results, never a commentary that was not opened. The network always goes first.
const FILES = `files ${SHELL.join(" ")}`; // a file that changes has another name
const PAGES = "pages";
const OFFLINE = "/offline";

self.addEventListener("install", (event) => {
  const filled = caches.open(FILES).then((files) => files.addAll([...SHELL, OFFLINE]));
  event.waitUntil(filled.then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = caches.keys().then((names) => Promise.all(names.filter((name) => name !== FILES && name !== PAGES).map((name) => caches.delete(name))));
  event.waitUntil(old.then(() => self.clients.claim()));
});

// The hash and the marks of a question (?attempt=…) are not part of the page's name in the cache.
const nameOf = (request) => {
  const url = new URL(request.url);
  return url.origin + url.pathname;
};

// The pictures of a case that is kept are kept with it.
const PICTURE = /\/study\/\d+\/cases\/\d+\/pictures\/\d+/g;
const keepPictures = async (pages, response) => {
  const names = new Set((await response.text()).match(PICTURE) ?? []);
  await Promise.all([...names].map(async (name) => {
    const address = self.location.origin + name;
    if (await pages.match(address)) return;
    const picture = await fetch(address).catch(() => undefined);
    if (picture?.ok && picture.headers.has("X-Keep-Offline")) await pages.put(address, picture);
  }));
};
const picture = async (request) => fetch(request).catch(async () => (await (await caches.open(PAGES)).match(nameOf(request))) ?? Response.error());

const page = async (request) => {
  const pages = await caches.open(PAGES);
  const name = nameOf(request);
  let response;
  try {
    response = await fetch(request);
  } catch {
    return (await pages.match(name)) ?? (await caches.match(OFFLINE)) ?? Response.error();
  }
  const isMarked = new URL(request.url).search !== "";
  if (response.ok && !response.redirected && response.headers.has("X-Keep-Offline")) {
    if (!isMarked) {
      await pages.put(name, response.clone());
      await keepPictures(pages, response.clone());
    }
  } else if (response.status < 500 && !isMarked) await pages.delete(name); // refused, ended or gone: the copy goes too
  return response;
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (url.pathname === "/sign-out" || url.pathname === "/sign-in") event.waitUntil(caches.delete(PAGES));
  if (request.method !== "GET") return;
  if (SHELL.includes(url.pathname)) event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
  else if (url.pathname.match(PICTURE)) event.respondWith(picture(request));
  else if (request.mode === "navigate") event.respondWith(page(request));
});

self.addEventListener("message", (event) => {
  if (event.data !== "close-the-book") return;
  const isCase = (request) => new URL(request.url).pathname.startsWith("/study/");
  event.waitUntil(caches.open(PAGES).then(async (pages) => Promise.all((await pages.keys()).filter(isCase).map((one) => pages.delete(one)))));
});
