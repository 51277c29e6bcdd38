// Keys and the command palette. Nothing here is needed: every act has a link or a form of its own.
"use strict";
(() => {
  const one = (selector) => document.querySelector(selector);
  const shortcuts = one("#shortcuts");
  const palette = one("#palette");
  const places = [...document.querySelectorAll(".rail a")];
  const typing = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;
  const open = (dialog) => { if (dialog && !dialog.open) { dialog.showModal(); } };

  for (const [selector, dialog] of [[".shortcuts-open", shortcuts], [".palette-open", palette]]) {
    const button = one(selector);
    if (button && dialog) {
      button.hidden = false;
      button.addEventListener("click", () => { open(dialog); if (dialog === palette) { fill(""); } });
    }
  }

  // The palette: places of the rail, and the links and acts of this page.
  const text = one("#palette-text");
  const list = one("#palette-places");
  const nothing = one("#palette-nothing");
  let shown = [];
  let chosen = 0;
  const plain = (value) => value.normalize("NFD").replace(/\p{Mn}/gu, "").replace(/đ/g, "d").replace(/Đ/g, "D").toLowerCase();
  const candidates = () => [...places, ...document.querySelectorAll("main .act a, main a[data-palette]")];
  function fill(query) {
    if (!list) { return; }
    shown = candidates().filter((link) => plain(link.textContent).includes(plain(query)));
    chosen = 0;
    list.replaceChildren(...shown.map((link, index) => {
      const item = document.createElement("li");
      item.id = "palette-" + index;
      item.setAttribute("role", "option");
      item.textContent = link.textContent.trim();
      item.addEventListener("click", () => { location.href = link.href; });
      return item;
    }));
    nothing.hidden = shown.length > 0;
    mark();
  }
  function mark() {
    [...list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === chosen)));
    if (shown.length > 0) { text.setAttribute("aria-activedescendant", "palette-" + chosen); } else { text.removeAttribute("aria-activedescendant"); }
  }
  if (text) {
    text.addEventListener("input", () => fill(text.value));
    text.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        const step = event.key === "ArrowDown" ? 1 : shown.length - 1;
        chosen = shown.length === 0 ? 0 : (chosen + step) % shown.length;
        mark();
      } else if (event.key === "Enter" && shown[chosen]) {
        event.preventDefault();
        location.href = shown[chosen].href;
      }
    });
  }

  let waitsForPlace = false;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey && event.key.toLowerCase() === "k" && palette) {
      event.preventDefault();
      open(palette);
      text.value = "";
      fill("");
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || one("dialog[open]")) { return; }
    if (waitsForPlace) {
      waitsForPlace = false;
      const place = places.find((link) => link.dataset.key === event.key);
      if (place) { event.preventDefault(); location.href = place.href; }
      return;
    }
    if (event.key === "g") {
      waitsForPlace = true;
      setTimeout(() => { waitsForPlace = false; }, 1500);
    } else if (event.key === "?") {
      open(shortcuts);
    } else if (event.key === "/") {
      const filter = one("[data-filter]");
      if (filter) { event.preventDefault(); filter.focus(); filter.select(); }
    }
  });

  // One menu open at a time; Escape closes it.
  const menus = [...document.querySelectorAll("details.menu")];
  for (const menu of menus) {
    menu.addEventListener("toggle", () => { if (menu.open) { menus.filter((other) => other !== menu).forEach((other) => { other.open = false; }); } });
    menu.addEventListener("keydown", (event) => { if (event.key === "Escape") { menu.open = false; menu.querySelector("summary").focus(); } });
  }
  document.addEventListener("click", (event) => { menus.filter((menu) => !menu.contains(event.target)).forEach((menu) => { menu.open = false; }); });

  const summary = one("#error-summary");
  if (summary) { summary.focus(); }
})();
