/** Puts a number of a kind into words, and a difference of two, where that differs. */
export interface NumberWords {
  value: (value: number) => string;
  difference?: (difference: number) => string;
}
