/** A small switch and its label, aligned with the content above. */
export const switchLabelStyle = { ml: '-4px', mr: 0, gap: 1 } as const;
