import type { MouseEvent } from 'react';

/**
 * Whether a click or key press is not the second of a double click. After a decision the next week
 * takes the same position, and a double click must not approve both.
 */
export const isFirstClick = ({ detail }: Pick<MouseEvent, 'detail'>) =>
  detail < 2;
