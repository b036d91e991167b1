import { createRequiredLineSchema } from '@callboard/plugin-callboard-common';
import fc from 'fast-check';

/** Spreadsheet errors and abbreviated numbers, which imports reject. */
const damage = /^#|^[+-]?\d+([.,]\d+)?E[+-]\d+$/i;

/** Single-line texts in their stored form. */
export const storedLine = (typed: fc.Arbitrary<string>, maxLength: number) =>
  typed
    .map(text => createRequiredLineSchema(maxLength).safeParse(text).data ?? '')
    .filter(text => text !== '' && !damage.test(text));
