import { formatCount } from '@callboard/plugin-callboard-react';
import type { NumberWords } from '../trend/NumberWords';

/** Formats counts. */
export const countWords: NumberWords = { value: formatCount };
