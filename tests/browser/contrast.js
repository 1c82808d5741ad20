/**
 * The contrast of letters with what is next to them, on the picture itself.
 *
 * `pink` and `green` are the same picture with the letters in those colours: where they differ is a letter. Measured is
 * the ground 1.5 to 2.3 px off a letter: within an outline of 2 px, and where the eye finds the letter's edge.
 *
 * @param {{real: string, pink: string, green: string, boxes: {x, y, width, height, color}[]}} shot data URLs, CSS px
 * @returns {Promise<{all: number, worst: number, boxes: number}>} the contrast (WCAG 2.2) that 95 % of the ground
 *   reach: of all boxes together, and of the worst one by itself
 */
async ({ real, pink, green, boxes }) => {
  const [shown, one, other] = await Promise.all([real, pink, green].map(pixels));
  const found = boxes.map((box) => contrastsOf(box)).filter((contrasts) => contrasts.length > 50); // else: no letters
  return { all: reached(found.flat()), worst: Math.min(...found.map(reached)), boxes: found.length };

  function reached(contrasts) {
    return contrasts.sort((a, b) => a - b)[Math.floor(contrasts.length * 0.05)];
  }

  async function pixels(url) {
    const bitmap = await createImageBitmap(await (await fetch(url)).blob());
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    context.drawImage(bitmap, 0, 0);
    return context.getImageData(0, 0, bitmap.width, bitmap.height);
  }

  function contrastsOf({ x, y, width, height, color }) {
    const ink = luminance(color.match(/[\d.]+/g).slice(0, 3).map(Number));
    const found = [];
    for (let row = Math.max(3, Math.floor(y) - 2); row < Math.min(shown.height - 3, y + height + 2); row += 1)
      for (let column = Math.max(3, Math.floor(x) - 2); column < Math.min(shown.width - 3, x + width + 2); column += 1) {
        if (touched(column, row) || !near(column, row)) continue;
        const at = (row * shown.width + column) * 4;
        const ground = luminance([...shown.data.slice(at, at + 3)]);
        found.push((Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05));
      }
    return found;
  }

  function near(column, row) {
    for (let dy = -2; dy <= 2; dy += 1)
      for (let dx = -2; dx <= 2; dx += 1) {
        const distance = Math.hypot(dx, dy);
        if (distance >= 1.5 && distance <= 2.3 && solid(column + dx, row + dy)) return true;
      }
    return false;
  }

  function difference(column, row) {
    const at = (row * shown.width + column) * 4;
    return [0, 1, 2].reduce((sum, channel) => sum + Math.abs(one.data[at + channel] - other.data[at + channel]), 0);
  }
  function touched(column, row) {
    return difference(column, row) > 24;
  }
  function solid(column, row) {
    return difference(column, row) > 500;
  }
  function luminance(rgb) {
    const [r, g, b] = rgb.map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }
}
