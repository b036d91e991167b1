import { PublishedDepartment } from '@callboard/plugin-callboard-common';
import { deburr } from 'lodash';

/** The catalog takes no longer names. */
const MAX_LENGTH = 63;

/**
 * What the Groups of departments are called, by department: the short name,
 * else the code, else the name, made fit for the catalog. Where several want
 * the same name the oldest has it, and the others get the end of their id
 * behind it.
 *
 * @param departments - oldest first
 */
export function nameGroups(
  departments: readonly PublishedDepartment[],
): Map<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const { id, short_name, code, name } of departments) {
    const preferred = fit(short_name) || fit(code) || fit(name);
    const candidates = [
      preferred,
      // The end of an id is random, its beginning is a clock.
      withEnding(preferred || 'department', id.slice(-8)),
      withEnding('department', id),
    ];
    const chosen = candidates.find(
      candidate => candidate !== '' && !taken.has(candidate),
    )!;
    names.set(id, chosen);
    taken.add(chosen);
  }
  return names;
}

/** Lower-case ASCII letters and digits, with hyphens between; maybe empty. */
function fit(text: string | null): string {
  return deburr(text ?? '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_LENGTH)
    .replace(/^-|-$/g, '');
}

function withEnding(text: string, ending: string): string {
  const start = text.slice(0, MAX_LENGTH - ending.length - 1);
  return `${start.replace(/-$/, '')}-${ending}`;
}
