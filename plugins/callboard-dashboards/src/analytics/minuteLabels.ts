import { formatMinutes } from '@callboard/plugin-callboard-react';
import type { NumberLabels } from '../trend/NumberLabels';

/** Formats minutes. */
export const minuteLabels: NumberLabels = { value: formatMinutes };
