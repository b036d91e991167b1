const format = new Intl.NumberFormat(undefined, {
  style: 'percent',
  maximumFractionDigits: 0,
});

/** A share in whole percent. */
export const formatPercent = (share: number): string => format.format(share);
