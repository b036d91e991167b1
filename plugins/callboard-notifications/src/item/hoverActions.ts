/**
 * Styles of a list in which the acts of a row show while the pointer or the focus
 * is on it. They keep their place. Where nothing can rest on a row, as on a phone,
 * all of them show.
 */
export const hoverActions = {
  '@media (hover: hover)': {
    '& [data-actions]': { opacity: 0 },
    '& :is(li, [role=row]):is(:hover, :focus-within) [data-actions], & [data-actions]:has([aria-expanded=true])':
      { opacity: 1 },
  },
} as const;
