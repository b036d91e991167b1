/** Two panes side by side, or one in a narrow window. */
export const splitLayout = {
  display: 'grid',
  gridTemplateColumns: {
    xs: 'minmax(0, 1fr)',
    md: 'minmax(280px, 2fr) minmax(0, 5fr)',
  },
  gap: 3,
  alignItems: 'start',
} as const;
