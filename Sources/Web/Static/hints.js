// Says while one types what the answer would be after sending. Without it the answer comes then.
"use strict";

// Written anew only where it differs: a live region that is written anew is read aloud anew.
function hint(element, text) {
  if (element.textContent === text) return;
  element.textContent = text;
  element.hidden = text === "";
}

// Whoever is known and may be the same, each with a link; nothing where there is nobody.
function showKnown(box, answer) {
  const key = JSON.stringify(answer.people);
  if (box.dataset.shown === key) return;
  box.dataset.shown = key;
  box.replaceChildren();
  if (answer.people.length === 0) return;
  const note = document.createElement("div");
  note.className = "note warn";
  const heading = document.createElement("b");
  heading.textContent = answer.heading;
  const list = document.createElement("ul");
  list.className = "list close wordy";
  for (const person of answer.people) {
    const name = document.createElement("bdi");
    name.textContent = person.name;
    const link = document.createElement("a");
    link.href = person.address;
    link.append(name);
    const why = document.createElement("small");
    why.className = "muted";
    why.textContent = person.sentence;
    const item = document.createElement("li");
    item.append(link, why);
    list.append(item);
  }
  const inside = document.createElement("div");
  inside.append(heading, list);
  note.append(inside);
  box.append(note);
}

// How many the search finds as it stands in the form.
function showFound(box, answer) {
  for (const [name, text] of Object.entries(answer)) {
    const part = box.querySelector(`[data-part="${name}"]`);
    if (part) hint(part, text);
  }
}

for (const form of document.querySelectorAll("form[data-hints]")) {
  const box = document.getElementById(form.dataset.hintsIn);
  const names = form.dataset.hintsOf?.split(" ");
  // What is asked for is in the body, never in an address, which logs and histories keep.
  const entered = () => {
    const pairs = [...new FormData(form)].filter(([name, value]) =>
      typeof value === "string" && (!names || names.includes(name)));
    return new URLSearchParams(pairs).toString();
  };
  let timer;
  let last = entered();
  let asked = 0;
  const ask = async () => {
    const body = entered();
    if (body === last) return;
    last = body;
    const mine = ++asked;
    try {
      const answer = await fetch(form.dataset.hints, {
        method: "POST",
        body,
        headers: { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" },
      });
      // Who has typed on meanwhile waits for the later answer.
      if (mine !== asked || !answer.ok || answer.redirected) return;
      (names ? showKnown : showFound)(box, await answer.json());
    } catch {
      // No network: sending the form says the same.
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 400);
  });
}
