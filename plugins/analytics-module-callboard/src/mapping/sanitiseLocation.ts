import { cleanText } from './cleanText';

const MAX_LOCATION = 512;

/**
 * Removes the private parts of a path or URL: query, fragment, user name and password. Reduces a URL
 * to its scheme if the scheme is not http or https, for example `mailto:` or `data:`.
 */
export function sanitiseLocation(location: unknown): string {
  const text = cleanText(location, MAX_LOCATION);
  const [, scheme = '', remainder] = /^([a-z][a-z0-9+.-]*:)?(.*)$/i.exec(text)!;
  if (scheme && !/^https?:$/i.test(scheme)) {
    return scheme.toLowerCase();
  }
  const [path] = remainder.split(/[?#]/, 1);
  return `${scheme.toLowerCase()}${path.replace(/^(\/\/)[^/]*@/, '$1')}`;
}
