/**
 * Styles of a list that shows the actions of a row on hover or focus. The actions keep their space.
 * On devices without hover, such as phones, all of them show.
 */
export const hoverActions = {
  '@media (hover: hover)': {
    '& [data-actions]': { opacity: 0 },
    '& :is(li, [role=row]):is(:hover, :focus-within) [data-actions], & [data-actions]:has([aria-expanded=true])':
      { opacity: 1 },
  },
} as const;
