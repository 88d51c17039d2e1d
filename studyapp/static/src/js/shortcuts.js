// One key for what a button or link of the page does: data-shortcut="a". A field is given the focus instead.
// Nothing happens while somebody types, or with Ctrl, Alt or Meta held.
const types = (element) => element.matches("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing) return;
  if (types(event.target) || document.querySelector("dialog[open]")) return;
  const wanted = event.key.toLowerCase();
  if (!/^[a-z]$/.test(wanted)) return;
  const element = document.querySelector(`[data-shortcut="${wanted}"]`);
  if (!element) return;
  event.preventDefault();
  if (types(element)) element.focus();
  else element.click();
});
