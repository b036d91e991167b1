import { Department } from '@callboard/plugin-callboard-common';
import { CodeMap } from '../../database/CodeMap';

/** The fields with the codes of a department. Each code is unique within the workspace. */
export const codeFields = ['code', 'dept_code', 'short_name'] as const;

export type Codes = Pick<Department, (typeof codeFields)[number]>;

/** The name of a department and the codes that files use for it. */
export type DepartmentCodes = Pick<Department, 'id' | 'name'> & Codes;

type Field = (typeof codeFields)[number];

/**
 * Finds departments by the codes in files. A `code` takes precedence over an equal `dept_code` of
 * another department, and a `dept_code` over an equal `short_name`.
 */
export class CodeIndex<Item extends Codes> {
  readonly #holders: Record<Field, CodeMap<Item>> = {
    code: new CodeMap(),
    dept_code: new CodeMap(),
    short_name: new CodeMap(),
  };

  /** @param items - if several departments have the same code, the code refers to the first */
  constructor(items: Iterable<Item>) {
    for (const item of items) {
      for (const field of codeFields) {
        this.#holders[field].add(item[field] ?? '', item);
      }
    }
  }

  /** The department with a value in one field. */
  findByField(
    field: Field,
    value: string | null | undefined,
  ): Item | undefined {
    return this.#holders[field].get(value ?? '');
  }

  /** The department that a code in a file refers to. */
  find(value: string): Item | undefined {
    return codeFields
      .map(field => this.findByField(field, value))
      .find(item => item !== undefined);
  }

  /** Returns a code for which `find` returns the department; null if no code does. */
  findCode(item: Item): string | null {
    const codes = codeFields.map(field => item[field]?.trim());
    return codes.find(code => code && this.find(code) === item) ?? null;
  }
}
