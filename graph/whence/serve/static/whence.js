// What the pages do better with a script; all of them work without one.
"use strict";

// An article: the card of the claim that has the focus is shown, without a change of the address.
const cards = new Map([...document.querySelectorAll("[data-card]")].map((card) => [card.dataset.card, card]));
const marks = [...document.querySelectorAll("[data-claim]")];
const panel = document.querySelector(".cards");

function show(number) {
  for (const [other, card] of cards) card.classList.toggle("shown", other === number);
  for (const mark of marks) mark.classList.toggle("shown", mark.dataset.claim === number);
  const card = cards.get(number);
  if (card && panel && panel.scrollHeight > panel.clientHeight) {
    panel.scrollTop += card.getBoundingClientRect().top - panel.getBoundingClientRect().top - 8;
  }
}

function hide() {
  show("");
  if (location.hash.startsWith("#claim-")) {
    const number = location.hash.slice("#claim-".length);
    history.replaceState(null, "", location.pathname + location.search + "#mark-" + number);
    document.getElementById("mark-" + number)?.focus();
  }
}

for (const mark of marks) {
  mark.addEventListener("focus", () => show(mark.dataset.claim));
  mark.addEventListener("mouseenter", () => {
    for (const other of marks) other.classList.toggle("near", other.dataset.claim === mark.dataset.claim);
  });
  mark.addEventListener("mouseleave", () => {
    for (const other of marks) other.classList.remove("near");
  });
}
if (cards.size) {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  addEventListener("hashchange", () => {
    if (location.hash.startsWith("#claim-")) show(location.hash.slice("#claim-".length));
  });
}

// The query page: Ctrl+Enter runs the query.
const query = document.getElementById("query");
if (query) {
  document.querySelector(".keys").hidden = false;
  query.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) query.form.requestSubmit();
  });
}
