// Lets a file be dropped anywhere on the box, and says at once that one is too large.
"use strict";

for (const box of document.querySelectorAll(".drop[data-limit]")) {
  const input = box.querySelector("input[type=file]");
  const look = () => {
    const file = input.files[0];
    const isTooLarge = file && file.size > Number(box.dataset.limit);
    input.setCustomValidity(isTooLarge ? box.dataset.tooLarge : "");
    if (isTooLarge) input.reportValidity();
  };
  input.addEventListener("change", look);
  box.addEventListener("dragover", (event) => { event.preventDefault(); box.toggleAttribute("data-over", true); });
  box.addEventListener("dragleave", () => box.toggleAttribute("data-over", false));
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    box.toggleAttribute("data-over", false);
    if (event.dataTransfer.files.length !== 1) return;
    input.files = event.dataTransfer.files;
    look();
  });
}
