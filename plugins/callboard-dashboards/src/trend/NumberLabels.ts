/** Formats numbers of one kind, and differences of two if those read differently. */
export interface NumberLabels {
  value: (value: number) => string;
  difference?: (difference: number) => string;
}
