/* Pictures for programs that take no SVG, drawn in the browser where no release has made them: a link to PNG beside
   that to SVG. The picture is as the browser shows it, at twice its size, so that it is sharp on paper. */
"use strict";

(() => {
  const SCALE = 2;

  /**
   * The picture at an address as PNG; null if it is too large for the browser.
   * @param {string} address
   * @returns {Promise<Blob | null>}
   */
  async function drawn(address) {
    const image = Object.assign(new Image(), { src: address });
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), {
      width: image.naturalWidth * SCALE,
      height: image.naturalHeight * SCALE,
    });
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  }

  /** @param {MouseEvent} event */
  async function take(event) {
    event.preventDefault();
    const link = /** @type {HTMLAnchorElement} */ (event.currentTarget);
    const blob = await drawn(link.href);
    if (!blob) return;
    const url = URL.createObjectURL(blob);
    const name = new URL(link.href).pathname
      .split("/")
      .at(-1)
      ?.replace(/\.svg$/, ".png");
    Object.assign(document.createElement("a"), { href: url, download: name }).click();
    URL.revokeObjectURL(url);
  }

  if (location.protocol === "file:") return; // there a canvas gives nothing away
  for (const place of document.querySelectorAll(":is(li, h2 ~ p) > .atlas-released[hidden]")) {
    const [svg, png] = [place.previousElementSibling, place.querySelector("a")];
    if (!(svg instanceof HTMLAnchorElement) || !png) continue;
    png.href = svg.href;
    png.addEventListener("click", take);
    place.removeAttribute("hidden");
  }
})();
