import { browserFormats } from './browserFormats';

/** A number with its thousands separated. @public */
export function formatCount(count: number): string {
  return browserFormats.count(count);
}
