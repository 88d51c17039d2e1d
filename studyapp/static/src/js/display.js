// Light or dark and the size of reading text, kept in two cookies that the server reads too.
// A classic script in the head: it runs before the first paint, so that a dark page never flashes white.
(() => {
  const root = document.documentElement;
  const wantsDark = matchMedia("(prefers-color-scheme: dark)");
  const chosen = root.hasAttribute("data-bs-theme");

  const remember = (name, value) => {
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `${name}=${value}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
  };

  const followSystem = () => root.setAttribute("data-bs-theme", wantsDark.matches ? "dark" : "light");
  if (!chosen) {
    followSystem();
    wantsDark.addEventListener("change", followSystem);
  }

  const turnTheme = () => {
    const next = root.getAttribute("data-bs-theme") === "dark" ? "light" : "dark";
    wantsDark.removeEventListener("change", followSystem);
    root.setAttribute("data-bs-theme", next);
    remember("theme", next);
    document.dispatchEvent(new CustomEvent("themechange"));
  };

  const turnSize = () => {
    const next = (Number(root.dataset.textSize) % 4) + 1;
    root.dataset.textSize = String(next);
    remember("text_size", next);
  };

  // On a phone the navigation scrolls sideways: the place where one is stands in view.
  const showPlace = (nav) => {
    const here = nav.querySelector("[aria-current]");
    if (here) nav.scrollLeft = here.offsetLeft - nav.offsetLeft - (nav.clientWidth - here.offsetWidth) / 2;
  };

  document.addEventListener("DOMContentLoaded", () => {
    for (const nav of document.querySelectorAll(".site-nav")) showPlace(nav);
    for (const menu of document.querySelectorAll("[data-display-menu]")) menu.hidden = false;
    for (const button of document.querySelectorAll("[data-theme-next]")) button.addEventListener("click", turnTheme);
    for (const button of document.querySelectorAll("[data-text-size-next]")) button.addEventListener("click", turnSize);
  });
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll(".person-menu[open]")) if (!menu.contains(event.target)) menu.open = false;
  });
})();
