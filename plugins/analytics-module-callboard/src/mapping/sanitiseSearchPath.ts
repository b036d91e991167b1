import { cleanText } from './cleanText';
import { sanitiseLocation } from './sanitiseLocation';

const MAX_SEARCH = 512;
const SECRET_NAME =
  /token|secret|passw|pwd|credential|auth|session|signature|^(?:api)?[_-]?key$|^code$|^state$|^sig$|^nonce$|^jwt$/i;

/** A path with its query string, without parameters whose names look like secrets. */
export function sanitiseSearchPath(pathname: string, search: string): string {
  const path = sanitiseLocation(pathname);
  const safeQuery = new URLSearchParams();
  for (const [name, value] of new URLSearchParams(search.slice(0, 4_096))) {
    if (!SECRET_NAME.test(name)) {
      safeQuery.append(cleanText(name, 64), cleanText(value, 200));
    }
  }
  const query = safeQuery.toString();
  return query && query.length <= MAX_SEARCH ? `${path}?${query}` : path;
}
