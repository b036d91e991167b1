import { TableRow } from '../../imports/Table';
import { codeFields } from './codeFields';
import { DepartmentRow } from './DepartmentRow';

/** Which departments the rows of a file have named so far. */
export class SeenRows {
  readonly #codes = new Map<string, number>();
  readonly #departments = new Map<DepartmentRow, number>();

  /**
   * What a row repeats of those before it.
   *
   * @param department - that it is about, if there is one already
   */
  problemsOf(
    { row, cells }: TableRow,
    department: DepartmentRow | undefined,
  ): Array<{ field: string | null; reason: string }> {
    const earlier = department && note(this.#departments, department, row);
    const repeated = codeFields.flatMap(field => {
      const value = cells[field];
      const first = value && note(this.#codes, `${field} ${value}`, row);
      return first ? [{ field, reason: `is in row ${first} already` }] : [];
    });
    return earlier && repeated.length === 0
      ? [{ field: null, reason: `is the same department as row ${earlier}` }]
      : repeated;
  }
}

/** Notes where something occurs first; answers where that was before. */
function note<Key>(
  rows: Map<Key, number>,
  key: Key,
  row: number,
): number | undefined {
  const earlier = rows.get(key);
  rows.set(key, earlier ?? row);
  return earlier;
}
