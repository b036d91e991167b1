import { cleanText } from './cleanText';

const MAX_LOCATION = 512;

/**
 * The target of a path or URL without private parts: no query, no fragment, no user name or
 * password, and only the scheme of URLs such as `mailto:` and `data:`.
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
