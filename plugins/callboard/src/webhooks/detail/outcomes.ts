/** The outcomes of deliveries, in the order in which bars are stacked. */
export const outcomes = ['delivered', 'failed', 'pending'] as const;

/** The indexes of their colours in the chart palette: green, red and grey. */
export const outcomeColours: Record<(typeof outcomes)[number], number> = {
  delivered: 2,
  failed: 3,
  pending: 7,
};
