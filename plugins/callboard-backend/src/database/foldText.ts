import { deburr } from 'lodash';
import { foldCase } from './foldCase';

/** Normalises a text for search, ignoring case and accents. */
export function foldText(text: string): string {
  return foldCase(deburr(text).normalize('NFD').replace(/\p{M}/gu, ''));
}
