// The door: finds people as one types, checks them in at once, and keeps what could not be sent
// until the network is back. Without it the same page works with plain forms.
//
// What waits is kept in this browser, so that closing the page loses nothing: for people of the
// list only their number and the time, for guests the name. Each goes as soon as it is sent.
"use strict";

const door = document.getElementById("door");
if (door) openDoor(door);

function openDoor(door) {
  const words = door.dataset;
  const place = `check-in:${words.key}`;
  const input = door.querySelector("#who");
  const hits = door.querySelector("#hits");
  const people = new Map();
  let isWhole = false;
  let queue = load();
  let inFlight = new Set();
  let hasFailed = false;
  let problem = "";
  let last = null;

  // What waits ---------------------------------------------------------------------------------

  function load() {
    try {
      const kept = JSON.parse(localStorage.getItem(place) ?? "[]");
      return Array.isArray(kept) ? kept.filter((step) => step && step.id && step.act && step.who) : [];
    } catch { return []; }
  }

  function keep() {
    try {
      if (queue.length) localStorage.setItem(place, JSON.stringify(queue));
      else localStorage.removeItem(place);
    } catch {
      // No room or not allowed: it is still kept in the page.
    }
    showWaiting();
  }

  function showWaiting() {
    const note = document.getElementById("waiting");
    const text = queue.length && hasFailed
      ? (queue.length === 1 ? words.waitingOne : words.waitingOther).replace("{count}", queue.length)
      : "";
    note.hidden = !text && !problem;
    put(note.querySelector("b"), text);
    put(note.querySelector("span"), problem || (text && words.waitingHow));
  }

  async function send() {
    if (inFlight.size || !queue.length) return;
    const batch = queue.slice(0, 50);
    inFlight = new Set(batch.map((step) => step.id));
    const now = Date.now();
    try {
      const answer = await fetch(words.queue, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({
          steps: batch.map(({ at, ...step }) => ({ ...step, ago: Math.max(0, now - at) })),
        }),
      });
      if (!answer.ok) throw answer;
      const outcome = await answer.json();
      const done = new Set(outcome.done);
      queue = queue.filter((step) => !done.has(step.id));
      hasFailed = false;
      problem = outcome.refused.map((refused) => refused.sentence).join(" ");
      showPresence(outcome.presence);
      if (outcome.refused.length) loadPeople();
    } catch (failure) {
      hasFailed = true;
      problem = failure.status === 403 ? words.signedOut : "";
    }
    inFlight = new Set();
    keep();
    if (queue.length && !hasFailed) send();
  }

  // Doing something ----------------------------------------------------------------------------

  function add(act, who, name) {
    const step = { id: random(), act, who, at: Date.now() };
    // Only a guest's name is needed by the chapter; that of others stays out of what is kept.
    if (act === "in" && name !== undefined) step.name = name;
    queue.push(step);
    keep();
    send();
    return step;
  }

  function take(act, person, isGuest) {
    const step = add(act, person.who, isGuest ? person.name : undefined);
    last = { step, person, before: { ...person } };
    const time = clock();
    if (act === "in") Object.assign(person, { state: "in", note: words.since.replace("{time}", time) });
    if (act === "back") Object.assign(person, { state: "in", note: words.since.replace("{time}", time) });
    if (act === "out") Object.assign(person, { state: "away", note: words.away.replace("{time}", time) });
    const sentence = { in: words.isIn, out: words.hasLeft, back: words.isBack }[act];
    say(sentence.replace("{name}", person.name).replace("{time}", time), undo);
    input.value = "";
    show();
    input.focus();
  }

  function undo() {
    if (!last) return;
    const { step, person, before } = last;
    last = null;
    if (queue.includes(step) && !inFlight.has(step.id)) {
      queue = queue.filter((other) => other !== step);
      keep();
    } else {
      add({ in: "undo", out: "back", back: "out" }[step.act], step.who);
    }
    Object.assign(person, before);
    say(words.undone.replace("{name}", person.name));
    show();
    input.focus();
  }

  // Finding people -----------------------------------------------------------------------------

  async function loadPeople() {
    try {
      const answer = await fetch(words.people);
      if (!answer.ok || answer.redirected) return;
      const list = await answer.json();
      isWhole = list.isWhole;
      const waiting = new Set(queue.map((step) => step.who));
      for (const person of list.people) {
        // What was done here and not sent yet is newer than what the chapter knows.
        if (waiting.has(person.who) && people.has(person.who)) continue;
        people.set(person.who, { ...person, words: fold(person.name) });
      }
    } catch {
      // No network: what was loaded before is still there.
    }
  }

  function show() {
    const typed = fold(input.value);
    const found = [];
    if (isWhole && typed.length) {
      for (const person of people.values()) {
        if (typed.every((word) => person.words.some((other) => other.startsWith(word)))) {
          found.push(person);
          if (found.length === 12) break;
        }
      }
    }
    hits.replaceChildren(...found.map(card));
    const nobody = door.querySelector("#nobody");
    nobody.hidden = !isWhole || !typed.length || found.length > 0;
    put(nobody, words.nobody.replace("{name}", input.value));
    door.querySelector("#hint").hidden = typed.length > 0;
  }

  function card(person) {
    const item = document.getElementById("hit").content.firstElementChild.cloneNode(true);
    item.dataset.who = person.who;
    put(item.querySelector(".face"), initials(person.name));
    put(item.querySelector("bdi"), person.name);
    const note = item.querySelector("small");
    put(note, person.note);
    note.classList.toggle("ok-text", person.state !== "new");
    const [act, name, label] = {
      new: ["in", words.here, words.inOf],
      in: ["out", words.left, words.leftOf],
      away: ["back", words.back, words.backOf],
    }[person.state];
    const button = item.querySelector("button");
    put(button, name);
    button.classList.toggle("main", act === "in");
    button.setAttribute("aria-label", label.replace("{name}", person.name));
    button.addEventListener("click", () => take(act, person));
    return item;
  }

  // The letters that people type without their strokes, as the chapter's own search does it.
  function fold(text) {
    const plain = { ł: "l", ø: "o", đ: "d", ð: "d", ı: "i", ß: "ss", æ: "ae", œ: "oe", þ: "th" };
    return text.normalize("NFKD").toLowerCase().replace(/[\p{M}'’ʼ‘`´]/gu, "")
      .replace(/[łøđðıßæœþ]/g, (letter) => plain[letter]).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  }

  function initials(name) {
    const parts = name.split(" ").filter(Boolean);
    const ends = parts.length > 1 ? [parts[0], parts[parts.length - 1]] : parts;
    return ends.map((part) => [...part][0]).join("").toUpperCase();
  }

  function clock() {
    const style = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
    try {
      return new Date().toLocaleTimeString("en-GB", { ...style, timeZone: words.zone });
    } catch { return new Date().toLocaleTimeString("en-GB", style); }
  }

  function random() {
    const bytes = crypto.getRandomValues(new Uint8Array(12));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  function put(element, text) {
    if (element.textContent !== text) element.textContent = text;
  }

  function say(sentence, undoing) {
    document.getElementById("just-now")?.remove();
    const said = document.getElementById("said-bar").content.firstElementChild.cloneNode(true);
    put(said.querySelector("bdi"), sentence);
    const button = said.querySelector("button");
    if (undoing) button.addEventListener("click", undoing);
    else button.remove();
    document.getElementById("said").replaceChildren(said);
  }

  // The page -----------------------------------------------------------------------------------

  input.addEventListener("input", () => { if (isWhole) show(); });
  input.form.addEventListener("submit", (event) => {
    if (!isWhole) return;
    event.preventDefault();
    const only = hits.children.length === 1 ? hits.querySelector("button") : null;
    if (only) only.focus();
  });
  // People whom the chapter found are taken without leaving the page, too.
  hits.addEventListener("submit", (event) => {
    event.preventDefault();
    const item = event.target.closest(".hit");
    const act = { left: "out", back: "back" }[event.submitter?.value] ?? "in";
    const known = people.get(item.dataset.who);
    take(act, known ?? { who: item.dataset.who, name: item.querySelector("bdi").textContent, words: [] });
  });
  const guests = document.getElementById("guest-form");
  door.querySelector("#guest").addEventListener("click", (event) => {
    event.preventDefault();
    guests.hidden = !guests.hidden;
    if (!guests.hidden) guests.querySelector("input").focus();
  });
  guests.addEventListener("submit", (event) => {
    event.preventDefault();
    const field = guests.querySelector("input");
    const name = field.value.trim();
    if (!name) { field.focus(); return; }
    field.value = "";
    guests.hidden = true;
    take("in", { who: random(), name, words: [] }, true);
  });
  door.querySelector("#undo-last")?.addEventListener("submit", (event) => {
    if (!last) return;
    event.preventDefault();
    undo();
  });
  addEventListener("online", () => { send(); loadPeople(); });
  setInterval(send, 5000);
  setInterval(() => { if (!document.hidden && !queue.length) loadPeople(); }, 120000);
  if (queue.length) hasFailed = true;
  showWaiting();
  loadPeople().then(() => { if (isWhole && input.value) show(); });
  send();
}
