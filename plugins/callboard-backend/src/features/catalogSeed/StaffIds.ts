import { deburr } from 'lodash';
import { toCodeKey } from '../../database/text';

/** The staff ids of a workspace, ignoring case. */
export class StaffIds {
  readonly #ids = new Set<string>();
  /**
   * The lowest number that may be unused, by prefix and number of digits. Without this map, each
   * user would try again the numbers of all earlier users with the same prefix.
   */
  readonly #nextNumbers = new Map<string, number>();

  add(staffId: string): void {
    this.#ids.add(toCodeKey(staffId));
  }

  has(staffId: string): boolean {
    return this.#ids.has(toCodeKey(staffId));
  }

  /**
   * Derives an unused staff id from a user name: `jane.doe` becomes `JANEDOE` or, if that is in
   * use, `JANEDOE2`.
   *
   * @returns undefined if all derived ids of at most `maxLength` characters are in use
   */
  findFree(userName: string, maxLength: number): string | undefined {
    const preferred =
      deburr(userName)
        .toUpperCase()
        .replace(/[^A-Z0-9]/g, '') || 'U';
    const unnumbered = preferred.slice(0, maxLength);
    if (!this.has(unnumbered)) {
      return unnumbered;
    }
    for (let digits = 1; digits <= maxLength; digits += 1) {
      const prefix = preferred.slice(0, maxLength - digits);
      const number = this.findFreeNumber(prefix, digits);
      if (number < 10 ** digits) {
        return `${prefix}${number}`;
      }
    }
    return undefined;
  }

  /** Returns the lowest unused number, or a number with more digits if all are in use. */
  private findFreeNumber(prefix: string, digits: number): number {
    const key = `${prefix} ${digits}`;
    let number = this.#nextNumbers.get(key) ?? Math.max(2, 10 ** (digits - 1));
    while (number < 10 ** digits && this.has(`${prefix}${number}`)) {
      number += 1;
    }
    this.#nextNumbers.set(key, number);
    return number;
  }
}
