import { formatCount } from '@callboard/plugin-callboard-react';
import type { NumberLabels } from '../trend/NumberLabels';

/** Formats counts. */
export const countWords: NumberLabels = { value: formatCount };
