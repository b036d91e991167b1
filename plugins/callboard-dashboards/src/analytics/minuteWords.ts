import { formatMinutes } from '@callboard/plugin-callboard-react';
import type { NumberWords } from '../trend/NumberWords';

/** Formats minutes. */
export const minuteWords: NumberWords = { value: formatMinutes };
