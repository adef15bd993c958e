// A design beside its page: draws it anew while one types, keeps the last good picture, puts facts into texts.
(() => {
  const beside = document.querySelector("[data-look]");
  if (!beside) return;
  const form = beside.closest("form");
  const picture = beside.querySelector(".designing-picture");
  const said = beside.querySelector(".designing-said");
  let waiting, asked;

  const say = (lines, bad) => {
    const list = document.createElement("ul");
    for (const line of lines) list.append(Object.assign(document.createElement("li"), { textContent: line }));
    said.replaceChildren(...(lines.length ? [list] : []));
    said.classList.toggle("designing-bad", bad);
  };

  const tooLarge = () => [...form.querySelectorAll("input[type=file]")].some((one) => one.files[0]?.size > Number(beside.dataset.mostBytes));

  const look = async () => {
    asked?.abort();
    asked = new AbortController();
    if (tooLarge()) return say([beside.dataset.tooLarge], true);
    beside.setAttribute("aria-busy", "true");
    try {
      const headers = { "X-Requested-With": "XMLHttpRequest" };
      const answer = await fetch(beside.dataset.look, { method: "POST", body: new FormData(form), headers, signal: asked.signal });
      if (!answer.ok) throw new Error(answer.status);
      const found = await answer.json();
      if (found.picture) {
        picture.src = found.picture;
        picture.hidden = false;
      }
      picture.classList.toggle("designing-old", !found.picture);
      const wrong = found.wrong.map(([where, what]) => (where ? `${where}: ${what}` : what));
      say([...wrong, ...found.notes], wrong.length > 0);
    } catch (error) {
      if (error.name === "AbortError") return;
      say([beside.dataset.failed], true);
    }
    beside.removeAttribute("aria-busy");
  };

  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, 350);
  };
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);

  // --- facts ---
  const texts = [...form.querySelectorAll("[data-names-facts]")];
  let last = texts[0];
  for (const text of texts) text.addEventListener("focus", () => (last = text));
  for (const chip of form.querySelectorAll("[data-fact]")) {
    chip.addEventListener("click", () => {
      last.focus();
      last.setRangeText(`{${chip.dataset.fact}}`, last.selectionStart, last.selectionEnd, "end");
      last.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }

  // --- pictures are asked for only where one is chosen ---
  const show = () => {
    for (const name of ["ground", "emblem"]) {
      let place = form.elements[`${name}_picture`];
      while (!place.querySelector("label")) place = place.parentElement;
      place.hidden = form.elements[name].value !== "picture";
    }
  };
  form.addEventListener("change", show);
  show();
  look();
})();
