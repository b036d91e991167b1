import { formatMinutes } from '@callboard/plugin-callboard-react';
import type { NumberWords } from './useTrendText';

/** Minutes in words. */
export const minuteWords: NumberWords = { value: formatMinutes };
