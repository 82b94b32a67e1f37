"use strict";
// ---- the table of a page too large to carry its rows: they are made when they are first wanted

function nameCell(number) {
  const [zh, en] = DATA.things[number].name;
  return element("button", { type: "button", class: "thing", "data-thing": number }, element("bdi", { class: "zh", lang: "zh-Hans" }, zh), " ", element("bdi", { class: "en", lang: "en" }, en));
}
function tableRow({ left, right }, number, stated) {
  const through = stated.through.flatMap((one, at) => [at ? "、" : "：", bilingual(one)]);
  const places = stated.paragraphs.flatMap((place, at) => [at ? "; " : "", element("span", { class: "paragraph" }, DATA.paragraphs[place].number), " ", bilingual(DATA.paragraphs[place].heading)]);
  return element(
    "tr",
    { role: "row", "data-link": number, "data-relation": stated.relation },
    element("th", { role: "rowheader", scope: "row" }, nameCell(left)),
    element("td", { role: "cell" }, bilingual(reading(stated)), ...through),
    element("td", { role: "cell" }, nameCell(right)),
    element("td", { role: "cell" }, ...places),
  );
}
function fillTable() {
  const body = document.querySelector("#list tbody");
  if (body.rows.length) return;
  body.append(...DATA.links.flatMap((link, number) => link.statements.map((stated) => tableRow(link, number, stated))));
  filterRows();
}
