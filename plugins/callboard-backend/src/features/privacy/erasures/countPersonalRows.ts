import { ErasedTable } from '@callboard/plugin-callboard-common';
import { ErasureSubject } from './ErasureSubject';
import { Eraser, ErasurePosition } from './Eraser';
import { LogEraser } from './LogEraser';

const ROWS_PER_SEARCH = 2_000;

/** The options of a count. */
interface Count {
  person: ErasureSubject;
  /** The time to end at, by `performance.now()`. */
  until: number;
}

/** Counts the rows that would change, by table, until a time limit. */
export async function countPersonalRows(
  erasers: readonly Eraser[],
  log: LogEraser,
  count: Count,
): Promise<{ tables: ErasedTable[]; is_exact: boolean }> {
  const tables: ErasedTable[] = [];
  let is_exact = true;
  for (const eraser of erasers) {
    const { rows, isAll } = await countFound(eraser, count);
    const isCut = eraser === log && !isAll;
    tables.push({
      table: eraser.table,
      rows: isCut ? await log.countOwn(count.person) : rows,
    });
    is_exact &&= isAll;
  }
  return { tables: tables.filter(({ rows }) => rows > 0), is_exact };
}

/** Counts the rows found until the time limit; `isAll` tells whether all rows were searched. */
async function countFound(
  eraser: Eraser,
  { person, until }: Count,
): Promise<{ rows: number; isAll: boolean }> {
  let rows = 0;
  let next: ErasurePosition | undefined;
  while (performance.now() < until) {
    const found = await eraser.find(person, next, {
      maxRows: ROWS_PER_SEARCH,
      until,
    });
    rows += found.keys.length;
    next = found.next;
    if (!next) {
      return { rows, isAll: true };
    }
  }
  return { rows, isAll: false };
}
