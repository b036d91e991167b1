/** Excel's limit for the name of a sheet, in UTF-16 units. */
const MAX_LENGTH = 31;

/**
 * Generates sheet names that Excel accepts: at most 31 characters, without `: \ / ? * [ ]`, no
 * apostrophe at either end, and unique regardless of case. A repeated name becomes `Raw 2`, `Raw
 * 3`, ….
 */
export class WorksheetNames {
  // Reserved by Excel.
  readonly #taken = new Set<string>(['history']);

  take(preferred: string): string {
    const base = this.#toLegalName(preferred, MAX_LENGTH) || 'Sheet';
    let name = base;
    for (let count = 2; this.#taken.has(name.toLowerCase()); count++) {
      const suffix = ` ${count}`;
      name = this.#toLegalName(base, MAX_LENGTH - suffix.length) + suffix;
    }
    this.#taken.add(name.toLowerCase());
    return name;
  }

  #toLegalName(name: string, length: number): string {
    return name
      .replace(/[\p{Cc}\p{Surrogate}\ufffe\uffff:\\/?*[\]]/gu, ' ')
      .slice(0, length)
      .replace(/[\ud800-\udbff]$/, '')
      .replace(/^['\s]+|['\s]+$/g, '');
  }
}
