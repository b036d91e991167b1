import { NameMatcher, SOMEBODY } from '../NameMatcher';

/** A text with `#` in place of each name. */
export function hideNames(matcher: NameMatcher, text: string): string {
  return matcher.replace(text).replaceAll(SOMEBODY, '#');
}
