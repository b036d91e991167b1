import { getLinkKind } from '@callboard/plugin-callboard-common';

/** Returns a URL if Callboard accepts it as a link; null otherwise, for example without HTTPS. */
export function toWebLink(url: string): string | null {
  return getLinkKind(url) === 'external' ? url : null;
}
