// Puts a copy button where a page offers a text to copy; without script there is no button.
for (const place of document.querySelectorAll("[data-copy]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn";
  button.textContent = place.dataset.copyLabel;
  const status = document.createElement("span");
  status.className = "src";
  status.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    const from = document.getElementById(place.dataset.copy);
    const parts = [...from.querySelectorAll("li, p")].filter((part) => !part.querySelector("li, p"));
    const numbered = from.matches("ol");
    const lines = parts.map((part, n) => (numbered ? `${n + 1}. ` : part.matches("li") ? "- " : "") +
      (numbered ? part.firstElementChild : part).textContent.trim());
    const text = from.value ?? lines.join("\n");
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
    status.textContent = place.dataset.copied;
  });
  place.append(button, status);
}
