import { formatMinutes } from '@callboard/plugin-callboard-react';
import type { NumberWords } from '../trend/NumberWords';

/** Minutes in words. */
export const minuteWords: NumberWords = { value: formatMinutes };
