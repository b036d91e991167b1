/** A4 landscape. Lengths are in points: 72 to the inch. */
export const paper = { width: 841.89, height: 595.28, margin: 36 } as const;

/** The colours of a document. */
export const inks = {
  strong: '#1d2127',
  plain: '#3c434d',
  weak: '#5b6470',
  line: '#d9dde3',
  faint: '#f3f4f6',
  link: '#0c5598',
  warning: '#8a4b00',
} as const;

/** An area of a page. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}
