import { deburr } from 'lodash';
import { normaliseCase } from './normaliseCase';

/** Normalises a text for search, ignoring case and accents. */
export function normaliseForSearch(text: string): string {
  return normaliseCase(deburr(text).normalize('NFD').replace(/\p{M}/gu, ''));
}
