// Puts a copy button where a page offers a text to copy; without script there is no button.
const textOf = (from) => {
  if ("value" in from) return from.value;
  let number = 0;
  return [...from.querySelectorAll("li, p")].map((part) => {
    if (part.matches("ol > li")) return `${(number += 1)}. ${part.firstElementChild.textContent.trim()}`;
    return (part.matches("li") ? "- " : "") + part.textContent.trim();
  }).join("\n");
};
const copy = async (text, button) => {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    button.focus();
  }
};
for (const place of document.querySelectorAll("[data-copy]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn";
  button.textContent = place.dataset.copyLabel;
  const status = document.createElement("span");
  status.className = "src";
  status.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    await copy(textOf(document.getElementById(place.dataset.copy)), button);
    status.textContent = place.dataset.copied;
  });
  place.append(button, status);
}
