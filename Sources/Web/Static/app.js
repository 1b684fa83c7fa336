// Makes the pages nicer. Everything works without it.
"use strict";

// “/” goes to the search field, as the sign beside it says.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const search = document.querySelector(".top input[type=search]");
  if (!search || search.offsetParent === null) return;
  event.preventDefault();
  search.focus();
});

// In an entry of a list that is decided on, a letter presses the button that carries it.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select")) return;
  const entry = event.target.closest("[data-keys]");
  const button = entry && [...entry.querySelectorAll("[data-key]")]
    .find((one) => one.dataset.key === event.key.toLowerCase());
  if (!button) return;
  event.preventDefault();
  button.click();
});

// A form is sent once, also when the button is pressed twice; one that downloads stays open.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented || "again" in form.dataset) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "1";
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// After a call comes how it went: where a page knows the way, it leads there by itself.
document.addEventListener("click", (event) => {
  const way = document.querySelector("[data-after-call]");
  if (!way || !event.target.closest("a[href^='tel:']")) return;
  setTimeout(() => location.assign(way.dataset.afterCall), 1500);
});

// What has to be put right is where the eye goes first.
document.querySelector(".errors[role=alert]")?.focus();

// The box in the head of a list chooses everybody on the page.
for (const every of document.querySelectorAll(".choosing .every")) {
  const boxes = [...every.closest("form").querySelectorAll("tbody .pick input")];
  every.hidden = false;
  every.addEventListener("change", () => boxes.forEach((box) => { box.checked = every.checked; }));
}
