/** Lengths are in points: 72 of them are an inch. A4 lying on its side. */
export const paper = { width: 841.89, height: 595.28, margin: 36 } as const;

/** The colours of what is printed. */
export const inks = {
  strong: '#1d2127',
  plain: '#3c434d',
  weak: '#5b6470',
  line: '#d9dde3',
  faint: '#f3f4f6',
  link: '#0c5598',
  warning: '#8a4b00',
} as const;

/** Where something is drawn. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}
