// Roll-call: marks not yet sent are kept on this device, counted, and put back after a reload or a lost connection.
// Without this script the form works as it stands: every button sends it.

const form = document.querySelector("form[data-rollcall]");
const store = form && `rollcall-${form.dataset.rollcall}`;
const rows = form ? [...form.querySelectorAll(".roll-list > li")] : [];
const status = document.querySelector("[data-status]");

const seg = row => row.querySelector(".seg");
const chosen = row => row.querySelector("input:checked")?.value ?? "";
const saved = row => seg(row).dataset.saved;
const name = row => row.querySelector("input").name;
const waiting = () => rows.filter(row => chosen(row) && chosen(row) !== saved(row));

const remember = () => {
  // With the mark on record at the time: a mark kept here must not overwrite what somebody else recorded since.
  const kept = Object.fromEntries(waiting().map(row => [name(row), { mark: chosen(row), over: saved(row) }]));
  try {
    if (Object.keys(kept).length) localStorage.setItem(store, JSON.stringify(kept));
    else localStorage.removeItem(store);
  } catch { /* storage is switched off: the marks live as long as the page */ }
};

const recall = () => {
  let kept = {};
  try {
    kept = JSON.parse(localStorage.getItem(store)) ?? {};
  } catch { /* nothing that can be read */ }
  for (const row of rows) {
    const mine = kept[name(row)];
    if (!mine || mine.over !== saved(row)) continue;
    const input = [...row.querySelectorAll("input")].find(input => input.value === mine.mark);
    if (input) input.checked = true;
  }
};

const show = () => {
  for (const place of document.querySelectorAll("[data-count]")) {
    place.textContent = rows.filter(row => chosen(row) === place.dataset.count).length;
  }
  const count = waiting().length;
  status.textContent = count ? form.dataset.waiting.replace("{n}", count) : "";
};

const search = text => {
  const words = text.trim().toLowerCase().split(/\s+/);
  let count = 0;
  for (const row of rows) {
    const legend = row.querySelector("legend").textContent.toLowerCase();
    row.hidden = !words.every(word => legend.includes(word));
    count += !row.hidden;
  }
  const note = document.querySelector("[data-shown]");
  note.hidden = count === rows.length;
  note.textContent = note.dataset.text.replace("{n}", count).replace("{all}", rows.length);
};

if (form) {
  recall();
  remember();
  show();
  form.addEventListener("change", () => { remember(); show(); });
  form.addEventListener("submit", event => {
    if (navigator.onLine) return;
    event.preventDefault();
    status.textContent = form.dataset.offline;
  });
  document.querySelector("[data-rest]")?.addEventListener("click", event => {
    event.preventDefault();
    for (const row of rows) {
      if (!chosen(row)) row.querySelector("input[value=present]").checked = true;
    }
    remember();
    show();
  });
  const find = document.querySelector("[data-find]");
  find.hidden = false;
  find.querySelector("input").addEventListener("input", event => search(event.target.value));
}
