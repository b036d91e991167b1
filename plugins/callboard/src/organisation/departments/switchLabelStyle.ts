/** A small switch and its label, in line with what stands above. */
export const switchLabelStyle = { ml: '-4px', mr: 0, gap: 1 } as const;
