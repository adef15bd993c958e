// The marking desk on a phone: work and rubric behind two tabs. On a wide screen, and without scripts, both stand open.
const desk = document.querySelector("[data-desk]");
const narrow = matchMedia("(max-width: 63.99rem)");

const arrange = () => {
  const tabs = [...desk.querySelectorAll("[role=tab]")];
  const panels = tabs.map(tab => document.getElementById(tab.getAttribute("aria-controls")));
  desk.querySelector(".desk-tabs").hidden = !narrow.matches;
  panels.forEach(panel => {
    panel.hidden = false;
    panel.setAttribute("role", narrow.matches ? "tabpanel" : "region");
  });
  if (narrow.matches) {
    const first = tabs.find(tab => tab.getAttribute("aria-controls") === desk.dataset.first);
    (first || tabs.find(tab => tab.getAttribute("aria-selected") === "true") || tabs[0]).click();
  }
};

if (desk) {
  narrow.addEventListener("change", arrange);
  arrange();
}
