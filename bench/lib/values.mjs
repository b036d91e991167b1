export const DAY_MS = 86_400_000;

/** So many departments a company has. */
export const DEPARTMENTS = 60;

/** A number that looks like chance and is the same in every run. */
export const mixed = n => (n * 7_919 + 104_729) % 1_000_003;

/** A value of a list, over and over. */
export const pick = (list, n) => list[n % list.length];
