// The room on a phone, the remote and the projector: the server says when something has changed; whoever has slept,
// lost the network or met a restart asks again and is where the room is. Without script the page is reloaded instead.
const POLL_EVERY_MS = 2000;
const SILENCE_MS = 4000;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 8000;
const jitter = (span) => span * (0.5 + Math.random());

// Seconds left, from the server's figure.
const countDown = (root) => {
  for (const place of root.querySelectorAll("[data-countdown]:not([data-counting])")) {
    place.dataset.counting = "yes";
    const end = performance.now() + Number(place.dataset.countdown) * 1000;
    const tick = () => {
      const left = Math.max(0, Math.ceil((end - performance.now()) / 1000));
      place.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
      if (left && place.isConnected) setTimeout(tick, 250);
    };
    tick();
  }
};

// Follows an address of events; where none comes in time, a proxy keeps the stream back, and it polls instead.
class Contact {
  constructor(place, kinds, take) {
    this.place = place;
    this.kinds = kinds;
    this.take = take;
    this.says = document.querySelector("[data-contact]");
    this.wait = FIRST_RETRY_MS;
    this.open();
  }

  get seen() {
    return document.querySelector("[data-number]")?.dataset.number ?? "";
  }

  open() {
    clearTimeout(this.timer);
    this.source?.close();
    this.heard = false;
    this.source = new EventSource(`${this.place.dataset.stream}?seen=-1`);
    for (const kind of this.kinds) {
      this.source.addEventListener(kind, (event) => {
        this.heard = true;
        this.wait = FIRST_RETRY_MS;
        this.tell("");
        this.take(JSON.parse(event.data));
      });
    }
    this.source.addEventListener("open", () => this.tell(""));
    this.source.addEventListener("gone", () => location.reload());
    this.source.addEventListener("error", () => {
      this.tell(this.says?.dataset.lost ?? "");
      if (this.source.readyState !== EventSource.CLOSED) return; // the browser tries again by itself
      this.retry();
    });
    this.timer = setTimeout(() => this.heard || this.poll(), SILENCE_MS);
  }

  retry() {
    this.source.close();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.open(), jitter(this.wait));
    this.wait = Math.min(this.wait * 2, LONGEST_RETRY_MS);
  }

  async poll() {
    this.source.close();
    try {
      const response = await fetch(`${this.place.dataset.state}?seen=${this.seen}`, { headers: { Accept: "application/json" }, redirect: "error" });
      this.tell("");
      if (response.status === 200) this.take(await response.json());
      else if (response.status === 403 || response.status === 404 || response.status === 409) return location.reload();
    } catch {
      this.tell(this.says?.dataset.lost ?? "");
    }
    this.timer = setTimeout(() => this.poll(), jitter(POLL_EVERY_MS));
  }

  tell(words) {
    if (this.says) this.says.textContent = words;
  }
}

// A ballot saves itself when something is chosen, and keeps trying until the server has it.
class Ballot {
  constructor(form, token) {
    this.form = form;
    this.token = token;
    this.state = form.querySelector("[data-save-state]");
    this.wait = FIRST_RETRY_MS;
    form.addEventListener("change", () => this.isComplete() && this.send());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
  }

  isComplete() {
    if (this.form.dataset.ballot === "text") return false;
    return this.form.dataset.ballot !== "ranking" || [...this.form.querySelectorAll("select")].every((one) => one.value);
  }

  async send() {
    clearTimeout(this.timer);
    if (this.isSending) {
      this.again = true;
      return;
    }
    this.isSending = true;
    this.again = false;
    this.say("saving", this.form.dataset.saving);
    const body = new FormData(this.form);
    body.set("csrf_token", this.token);
    try {
      const response = await fetch(this.form.action, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "error", keepalive: true });
      const answer = await response.json().catch(() => ({}));
      if (response.ok) {
        this.wait = FIRST_RETRY_MS;
        this.say("saved", this.form.dataset.saved.replace("{time}", answer.saved_at));
      } else if (response.status >= 500 || response.status === 429) this.later();
      else this.say("waiting", answer.title ?? this.form.dataset.waiting);
    } catch {
      this.later();
    } finally {
      this.isSending = false;
    }
    if (this.again) this.send();
  }

  later() {
    this.say("waiting", this.form.dataset.waiting);
    this.timer = setTimeout(() => this.form.isConnected && this.send(), jitter(this.wait));
    this.wait = Math.min(this.wait * 2, LONGEST_RETRY_MS);
  }

  say(state, words) {
    this.state.dataset.state = state;
    this.state.textContent = words;
  }
}

const room = document.querySelector("[data-room]");
if (room) {
  const token = room.dataset.token;
  const prepare = () => {
    for (const field of room.querySelectorAll("input[name=csrf_token]")) field.value = token;
    for (const form of room.querySelectorAll("form[data-ballot]")) new Ballot(form, token);
    countDown(room);
  };
  const contact = new Contact(room, ["stage"], (news) => {
    const stage = document.getElementById("stage");
    stage.dataset.number = news.number;
    if (stage.dataset.key === news.key) return; // the same picture: what somebody is choosing stays
    const fresh = new DOMParser().parseFromString(news.html, "text/html").getElementById("stage");
    stage.replaceWith(document.importNode(fresh, true));
    if (fresh.dataset.over) document.querySelector(".room-ask")?.remove();
    prepare();
  });
  prepare();
  // A phone that was locked or changed its network asks at once instead of waiting for its old stream to die.
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && contact.open());
  addEventListener("online", () => contact.open());
}

const desk = () => document.querySelector("[data-desk]");
if (desk()) {
  let isFetching = false;
  const isBusy = () => desk().contains(document.activeElement) && document.activeElement.matches("input:not([type=hidden]), textarea, select");
  const refresh = async () => {
    if (isFetching || isBusy()) return;
    isFetching = true;
    try {
      const opened = new Set([...desk().querySelectorAll("details[open] > summary")].map((one) => one.textContent.replace(/\d+/g, "")));
      const response = await fetch(location.href, { redirect: "error" });
      if (!response.ok) return;
      const fresh = document.importNode(new DOMParser().parseFromString(await response.text(), "text/html").querySelector("[data-desk]"), true);
      for (const one of fresh.querySelectorAll("details > summary")) if (opened.has(one.textContent.replace(/\d+/g, ""))) one.parentElement.open = true;
      desk().replaceWith(fresh);
      // What was just done, said above the desk, is no longer so: somebody else may host by now.
      for (const old of document.querySelectorAll("main .notice")) if (!old.closest("[data-desk]")) old.remove();
      countDown(fresh);
    } catch {
      // the contact says so, and the next event asks again
    } finally {
      isFetching = false;
    }
  };
  const contact = new Contact(desk(), ["counts"], (news) => {
    for (const name of ["present", "answered"]) for (const place of document.querySelectorAll(`[data-count=${name}]`)) place.textContent = news[name];
    if (Number(desk().dataset.number) < news.number) refresh();
  });
  countDown(document);
  addEventListener("online", () => contact.open());
  // A presenter's clicker, the arrow or Page Down: what comes next.
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.target.matches("input, textarea, select, button, a, summary")) return;
    if (!["ArrowRight", "PageDown"].includes(event.key)) return;
    const next = document.querySelector("[data-next-move]");
    if (!next) return;
    event.preventDefault();
    next.click();
  });
}
