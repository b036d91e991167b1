import type { Band } from './getTimeBand';

/** The symbol and colour of each band, legible in light and dark themes. */
export const bandStyles: Readonly<
  Record<Band, { symbol: string; color: string }>
> = {
  under: { symbol: '▽', color: 'warning.main' },
  on: { symbol: '●', color: 'success.main' },
  over: { symbol: '▲', color: 'error.main' },
  open: { symbol: '○', color: 'text.secondary' },
  off: { symbol: '·', color: 'text.disabled' },
};
