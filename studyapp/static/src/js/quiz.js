// Saving in place, also while there is no network (offline.js keeps what the server has not acknowledged): <form data-autosave data-saving="…" data-saved="… {time}" data-waiting="…">, with a [data-save-state]
// inside or beside it. A choice is sent when given; "saved" is said only after the server's 2xx. The hidden inputs
// `base_version` (the stored answer this page knows) and `save_key` (`page.counter`, counting this page's changes) let the
// server know a repeated or overtaken sending, and refuse one that would overwrite a newer answer of another page. The
// reply is JSON: saved_at ("10:32"), version, seconds_left, csrf_token, each optional; a refusal is problem details with a
// `title` to show. Nothing here hands in.
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30000;
const TYPING_PAUSE_MS = 800;

class Saver {
  constructor(form) {
    this.form = form;
    this.words = form.dataset;
    this.state = form.querySelector("[data-save-state]") ?? document.querySelector("[data-save-state]");
    this.base = form.elements.namedItem("base_version");
    this.key = form.elements.namedItem("save_key");
    this.page = Array.from(crypto.getRandomValues(new Uint32Array(3)), (part) => part.toString(36)).join("");
    this.changes = 0;
    this.isTyping = false;
    this.unsent = false;
    this.isSending = false;
    this.isLeaving = false;
    this.isKept = false;
    this.address = new URL(form.action).pathname;
    this.wait = FIRST_WAIT_MS;
  }

  say(state, words) {
    if (!this.state) return;
    this.state.dataset.state = state;
    this.state.textContent = words;
  }

  count() {
    this.changes += 1;
    if (this.key) this.key.value = `${this.page}.${this.changes}`;
  }

  changed() {
    this.count();
    this.isTyping = false;
    this.unsent = true;
    this.keep();
    clearTimeout(this.timer);
    this.send();
  }

  fields() {
    return [...new FormData(this.form)].filter(([name]) => name !== "csrf_token");
  }

  keep() {
    const changes = this.changes;
    this.isKept = false;
    globalThis.keptAnswers?.keep(this.address, this.fields()).then(() => (this.isKept = changes === this.changes)).catch(() => {});
  }

  // What this browser knows better than the page, which may be an older copy: an answer not sent yet, or one sent since.
  restore(kept) {
    const fields = new Map(kept.fields);
    const isNewer = kept.sent ? kept.version > Number(this.base.value) : true;
    if (!isNewer || this.changes) return;
    for (const input of this.form.elements) {
      if (!input.name || input.type === "hidden" || input.type === "submit") continue;
      const values = kept.fields.filter(([name]) => name === input.name).map(([, value]) => value);
      if (input.type === "radio" || input.type === "checkbox") input.checked = values.includes(input.value);
      else input.value = values[0] ?? "";
    }
    this.base.value = kept.sent ? String(kept.version) : fields.get("base_version");
    if (kept.sent) return;
    const [page, count] = fields.get("save_key").split(".");
    Object.assign(this, { page, changes: Number(count), unsent: true, isKept: true });
    this.key.value = fields.get("save_key");
    this.send();
  }

  // A copy of the page carries an old token: a fresh one is fetched, but only for the same person.
  async renewToken() {
    const response = await fetch("/offline/account", { headers: { Accept: "application/json" }, redirect: "error" });
    const present = response.ok ? await response.json() : {};
    const own = Number(document.querySelector("[data-offline]")?.dataset.account);
    if (present.account_id !== own) return false;
    this.form.elements.namedItem("csrf_token").value = present.csrf_token;
    return true;
  }

  // Only after a pause: a change for every letter would be a row for every letter.
  changedByTyping() {
    this.unsent = true;
    this.isTyping = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.changed(), TYPING_PAUSE_MS);
  }

  async send() {
    if (this.isSending || !this.unsent) return;
    this.isSending = true;
    this.unsent = false;
    this.say("saving", this.words.saving);
    const fields = this.fields();
    const post = () =>
      fetch(this.form.action, {
        method: "POST",
        body: new FormData(this.form),
        headers: { Accept: "application/json", "X-Requested-With": "fetch" },
        credentials: "same-origin",
        redirect: "error",
        keepalive: true,
      });
    try {
      let response = await post();
      if (response.status === 400 && (await this.renewToken())) response = await post();
      if (response.ok) this.stored(await response.json().catch(() => ({})), fields);
      else if (![404, 409].includes(response.status)) this.postpone();
      else this.refused(await response.json().catch(() => ({})));
    } catch {
      this.postpone();
    } finally {
      this.isSending = false;
    }
    if (this.unsent && this.wait === FIRST_WAIT_MS) this.send();
  }

  stored(answer, fields) {
    this.wait = FIRST_WAIT_MS;
    if (!this.unsent) globalThis.keptAnswers?.acknowledge(this.address, fields, answer.version);
    if (answer.csrf_token) this.form.elements.namedItem("csrf_token").value = answer.csrf_token;
    if (this.base && answer.version) this.base.value = String(answer.version);
    const time = answer.saved_at ?? new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hour12: false });
    if (!this.unsent) this.say("saved", this.words.saved.replace("{time}", time));
    this.form.dispatchEvent(new CustomEvent("answersaved", { bubbles: true, detail: answer }));
  }

  postpone() {
    this.unsent = true;
    this.say("waiting", this.words.waiting);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT_MS);
  }

  // The server has decided: sending the same once more would not change it, and the page says why.
  refused(problem) {
    this.wait = FIRST_WAIT_MS;
    if (!this.unsent) globalThis.keptAnswers?.drop(this.address);
    this.say("waiting", problem.title ?? this.words.refused ?? this.words.waiting);
  }
}

// A link that leaves the question waits a moment for what is on its way, then goes; what is still unsent is asked about.
const LONGEST_LEAVE_MS = 3000;
const leaveWhenSaved = async (link) => {
  const end = performance.now() + LONGEST_LEAVE_MS;
  for (const saver of savers) {
    clearTimeout(saver.timer);
    if (saver.isTyping) saver.changed();
    else if (saver.unsent) saver.send();
  }
  while (savers.some((saver) => saver.isSending) && performance.now() < end) await new Promise((go) => setTimeout(go, 25));
  for (const saver of savers) saver.isLeaving = saver.isKept;
  location.assign(link.href);
};

// What was answered before this script was there: fields that differ from what the server sent.
const differs = (field) => {
  if (field.matches("[type=radio], [type=checkbox]")) return field.checked !== field.defaultChecked;
  if (field.matches("select")) return field.selectedIndex !== Math.max(0, [...field.options].findIndex((one) => one.defaultSelected));
  return field.matches("textarea, input[type=text]") && field.value !== field.defaultValue;
};

const savers = [...document.querySelectorAll("form[data-autosave]")].map((form) => {
  const saver = new Saver(form);
  form.addEventListener("change", () => saver.changed());
  form.addEventListener("input", (event) => {
    if (event.target.matches("textarea, input[type=text]")) saver.changedByTyping();
  });
  form.addEventListener("submit", (event) => {
    const isFinal = event.submitter?.name === "final";
    if (globalThis.keptAnswers && (!isFinal || !navigator.onLine)) {
      event.preventDefault(); // what was given is saved in place already, or kept; confirming needs the server
      if (isFinal) saver.changed();
      else leaveWhenSaved({ href: form.dataset.nextUrl });
      return;
    }
    clearTimeout(saver.timer);
    saver.count();
    saver.unsent = false; // the form itself carries the answer now
    saver.isLeaving = true;
  });
  globalThis.openAnswer = saver.address;
  if ([...form.elements].some(differs)) saver.changed(); // newer than any answer that was kept
  else globalThis.keptAnswers?.find(saver.address).then((kept) => kept && saver.restore(kept));
  return saver;
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-next], a[data-previous], .question-grid a");
  if (!link || event.ctrlKey || event.metaKey || !savers.some((saver) => saver.unsent || saver.isSending)) return;
  event.preventDefault();
  leaveWhenSaved(link);
});
addEventListener("online", () => savers.forEach((saver) => saver.send()));
addEventListener("beforeunload", (event) => {
  if (savers.some((saver) => !saver.isLeaving && !saver.isKept && (saver.unsent || saver.isSending))) event.preventDefault();
});

// Digits choose an option, Enter in a list of options does what the main button does, arrows left and right turn the
// page (up and down stay the browser's own way through a list of options).
const isTyping = (target) => target.matches("textarea, select, input:not([type=radio], [type=checkbox])");
const OF_ARROW = { ArrowLeft: "[data-previous]", ArrowRight: "[data-next]" };
const optionOf = (digit) => document.querySelectorAll("form[data-autosave] .option input")[Number(digit) - 1];
addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.repeat || isTyping(event.target)) return;
  if (/^[1-9]$/.test(event.key)) {
    const input = optionOf(event.key);
    if (!input || input.disabled) return;
    input.focus();
    input.click();
  } else if (event.key === "Enter" && event.target.matches(".option input, body, main")) {
    (document.querySelector(".quiz-foot .btn-primary") ?? document.querySelector("[data-next]"))?.click();
  } else if (event.key in OF_ARROW) {
    document.querySelector(OF_ARROW[event.key])?.click();
  } else return;
  event.preventDefault();
});

// Seconds left, shown from the server's figure and set anew with every save, and by asking: <time
// data-seconds-left="1100" data-over="…" data-over-url="…" data-clock-url="…">. What was given on top stands in
// [data-clock-news]. When they are over, the server is asked to close the attempt.
const ASK_EVERY_MS = 20000;
for (const clock of document.querySelectorAll("[data-seconds-left]")) {
  let end = performance.now() + Number(clock.dataset.secondsLeft) * 1000;
  let isOver = false;
  const set = (seconds) => {
    if (Number.isFinite(seconds)) end = performance.now() + seconds * 1000;
  };
  const ask = async () => {
    if (isOver || document.hidden || !navigator.onLine) return;
    const response = await fetch(clock.dataset.clockUrl, { headers: { Accept: "application/json" }, redirect: "error" }).catch(() => undefined);
    if (!response?.ok) return;
    const answer = await response.json().catch(() => ({}));
    set(answer.seconds_left);
    const news = document.querySelector("[data-clock-news]");
    if (news && answer.news && !news.textContent.includes(answer.news)) news.textContent = answer.news;
  };
  const tick = () => {
    const left = Math.max(0, Math.floor((end - performance.now()) / 1000));
    const two = (figure) => String(figure).padStart(2, "0");
    const hours = Math.floor(left / 3600);
    clock.textContent = left ? `${hours ? `${hours}:` : ""}${two(Math.floor(left / 60) % 60)}:${two(left % 60)}` : clock.dataset.over;
    if (left) return;
    isOver = true;
    clearInterval(ticking);
    if (clock.dataset.overUrl) setTimeout(() => location.assign(clock.dataset.overUrl), 1500);
  };
  addEventListener("answersaved", (event) => set(event.detail.seconds_left));
  document.addEventListener("visibilitychange", ask);
  addEventListener("online", ask);
  setInterval(ask, ASK_EVERY_MS);
  const ticking = setInterval(tick, 1000);
  tick();
}
