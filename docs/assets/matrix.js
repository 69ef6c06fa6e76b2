/* In the matrix of shared organizations a dot tells what it stands for when pointed at, and the column of the
   organization chosen is marked. */
"use strict";

(() => {
  const rightToLeft = document.documentElement.dir === "rtl";

  /**
   * @param {HTMLElement} matrix
   * @param {HTMLFormElement} form the form that narrows its rows
   */
  function explain(matrix, form) {
    const columns = /** @type {HTMLElement[]} */ ([...matrix.querySelectorAll(".atlas-matrix__heads [data-id]")]);
    matrix.addEventListener("pointermove", (event) => {
      const svg = event.target?.closest(".atlas-matrix__row")?.firstElementChild;
      const row = svg?.closest("tr");
      if (!svg || !row) return;
      const box = svg.getBoundingClientRect();
      const share = (event.clientX - box.left) / box.width;
      const column = columns[Math.floor((rightToLeft ? 1 - share : share) * columns.length)];
      const shares = column && row.dataset.organization?.split(" ").includes(column.dataset.id ?? "");
      const cell = /** @type {HTMLElement} */ (svg.parentElement);
      cell.title = column ? `${shares ? "■" : "□"} ${row.cells[0].textContent} – ${column.title}` : "";
    });
    const chosen = /** @type {HTMLSelectElement} */ (form.elements.namedItem("organization"));
    const mark = () => {
      const place = columns.findIndex((column) => column.dataset.id === chosen.value);
      matrix.classList.toggle("atlas-matrix--chosen", place >= 0);
      matrix.style.setProperty("--atlas-column", String(rightToLeft ? columns.length - 1 - place : place));
    };
    form.addEventListener("input", mark);
    form.addEventListener("reset", () => setTimeout(mark));
    mark();
  }

  /** @type {HTMLElement | null} */
  const matrix = document.querySelector(".atlas-matrix");
  /** @type {HTMLFormElement | null} */
  const form = document.querySelector(".atlas-filter");
  if (matrix && form) explain(matrix, form);
})();
