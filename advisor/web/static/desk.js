// Keys for a list that is worked through, while the focus is in it: J and K move between its lines,
// another letter presses what carries it in the line (data-key). Without script, Tab and Enter do.
for (const list of document.querySelectorAll("[data-lines]")) {
  const lines = [...list.children];
  const keys = document.getElementById(list.dataset.lines);
  if (keys) keys.hidden = false;
  const enter = (line) => {
    const control = line?.querySelector("a[href], button");
    if (!control) return;
    control.focus();
    line.scrollIntoView({ block: "nearest" });
  };
  list.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) return;
    const here = lines.findIndex((line) => line.contains(event.target));
    const key = event.key.toLowerCase();
    const control = lines[here]?.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (key === "j" || key === "k") enter(lines[here + (key === "j" ? 1 : -1)]);
    else if (control) control.click();
    else return;
    event.preventDefault();
  });
  // After the browser has gone to the fragment, which takes the focus away.
  if (location.hash === "#lines") addEventListener("load", () => enter(lines[0]));
}
