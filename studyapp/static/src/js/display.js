// How pages look (theme, sizes, typeface), kept in cookies that the server reads too.
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
    root.removeAttribute("data-sepia");
    remember("theme", next);
    document.dispatchEvent(new CustomEvent("themechange"));
  };

  // The form of all choices: what is chosen shows at once.
  const show = {
    theme: (value) => {
      wantsDark.removeEventListener("change", followSystem);
      root.toggleAttribute("data-sepia", value === "sepia");
      if (value === "auto") {
        followSystem();
        wantsDark.addEventListener("change", followSystem);
      } else root.setAttribute("data-bs-theme", value === "sepia" ? "light" : value);
      document.dispatchEvent(new CustomEvent("themechange"));
    },
    text_size: (value) => (root.dataset.textSize = value),
    serif: (value) => root.toggleAttribute("data-serif", value === "1"),
    large: (value) => root.toggleAttribute("data-large", value === "1"),
  };
  const choose = ({ target }) => {
    if (!(target.name in show)) return;
    show[target.name](target.value);
    remember(target.name, target.value);
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
    for (const form of document.querySelectorAll("form[data-display]")) {
      form.addEventListener("change", choose);
      form.querySelector("[type=submit]").hidden = true;
    }
  });
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll(".person-menu[open]")) if (!menu.contains(event.target)) menu.open = false;
  });
})();
