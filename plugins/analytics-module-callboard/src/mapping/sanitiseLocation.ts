import { cleanText } from './cleanText';

const MAX_LOCATION = 512;

/**
 * A path or URL without private parts: without query, fragment, user name and password. Of URLs with
 * other schemes than http and https, such as `mailto:` and `data:`, only the scheme.
 */
export function sanitiseLocation(location: unknown): string {
  const text = cleanText(location, MAX_LOCATION);
  const [, scheme = '', rest] = /^([a-z][a-z0-9+.-]*:)?(.*)$/i.exec(text)!;
  if (scheme && !/^https?:$/i.test(scheme)) {
    return scheme.toLowerCase();
  }
  const [path] = rest.split(/[?#]/, 1);
  return `${scheme.toLowerCase()}${path.replace(/^(\/\/)[^/]*@/, '$1')}`;
}
