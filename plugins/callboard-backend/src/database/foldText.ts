import { deburr } from 'lodash';
import { foldCase } from './foldCase';

/** A text as searches compare it: without case and without accents. */
export function foldText(text: string): string {
  return foldCase(deburr(text).normalize('NFD').replace(/\p{M}/gu, ''));
}
