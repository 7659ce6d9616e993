// In the review queue, a letter picks a decision while one of them has the focus, and nowhere else.
const form = document.getElementById("decide");
const actions = [...form.querySelectorAll("[data-key]")];
form.querySelector("[data-keys]").hidden = false;
form.addEventListener("keydown", (event) => {
  if (!actions.includes(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
  const picked = actions.find((action) => action.dataset.key === event.key.toLowerCase());
  if (!picked) return;
  event.preventDefault();
  picked.checked = true;
  picked.focus();
});
(form.querySelector("[name=product]") ?? actions.find((action) => action.checked) ?? actions[0]).focus({ preventScroll: true });
