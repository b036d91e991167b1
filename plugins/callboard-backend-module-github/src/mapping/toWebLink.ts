import { getLinkKind } from '@callboard/plugin-callboard-common';

/** A link that Callboard accepts; null for others, such as those of a server without HTTPS. */
export function toWebLink(url: string): string | null {
  return getLinkKind(url) === 'external' ? url : null;
}
