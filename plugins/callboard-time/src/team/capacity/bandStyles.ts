import type { Band } from './getTimeBand';

/** The symbol and colour of each band, legible in light and dark themes. */
export const bandStyles: Readonly<
  Record<Band, { mark: string; color: string }>
> = {
  under: { mark: '▽', color: 'warning.main' },
  on: { mark: '●', color: 'success.main' },
  over: { mark: '▲', color: 'error.main' },
  open: { mark: '○', color: 'text.secondary' },
  off: { mark: '·', color: 'text.disabled' },
};
