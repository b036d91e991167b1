import { PublishedDepartment } from '@callboard/plugin-callboard-common';
import { deburr } from 'lodash';

/** The maximum length of names in the catalog. */
const MAX_LENGTH = 63;

/**
 * Chooses a name for each department's Group: the department's short name, else code, else name,
 * converted to a valid entity name. If departments would have the same name, the oldest department
 * gets the name. For the others, the end of the department's id is appended to the name.
 *
 * @param departments - oldest first
 * @returns names by department id
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

/** Converts a text to ASCII: lower-case letters, digits and hyphens. The result can be empty. */
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
