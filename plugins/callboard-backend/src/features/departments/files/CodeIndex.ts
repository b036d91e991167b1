import { codeFields, Codes, toCodeKey } from '../DepartmentCodes';

type Field = (typeof codeFields)[number];

/**
 * Finds departments by the codes in files. A `code` takes precedence over another department's
 * equal `dept_code`, and that over a `short_name`.
 */
export class CodeIndex<Item extends Codes> {
  readonly #holders: Record<Field, Map<string, Item>> = {
    code: new Map(),
    dept_code: new Map(),
    short_name: new Map(),
  };

  /** @param items - the first of several with the same code wins */
  constructor(items: Iterable<Item>) {
    for (const item of items) {
      for (const field of codeFields) {
        const key = item[field] && toCodeKey(item[field]);
        if (key && !this.#holders[field].has(key)) {
          this.#holders[field].set(key, item);
        }
      }
    }
  }

  /** The department with a value in one field. */
  findByField(
    field: Field,
    value: string | null | undefined,
  ): Item | undefined {
    return value ? this.#holders[field].get(toCodeKey(value)) : undefined;
  }

  /** The department that a code in a file refers to. */
  find(value: string): Item | undefined {
    return codeFields
      .map(field => this.findByField(field, value))
      .find(item => item !== undefined);
  }

  /** A code that finds the department, if any. */
  findCode(item: Item): string | null {
    const names = codeFields.map(field => item[field]?.trim());
    return names.find(name => name && this.find(name) === item) ?? null;
  }
}
