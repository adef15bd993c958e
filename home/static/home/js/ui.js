// Small enhancements; every page reads and submits without them.
// Listeners stand on the document, so that parts put in later by htmx are served too.

const on = (type, selector, act) => document.addEventListener(type, event => {
  const element = event.target.closest?.(selector);
  if (element) act(element, event);
});

// ---- dialogs ----
on("click", "[data-open]", button => document.getElementById(button.dataset.open)?.showModal());
on("click", "[data-close]", button => button.closest("dialog")?.close());

// ---- copy ----
on("click", "[data-copy]", async button => {
  await navigator.clipboard.writeText(document.querySelector(button.dataset.copy).innerText.trim());
  if (button.dataset.done) button.textContent = button.dataset.done;
});

// ---- tabs ----
const pick = (tab, focus) => {
  for (const other of tab.closest("[role=tablist]").querySelectorAll("[role=tab]")) {
    const chosen = other === tab;
    other.setAttribute("aria-selected", chosen);
    other.tabIndex = chosen ? 0 : -1;
    document.getElementById(other.getAttribute("aria-controls")).hidden = !chosen;
  }
  if (focus) tab.focus();
};
on("click", "[data-tabs] [role=tab]", tab => pick(tab));
on("keydown", "[data-tabs] [role=tab]", (tab, event) => {
  const tabs = [...tab.closest("[role=tablist]").querySelectorAll("[role=tab]")];
  const here = tabs.indexOf(tab), count = tabs.length;
  const to = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: count - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  pick(tabs[(to + count) % count], true);
});

// ---- rubric: the sum as it grows; the server reckons it again ----
const weigh = form => {
  const chosen = [...form.querySelectorAll("input[data-w]:checked")];
  const left = form.querySelectorAll(".crit").length - chosen.length;
  const sum = chosen.reduce((total, input) => total + input.value / (input.dataset.max || 4) * input.dataset.w, 0);
  const output = form.querySelector(".sum"), note = form.querySelector("[data-left]");
  if (output) output.value = Math.round(sum * 100) / 100;
  if (note) note.textContent = left ? form.dataset.missing.replace("{n}", left) : form.dataset.complete;
  const send = form.querySelector("[data-send]");
  if (send) send.disabled = left > 0;
};
on("change", "form[data-rubric]", weigh);
for (const form of document.querySelectorAll("form[data-rubric]")) weigh(form);

// ---- light, dark, or as the device ----
const root = document.documentElement;
const remember = choice => {
  try {
    if (choice) localStorage.setItem("theme", choice);
    else localStorage.removeItem("theme");
  } catch { /* storage is switched off: the choice holds for this page */ }
};
const mark = () => {
  for (const button of document.querySelectorAll("[data-theme-switch] button")) {
    button.setAttribute("aria-pressed", button.value === (root.dataset.theme || ""));
  }
};
for (const group of document.querySelectorAll("[data-theme-switch]")) group.hidden = false;
mark();
on("click", "[data-theme-switch] button", button => {
  if (button.value) root.dataset.theme = button.value;
  else delete root.dataset.theme;
  remember(button.value);
  mark();
});

// ---- account menu: closes when the reader turns elsewhere ----
const account = () => document.querySelector("details[data-account][open]");
document.addEventListener("click", event => {
  if (account() && !account().contains(event.target)) account().open = false;
});
document.addEventListener("keydown", event => {
  if (event.key !== "Escape" || !account()) return;
  const summary = account().querySelector("summary");
  account().open = false;
  summary.focus();
});
