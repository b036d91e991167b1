import { deburr } from 'lodash';

/**
 * A short unused upper-case staff id: `jane.doe` becomes `JANEDOE`, a second one `JANEDOE2`.
 *
 * @param taken - tells whether a staff id is in use
 * @returns undefined if all that are short enough are in use
 */
export function findFreeStaffId(
  userName: string,
  maxLength: number,
  taken: (staffId: string) => boolean,
): string | undefined {
  const preferred =
    deburr(userName)
      .toUpperCase()
      .replace(/[^A-Z0-9]/g, '') || 'U';
  let id = preferred.slice(0, maxLength);
  for (let number = 2; taken(id); number += 1) {
    const ending = String(number);
    if (ending.length > maxLength) {
      return undefined;
    }
    id = preferred.slice(0, maxLength - ending.length) + ending;
  }
  return id;
}
