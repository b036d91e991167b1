import { formatCount } from '@callboard/plugin-callboard-react';
import type { NumberWords } from './useTrendText';

/** Numbers of things in words. */
export const countWords: NumberWords = { value: formatCount };
