import { NameMatcher, SOMEBODY } from '../NameMatcher';

/** A text without names, `#` in place of each. */
export function shownBy(matcher: NameMatcher, text: string): string {
  return matcher.replace(text).replaceAll(SOMEBODY, '#');
}
