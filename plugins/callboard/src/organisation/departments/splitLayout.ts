/** Two panes beside each other, or one where the window is narrow. */
export const splitLayout = {
  display: 'grid',
  gridTemplateColumns: {
    xs: 'minmax(0, 1fr)',
    md: 'minmax(280px, 2fr) minmax(0, 5fr)',
  },
  gap: 3,
  alignItems: 'start',
} as const;
