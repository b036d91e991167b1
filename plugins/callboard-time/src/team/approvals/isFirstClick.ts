import type { MouseEvent } from 'react';

/**
 * Whether a click, or a key, is not the second of a double click: once a week is
 * decided on, the next one stands where it was, and nobody means to approve both.
 */
export const isFirstClick = ({ detail }: Pick<MouseEvent, 'detail'>) =>
  detail < 2;
