// Arrow keys over the answers of a search box; without script the answers are plain links.
for (const box of document.querySelectorAll("[data-combobox]")) {
  const id = box.dataset.combobox;
  let at = -1;
  const options = () => [...document.querySelectorAll(`#${id} a`)];
  const mark = () => {
    options().forEach((option, n) => {
      option.setAttribute("aria-selected", n === at);
      if (n === at) option.scrollIntoView({ block: "nearest" });
    });
    if (at < 0) box.removeAttribute("aria-activedescendant");
    else box.setAttribute("aria-activedescendant", `${id}-${at}`);
  };
  const dress = () => {
    const found = options();
    at = -1;
    const list = document.getElementById(id);
    box.setAttribute("aria-expanded", found.length > 0);
    if (!found.length) list.removeAttribute("role");
    else list.setAttribute("role", "listbox");
    found.forEach((option, n) => {
      option.id = `${id}-${n}`;
      option.tabIndex = -1;
      option.setAttribute("role", "option");
      option.parentElement.setAttribute("role", "none");
    });
    mark();
  };
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", id);
  box.addEventListener("keydown", (event) => {
    const found = options();
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!found.length) return;
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      at = at < 0 && step < 0 ? found.length - 1 : (at + step + found.length) % found.length;
      mark();
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      found[at].click();
    } else if (event.key === "Escape") {
      document.getElementById(id).replaceChildren();
      dress();
    }
  });
  document.addEventListener("htmx:afterSwap", dress);
  document.documentElement.classList.add("scripted");
  dress();
}
