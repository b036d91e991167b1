import { formatCount } from '@callboard/plugin-callboard-react';
import type { NumberWords } from '../trend/NumberWords';

/** Formats counts of things. */
export const countWords: NumberWords = { value: formatCount };
