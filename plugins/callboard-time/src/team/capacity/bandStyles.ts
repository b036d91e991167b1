import type { Band } from './bandOf';

/** The shape and the colour of each band, legible in light and dark. */
export const bandStyles: Readonly<
  Record<Band, { mark: string; color: string }>
> = {
  under: { mark: '▽', color: 'warning.main' },
  on: { mark: '●', color: 'success.main' },
  over: { mark: '▲', color: 'error.main' },
  open: { mark: '○', color: 'text.secondary' },
  off: { mark: '·', color: 'text.disabled' },
};
