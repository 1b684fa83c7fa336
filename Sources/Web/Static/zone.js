// Chooses the time zone that this browser is in, while nobody has chosen one.
"use strict";

{
  const field = document.querySelector("select[data-suggested]");
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
  // A browser that keeps its place to itself says UTC, which is no place.
  const isPlace = here.includes("/");
  if (field && isPlace && [...field.options].some((option) => option.value === here)) {
    field.value = here;
  }
}
