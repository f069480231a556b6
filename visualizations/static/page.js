// What every page does beyond its HTML: "/" goes to the search, buttons copy what they say.
document.documentElement.classList.add("js");
document.addEventListener("keydown", (event) => {
  const active = document.activeElement;
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(active?.tagName ?? "") && active.type !== "checkbox";
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const search = document.querySelector("[data-search]");
  if (!search) return;
  event.preventDefault();
  search.focus();
});
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard?.writeText(button.dataset.copy);
    const status = document.querySelector("[role=status]");
    if (status) status.textContent = button.dataset.copied;
  });
}
