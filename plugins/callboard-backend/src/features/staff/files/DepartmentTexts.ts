import { CodeIndex } from '../../departments/files/CodeIndex';
import { DepartmentCodes } from '../../departments/DepartmentCodes';

/** The texts with which staff files refer to departments: `code` or `dept_code`. */
export class DepartmentTexts {
  readonly #index: CodeIndex<DepartmentCodes>;
  readonly #texts: Map<string, string | null>;

  constructor(departments: readonly DepartmentCodes[]) {
    const items = departments.map(item => ({
      ...item,
      // A file has no blanks around its texts.
      code: item.code?.trim() ?? null,
      short_name: null,
    }));
    const index = new CodeIndex(items);
    this.#index = index;
    this.#texts = new Map(items.map(item => [item.id, index.findCode(item)]));
  }

  /** The department a text names. */
  findId(text: string): string | undefined {
    return this.#index.find(text)?.id;
  }

  /** The text that refers to a department, if any. */
  getText(id: string | null): string | null {
    return (id && this.#texts.get(id)) ?? null;
  }
}
