/* The page "Compare": two partners side by side. All facts are in the page itself, so that it works without a server.
   The choice stands in the address (?a=iran&b=turkey), so that a comparison can be linked. */
"use strict";

(() => {
  const form = document.querySelector(".atlas-compare");
  if (!form) return;
  const { relations, organizations } = JSON.parse(document.querySelector("#compare-data").textContent);
  if (!Object.keys(relations).length) return;
  const sides = ["a", "b"].map((side) => form.querySelector(`#compare-${side}`));
  const table = document.querySelector("[data-compare] table");
  const lists = document.querySelector("[data-compare-shared]");
  const link = (address, text) => Object.assign(document.createElement("a"), { href: address, textContent: text });

  function plainList(texts) {
    const list = document.createElement("ul");
    list.append(...texts.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
    return list;
  }

  function organizationList(title, ids) {
    if (!ids.length) return [];
    const heading = Object.assign(document.createElement("p"), {
      className: "atlas-members__status",
      textContent: title,
    });
    const list = Object.assign(document.createElement("ul"), { className: "atlas-shared" });
    for (const id of ids) {
      const item = document.createElement("li");
      item.append(link(organizations[id].address, organizations[id].name));
      list.append(item);
    }
    return [heading, list];
  }

  function show() {
    const chosen = sides.map((side) => relations[side.value]);
    chosen.forEach((relation, i) => {
      table.tHead.rows[0].cells[i + 1].replaceChildren(link(relation.address, relation.name));
      for (const row of table.tBodies[0].rows) {
        const cell = row.cells[i + 1];
        cell.dataset.label = relation.name;
        const fact = relation[row.dataset.row];
        if (Array.isArray(fact) && fact.length) cell.replaceChildren(plainList(fact));
        else cell.textContent = fact.length ? fact : form.dataset.none;
      }
    });
    const [first, second] = chosen.map((relation) => relation.organizations);
    lists.replaceChildren(
      ...organizationList(
        form.dataset.both,
        first.filter((id) => second.includes(id)),
      ),
      ...organizationList(
        form.dataset.only.replace("{partner}", () => chosen[0].name),
        first.filter((id) => !second.includes(id)),
      ),
      ...organizationList(
        form.dataset.only.replace("{partner}", () => chosen[1].name),
        second.filter((id) => !first.includes(id)),
      ),
    );
  }

  const address = new URLSearchParams(location.search);
  sides.forEach((side, i) => {
    const asked = address.get("ab"[i]);
    if (Object.hasOwn(relations, asked)) side.value = asked;
    side.addEventListener("change", () => {
      history.replaceState(null, "", `${location.pathname}?a=${sides[0].value}&b=${sides[1].value}`);
      show();
    });
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  show();
})();
