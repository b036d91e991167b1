import { formatCount } from '@callboard/plugin-callboard-react';

/** Returns the parameters of a text with a plural: `count` selects the form. */
export const toCountParams = (count: number) => ({
  count,
  formatted: formatCount(count),
});
