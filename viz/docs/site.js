"use strict";
(() => {
  // The language is remembered from page to page; without storage each page begins with both.
  const KEY = "iprgraph-docs-language";
  const modes = [...document.querySelectorAll("input[name=mode]")];
  const remembered = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  };
  const remember = (mode) => {
    try {
      localStorage.setItem(KEY, mode);
    } catch {
      // a page that may not store still changes its language
    }
  };
  for (const one of modes) {
    if (one.value === remembered()) one.checked = true;
    one.addEventListener("change", () => remember(one.value));
  }

  const search = document.getElementById("_search");
  if (!search) return;
  const rows = [...document.querySelectorAll(".sought")];
  const found = document.getElementById("_found");
  const lists = [...document.querySelectorAll(".letters ul")];
  search.closest("p").hidden = false;
  search.addEventListener("input", () => {
    const words = search.value.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const row of rows) {
      row.hidden = !words.every((word) => row.dataset.sought.includes(word));
      if (!row.hidden && row.closest(".en")) count += 1;
    }
    for (const list of lists) {
      const none = [...list.children].every((row) => row.hidden);
      list.hidden = none;
      list.previousElementSibling.hidden = none;
    }
    found.value = words.length ? String(count) : "";
  });

  // ontology#Agency leads here: go on to where the term is described.
  const sought = decodeURIComponent(location.hash.slice(1));
  const row = rows.find((one) => one.id && one.id === sought);
  if (row) location.replace(row.querySelector("a").href);
})();
