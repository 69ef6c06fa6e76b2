/* The page "Compare": two partners side by side. All facts are in the page itself, so that it works without a server.
   The choice stands in the address (?a=iran&b=turkey), so that a comparison can be linked. */
"use strict";

(() => {
  /** @type {HTMLFormElement | null} */
  const found = document.querySelector(".atlas-compare");
  if (!found) return;
  const form = found;
  /** @typedef {{ address: string, name: string }} Organization */
  /** @typedef {{ address: string, name: string, organizations: string[] } & Record<string, any>} Relation */
  /** @type {{ relations: Record<string, Relation>, organizations: Record<string, Organization> }} */
  const { relations, organizations } = JSON.parse(document.querySelector("#compare-data")?.textContent ?? "");
  if (!Object.keys(relations).length) return;
  const sides = ["a", "b"].map((side) => /** @type {HTMLSelectElement} */ (form.querySelector(`#compare-${side}`)));
  const table = /** @type {HTMLTableElement} */ (document.querySelector("[data-compare] table"));
  const lists = /** @type {HTMLElement} */ (document.querySelector("[data-compare-shared]"));
  const { both = "", only = "", none = "" } = form.dataset;
  const link = (/** @type {string} */ address, /** @type {string} */ text) =>
    Object.assign(document.createElement("a"), { href: address, textContent: text });

  /** @param {string[]} texts */
  function plainList(texts) {
    const list = document.createElement("ul");
    list.append(...texts.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
    return list;
  }

  /**
   * A heading and a list of organizations; nothing if there are none.
   * @param {string} title
   * @param {string[]} ids
   */
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
      /** @type {HTMLTableSectionElement} */ (table.tHead).rows[0].cells[i + 1].replaceChildren(
        link(relation.address, relation.name),
      );
      for (const row of table.tBodies[0].rows) {
        const cell = row.cells[i + 1];
        cell.dataset.label = relation.name;
        const fact = relation[row.dataset.row ?? ""];
        if (Array.isArray(fact) && fact.length) cell.replaceChildren(plainList(fact));
        else cell.textContent = fact.length ? fact : none;
      }
    });
    table.closest("[data-compare]")?.toggleAttribute("data-filled", true);
    const [first, second] = chosen.map((relation) => relation.organizations);
    lists.replaceChildren(
      ...organizationList(
        both,
        first.filter((id) => second.includes(id)),
      ),
      ...organizationList(
        only.replace("{partner}", () => chosen[0].name),
        first.filter((id) => !second.includes(id)),
      ),
      ...organizationList(
        only.replace("{partner}", () => chosen[1].name),
        second.filter((id) => !first.includes(id)),
      ),
    );
  }

  const address = new URLSearchParams(location.search);
  sides.forEach((side, i) => {
    const asked = address.get("ab"[i]);
    if (asked && Object.hasOwn(relations, asked)) side.value = asked;
    side.addEventListener("change", () => {
      history.replaceState(null, "", `${location.pathname}?a=${sides[0].value}&b=${sides[1].value}`);
      show();
    });
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  show();
})();
