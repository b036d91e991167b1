import { PublishedDepartment } from '@callboard/plugin-callboard-common';
import { deburr } from 'lodash';

/** The maximum length of names in the catalog. */
const MAX_LENGTH = 63;

/**
 * Chooses the names of Groups, by department: the short name, else the code, else the name,
 * converted to a valid entity name. If departments would get the same name, the oldest gets it, and
 * the others get it with the end of their id appended.
 *
 * @param departments - oldest first
 */
export function nameGroups(
  departments: readonly PublishedDepartment[],
): Map<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const { id, short_name, code, name } of departments) {
    const preferred =
      toEntityName(short_name) || toEntityName(code) || toEntityName(name);
    const candidates = [
      preferred,
      // The end of an id is random; its beginning is a timestamp.
      appendEnding(preferred || 'department', id.slice(-8)),
      appendEnding('department', id),
    ];
    const chosen = candidates.find(
      candidate => candidate !== '' && !taken.has(candidate),
    )!;
    names.set(id, chosen);
    taken.add(chosen);
  }
  return names;
}

/** Converts a text to lower-case ASCII letters and digits, with hyphens between; possibly empty. */
function toEntityName(text: string | null): string {
  return deburr(text ?? '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_LENGTH)
    .replace(/^-|-$/g, '');
}

function appendEnding(text: string, ending: string): string {
  const start = text.slice(0, MAX_LENGTH - ending.length - 1);
  return `${start.replace(/-$/, '')}-${ending}`;
}
