import { requiredLine } from '@callboard/plugin-callboard-common';
import fc from 'fast-check';

/** Errors and shortened numbers of spreadsheets, which imports refuse. */
const damage = /^#|^[+-]?\d+([.,]\d+)?E[+-]\d+$/i;

/** Texts of one line, as they are stored when somebody has typed others. */
export const storedLine = (typed: fc.Arbitrary<string>, maxLength: number) =>
  typed
    .map(text => requiredLine(maxLength).safeParse(text).data ?? '')
    .filter(text => text !== '' && !damage.test(text));
