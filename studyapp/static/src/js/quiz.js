// Saving in place: <form data-autosave data-saving="…" data-saved="… {time}" data-waiting="…">, with a [data-save-state]
// inside or beside it. A choice is sent when given; "saved" is said only after the server's 2xx. Every change carries a
// higher `version`, so that a late copy never overwrites a newer answer. Nothing here moves on or hands in.
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30000;
const TYPING_PAUSE_MS = 800;

class Saver {
  constructor(form) {
    this.form = form;
    this.words = form.dataset;
    this.state = form.querySelector("[data-save-state]") ?? document.querySelector("[data-save-state]");
    this.version = form.elements.namedItem("version");
    this.unsent = false;
    this.isSending = false;
    this.wait = FIRST_WAIT_MS;
  }

  say(state, words) {
    if (!this.state) return;
    this.state.dataset.state = state;
    this.state.textContent = words;
  }

  changed() {
    // Counting up from the clock keeps versions rising over reloads; the page's own version is never undercut.
    if (this.version) this.version.value = String(Math.max(Date.now(), Number(this.version.value || 0) + 1));
    this.unsent = true;
    clearTimeout(this.timer);
    this.send();
  }

  changedByTyping() {
    this.unsent = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.changed(), TYPING_PAUSE_MS);
  }

  async send() {
    if (this.isSending || !this.unsent) return;
    this.isSending = true;
    this.unsent = false;
    this.say("saving", this.words.saving);
    try {
      const response = await fetch(this.form.action, {
        method: "POST",
        body: new FormData(this.form),
        headers: { Accept: "application/json", "X-Requested-With": "fetch" },
        credentials: "same-origin",
        redirect: "error",
      });
      if (response.ok) this.stored(await response.json().catch(() => ({})));
      else if (response.status >= 500 || response.status === 429) this.postpone();
      else this.refused(await response.json().catch(() => ({})));
    } catch {
      this.postpone();
    } finally {
      this.isSending = false;
    }
    if (this.unsent && this.wait === FIRST_WAIT_MS) this.send();
  }

  stored(answer) {
    this.wait = FIRST_WAIT_MS;
    if (answer.csrf_token) this.form.elements.namedItem("csrf_token").value = answer.csrf_token;
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

  refused(problem) {
    this.wait = LONGEST_WAIT_MS;
    this.unsent = true;
    this.say("waiting", problem.title ?? this.words.refused ?? this.words.waiting);
  }
}

const savers = [...document.querySelectorAll("form[data-autosave]")].map((form) => {
  const saver = new Saver(form);
  form.addEventListener("change", () => saver.changed());
  form.addEventListener("input", (event) => {
    if (event.target.matches("textarea, input[type=text]")) saver.changedByTyping();
  });
  form.addEventListener("submit", () => {
    clearTimeout(saver.timer);
    saver.unsent = false; // the form itself carries the answer now
  });
  return saver;
});

addEventListener("online", () => savers.forEach((saver) => saver.send()));
addEventListener("beforeunload", (event) => {
  if (savers.some((saver) => saver.unsent || saver.isSending)) event.preventDefault();
});

// Digits choose an option, Enter in a list of options goes on, arrows left and right turn the page.
const isTyping = (target) => target.matches("textarea, select, input:not([type=radio], [type=checkbox])");
addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || isTyping(event.target)) return;
  if (/^[1-9]$/.test(event.key)) {
    const input = document.querySelectorAll("form[data-autosave] .option input")[Number(event.key) - 1];
    if (!input || input.disabled) return;
    input.focus();
    input.click();
    event.preventDefault();
  } else if (event.key === "Enter" && event.target.matches(".option input, body")) {
    document.querySelector("[data-next]")?.click();
    event.preventDefault();
  }
});

// Seconds left, shown from the server's figure: <time data-seconds-left="1100" data-over="…">.
for (const clock of document.querySelectorAll("[data-seconds-left]")) {
  const end = performance.now() + Number(clock.dataset.secondsLeft) * 1000;
  const tick = () => {
    const left = Math.max(0, Math.floor((end - performance.now()) / 1000));
    const two = (figure) => String(figure).padStart(2, "0");
    const hours = Math.floor(left / 3600);
    clock.textContent = left ? `${hours ? `${hours}:` : ""}${two(Math.floor(left / 60) % 60)}:${two(left % 60)}` : clock.dataset.over;
    if (!left) clearInterval(ticking);
  };
  const ticking = setInterval(tick, 1000);
  tick();
}
