/**
 * Styles of a list in which the acts of a row show while the pointer or the focus
 * is on it. They keep their place. Where nothing can rest on a row, as on a phone,
 * all of them show.
 */
export const calmActs = {
  '@media (hover: hover)': {
    '& [data-acts]': { opacity: 0 },
    '& :is(li, [role=row]):is(:hover, :focus-within) [data-acts], & [data-acts]:has([aria-expanded=true])':
      { opacity: 1 },
  },
} as const;
