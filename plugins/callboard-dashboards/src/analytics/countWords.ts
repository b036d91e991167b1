import { formatCount } from '@callboard/plugin-callboard-react';
import type { NumberWords } from '../trend/NumberWords';

/** Numbers of things in words. */
export const countWords: NumberWords = { value: formatCount };
