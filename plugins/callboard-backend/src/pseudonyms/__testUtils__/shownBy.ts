import { NameFinder, SOMEBODY } from '../NameFinder';

/** A text without names, `#` in place of each. */
export function shownBy(finder: NameFinder, text: string): string {
  return finder.replace(text).replaceAll(SOMEBODY, '#');
}
