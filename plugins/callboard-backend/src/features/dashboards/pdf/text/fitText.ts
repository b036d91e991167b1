const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

const ELLIPSIS = '…';

/**
 * Cuts a text to a width and appends an ellipsis if cut. Empty if not even that fits.
 *
 * @param measure - the width of a text
 */
export function fitText(
  text: string,
  width: number,
  measure: (text: string) => number,
): string {
  if (measure(text) <= width) {
    return text;
  }
  const parts = [...graphemes.segment(text)].map(({ segment }) => segment);
  const cutTo = (count: number) =>
    parts.slice(0, count).join('').trimEnd() + ELLIPSIS;
  let [fitting, tooMany] = [-1, parts.length];
  while (tooMany - fitting > 1) {
    const middle = Math.floor((fitting + tooMany) / 2);
    if (measure(cutTo(middle)) <= width) {
      fitting = middle;
    } else {
      tooMany = middle;
    }
  }
  return fitting < 0 ? '' : cutTo(fitting);
}
