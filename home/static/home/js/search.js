// Suggestions while typing (the combobox pattern of ARIA), and the report of a question that found nothing.
// Without this script the form searches just the same.

const WAIT = 150, SHORTEST = 2;

const make = (tag, attributes, text = "") => {
  const element = Object.assign(document.createElement(tag), { textContent: text });
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};

class Suggestions {
  constructor(form) {
    this.form = form;
    this.input = form.querySelector("input[type=search]");
    this.list = make("ul", { id: "suggestions", role: "listbox", class: "suggestions", "aria-label": form.dataset.suggestLabel });
    this.said = make("p", { class: "vh", role: "status" });
    this.list.hidden = true;
    this.input.after(this.list, this.said);
    this.input.parentElement.classList.add("has-suggestions");
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "suggestions",
    })) this.input.setAttribute(name, value);
    this.input.addEventListener("input", event => this.typed(event));
    this.input.addEventListener("keydown", event => this.key(event));
    this.input.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", event => event.preventDefault()); // the field keeps the focus
    this.list.addEventListener("click", event => this.go(event.target.closest("[role=option]")));
  }

  typed(event) {
    clearTimeout(this.timer);
    if (event.isComposing) return;
    const text = this.input.value.trim();
    if (text.length < SHORTEST || text.length > this.input.maxLength) return this.close();
    this.timer = setTimeout(() => this.ask(text), WAIT);
  }

  async ask(text) {
    this.asked?.abort();
    this.asked = new AbortController();
    try {
      const answer = await fetch(`${this.form.dataset.suggest}?${new URLSearchParams({ q: text })}`, { signal: this.asked.signal });
      if (!answer.ok) return this.close();
      const { suggestions } = await answer.json();
      if (this.input.value.trim() === text && document.activeElement === this.input) this.show(suggestions);
    } catch (problem) {
      if (problem.name !== "AbortError") this.close(); // no connection: the form works without
    }
  }

  show(suggestions) {
    this.list.replaceChildren(...suggestions.map(({ title, url }, place) =>
      make("li", { id: `suggestion-${place}`, role: "option", "aria-selected": "false", "data-url": url }, title)));
    const { suggestOne, suggestMany } = this.form.dataset, count = suggestions.length;
    this.said.textContent = count ? (count === 1 ? suggestOne : suggestMany.replace("{n}", count)) : "";
    this.open(count > 0);
  }

  open(open) {
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", open);
    this.mark(-1);
  }

  close() {
    clearTimeout(this.timer);
    this.asked?.abort();
    this.said.textContent = "";
    this.open(false);
  }

  mark(place) {
    this.place = place;
    [...this.list.children].forEach((option, number) => option.setAttribute("aria-selected", number === place));
    const option = this.list.children[place];
    if (option) {
      this.input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else this.input.removeAttribute("aria-activedescendant");
  }

  key(event) {
    if (event.isComposing) return;
    const count = this.list.children.length, shown = !this.list.hidden;
    if (event.key === "Escape" && shown) this.close();
    else if (event.key === "Enter" && shown && this.place >= 0) this.go(this.list.children[this.place]);
    else if (event.key === "ArrowDown" && count) shown ? this.mark((this.place + 1) % count) : (this.open(true), this.mark(0));
    else if (event.key === "ArrowUp" && shown) this.mark(this.place < 0 ? count - 1 : this.place - 1);
    else return;
    event.preventDefault();
  }

  go(option) {
    if (option) location.assign(option.dataset.url);
  }
}

for (const form of document.querySelectorAll("form[data-suggest]")) new Suggestions(form);

// Looking writes nothing; the page of an empty answer tells it afterwards.
const miss = document.querySelector("[data-miss]");
if (miss) navigator.sendBeacon(miss.dataset.missTo, miss.dataset.miss);
