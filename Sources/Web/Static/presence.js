// Keeps the numbers of who is here fresh. Without it they are those of when the page was loaded.
"use strict";

const presence = document.querySelector("[data-presence]");

// Shows the numbers that the chapter sent.
function showPresence(numbers) {
  if (!presence || !numbers) return;
  const part = (name) => presence.querySelector(`[data-part="${name}"]`);
  const put = (name, text) => {
    const element = part(name);
    // A live region that is written anew is read aloud anew.
    if (element && element.textContent !== text) element.textContent = text;
  };
  put("count", numbers.count);
  put("base", numbers.base);
  put("detail", numbers.detail);
  const chip = part("chip");
  chip.hidden = !numbers.state;
  if (!numbers.state) return;
  put("chip-text", numbers.state);
  chip.className = `chip ${numbers.kind}`;
  const icon = part("icon");
  icon.setAttribute("href", `${icon.getAttribute("href").split("#")[0]}#${numbers.icon}`);
  const meter = part("meter");
  if (!meter) return;
  meter.setAttribute("class", `meter thick ${numbers.kind}`);
  meter.setAttribute("aria-label", numbers.label);
  part("fill").setAttribute("width", numbers.width);
  part("mark").setAttribute("x", numbers.mark);
}

// Asks every few seconds while somebody looks.
async function refreshPresence() {
  if (document.hidden) return;
  try {
    const answer = await fetch(presence.dataset.presence, { headers: { Accept: "application/json" } });
    if (answer.ok && !answer.redirected) showPresence(await answer.json());
  } catch {
    // No network: the numbers stay as they are until it is back.
  }
}

if (presence?.dataset.presence) {
  setInterval(refreshPresence, 5000);
  document.addEventListener("visibilitychange", refreshPresence);
}
