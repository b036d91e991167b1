const NOT_IN_LINKS = /[\\\p{Cc}]/u;
const WEB_ADDRESS = /^https:\/\//i;

/**
 * An origin to resolve paths against. A path that stays on this origin stays on the origin of every
 * portal.
 */
const PORTAL = 'https://portal.invalid';

/**
 * Classifies an untrusted text as a link: `internal` for a path of this portal (`/…`), `external`
 * for an `https:` address. Anything else must be shown as text, because a browser may execute it or
 * navigate to an unexpected origin: other schemes, `//host`, credentials, backslashes, control
 * characters, surrounding spaces.
 *
 * @public
 */
export function getLinkKind(
  text: string | null | undefined,
): 'internal' | 'external' | undefined {
  if (!text || text !== text.trim() || NOT_IN_LINKS.test(text)) {
    return undefined;
  }
  const isPath = text.startsWith('/') && !text.startsWith('//');
  const url =
    isPath || WEB_ADDRESS.test(text) ? parseUrl(text, PORTAL) : undefined;
  if (!url) {
    return undefined;
  }
  const { origin, pathname, username, password } = url;
  if (isPath) {
    // `/.//host` is a path, but it normalises to another host.
    const isOnPortal = origin === PORTAL && !pathname.startsWith('//');
    return isOnPortal ? 'internal' : undefined;
  }
  return username || password ? undefined : 'external';
}

/**
 * Parses a URL; undefined if it is invalid. Does not use `URL.canParse`: in Node.js 20, it rejects
 * hosts such as `bücher.example` once the calling function is optimised.
 *
 * @internal
 */
export function parseUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}

/** Normalises an http or https URL as browsers do. Other text stays unchanged. @internal */
export function normaliseUrl(text: string): string {
  const url = parseUrl(text);
  return url && /^https?:$/.test(url.protocol) ? url.href : text;
}
