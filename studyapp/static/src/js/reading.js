// Reading a case: <div data-reading="address" data-token="…"> holds the text, paragraphs have the ids `p<offset>`.
// The place and the seconds in which the page was visible and somebody moved are told to the server now and then; a
// selection can be marked; the browser's own voice reads aloud where there is one.
const TELL_EVERY_S = 30;
const IDLE_AFTER_S = 60;
const text = document.querySelector("[data-reading]");
const paragraphs = [...text.querySelectorAll(".case-text > [id^=p]")];
const offsetOf = (paragraph) => Number(paragraph.id.slice(1));
const length = (words) => [...words].length; // as the server counts: by characters, not by UTF-16 units

const topmost = () => paragraphs.find((one) => one.getBoundingClientRect().bottom > 80) ?? paragraphs.at(-1);
let active = 0;
let movedAt = performance.now();
let toldOffset = 0;
for (const sign of ["scroll", "pointerdown", "pointermove", "keydown", "touchstart"]) {
  addEventListener(sign, () => (movedAt = performance.now()), { passive: true });
}
const tell = () => {
  const offset = scrollY < 40 ? 0 : offsetOf(topmost());
  if (active < 1 && offset === toldOffset) return;
  const words = new URLSearchParams({ csrf_token: text.dataset.token, offset, seconds: Math.round(active) });
  active = 0;
  toldOffset = offset;
  fetch(text.dataset.reading, { method: "POST", body: words, keepalive: true }).catch(() => {}); // a place lost is no harm
};
setInterval(() => {
  const isReading = document.visibilityState === "visible" && performance.now() - movedAt < IDLE_AFTER_S * 1000;
  if (isReading) active += 1;
  if (active >= TELL_EVERY_S) tell();
}, 1000);
addEventListener("visibilitychange", () => document.visibilityState === "hidden" && tell());
addEventListener("pagehide", tell);

// Marking: a selection within one paragraph shows the bar.
const bar = document.querySelector("[data-mark-bar]");
const form = document.querySelector("[data-mark-form]");
let chosen = null;
const selected = () => {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const paragraph = paragraphs.find((one) => one.contains(range.startContainer) && one.contains(range.endContainer));
  const quote = range.toString();
  if (!paragraph || !quote.trim()) return null;
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const lead = quote.length - quote.trimStart().length;
  return { quote: quote.trim(), start: offsetOf(paragraph) + length(before.toString()) + lead };
};
document.addEventListener("selectionchange", () => {
  const found = selected();
  if (found) chosen = found;
  bar.hidden = !found;
});
const fill = () => {
  form.elements.quote.value = chosen.quote;
  let start = form.elements.namedItem("start");
  if (!start) {
    start = Object.assign(document.createElement("input"), { type: "hidden", name: "start" });
    form.append(start);
  }
  start.value = chosen.start;
};
bar.addEventListener("pointerdown", (event) => event.preventDefault()); // the selection stays
bar.querySelector("[data-mark]").addEventListener("click", () => {
  fill();
  form.requestSubmit();
});
bar.querySelector("[data-mark-note]").addEventListener("click", () => {
  fill();
  document.getElementById("notes").open = true;
  form.elements.note.focus();
});
form.elements.quote.addEventListener("input", () => form.elements.namedItem("start")?.remove());

// Reading aloud, from the topmost paragraph on.
const button = document.querySelector("[data-speak]");
if (button && "speechSynthesis" in window) {
  const idle = button.textContent;
  let isSpeaking = false;
  const stop = () => {
    isSpeaking = false;
    speechSynthesis.cancel();
    button.textContent = idle;
    text.querySelector(".is-spoken")?.classList.remove("is-spoken");
  };
  const speak = (index) => {
    text.querySelector(".is-spoken")?.classList.remove("is-spoken");
    if (!isSpeaking || index >= paragraphs.length) return stop();
    const paragraph = paragraphs[index];
    const words = new SpeechSynthesisUtterance(paragraph.textContent);
    words.lang = "zh-CN";
    words.onend = () => isSpeaking && speak(index + 1);
    words.onerror = stop;
    paragraph.classList.add("is-spoken");
    paragraph.scrollIntoView({ block: "nearest" });
    speechSynthesis.speak(words);
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    if (isSpeaking) return stop();
    isSpeaking = true;
    button.textContent = button.dataset.speaking;
    speak(paragraphs.indexOf(topmost()));
  });
  addEventListener("pagehide", stop);
}
