import { browserFormats } from './browserFormats';

/** Formats a number with thousands separators. @public */
export function formatCount(count: number): string {
  return browserFormats.count(count);
}
