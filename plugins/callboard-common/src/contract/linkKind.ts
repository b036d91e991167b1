const NOT_IN_LINKS = /[\\\p{Cc}]/u;
const WEB_ADDRESS = /^https:\/\//i;

/** Stands for any portal: what stays on its origin stays on every portal's. */
const PORTAL = 'https://portal.invalid';

/**
 * Where a text that came from people or other systems leads as a link:
 * `internal` for a path of this portal (`/…`), `external` for an `https:`
 * address. Anything else must be shown as text, because a browser may run it, or
 * take it to another place than it seems to lead to: other schemes, `//host`,
 * credentials, backslashes, control characters, spaces around it.
 *
 * @public
 */
export function linkKind(
  text: string | null | undefined,
): 'internal' | 'external' | undefined {
  if (!text || text !== text.trim() || NOT_IN_LINKS.test(text)) {
    return undefined;
  }
  const isPath = text.startsWith('/') && !text.startsWith('//');
  if ((!isPath && !WEB_ADDRESS.test(text)) || !URL.canParse(text, PORTAL)) {
    return undefined;
  }
  const { origin, pathname, username, password } = new URL(text, PORTAL);
  if (isPath) {
    // `/.//host` is a path, but what it is shortened to is another host.
    const stays = origin === PORTAL && !pathname.startsWith('//');
    return stays ? 'internal' : undefined;
  }
  return username || password ? undefined : 'external';
}
