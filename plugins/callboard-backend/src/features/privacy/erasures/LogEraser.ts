import { Knex } from 'knex';
import { max, min } from 'lodash';
import { Core } from '../../../core/Core';
import { inListSql, buildRowsTable } from '../../../database/bulk';
import { countRows } from '../../../database/statements';
import { iterateInChunks } from '../../../kernel/yielding';
import { inActivityIdsSql, RewrittenRow } from '../../../changes/ActivityLog';
import { rewriteCountedRows } from '../../activity/rollups/countedRows';
import { scanLog } from '../../activity/scanLog';
import { SealedLog } from '../../integrity/SealedLog';
import { StoredRow, selectSealed } from '../../integrity/seals/hashes';
import { ErasureSubject } from './ErasureSubject';
import {
  Eraser,
  ErasurePosition,
  findInSteps,
  FoundRows,
  SearchBounds,
} from './Eraser';
import { eraseLogRow } from './eraseLogRow';
import { PersonEraser } from './PersonEraser';
import { containsTextSql } from '../../../database/sql/textSql';

/** The rows scanned per statement, as a multiple of the rows to find. */
const SCAN_FACTOR = 2;

/** The number of rows between yields to other requests: a few milliseconds of work. */
const ROWS_PER_CHUNK = 100;

/** Columns that can mention people. `search_text` contains the label and the actor's name. */
const textColumns = ['search_text', 'metadata', 'changes'].map(name => ({
  name,
}));

/** The key and the columns that erasing can change. */
const changedColumns = [
  'id',
  'user_id',
  'user_name',
  'user_email',
  'entity_id',
  'entity_label',
  'metadata',
  'changes',
  'ip',
  'request_id',
  'search_text',
] as const;

/** Erases people from the log, updates its counts and adds a mark to the integrity chain. */
export class LogEraser implements Eraser {
  readonly table = 'activity';

  constructor(
    private readonly deps: Pick<Core, 'reader' | 'clock'> & {
      sealedLog: SealedLog;
    },
  ) {}

  async find(
    person: ErasureSubject,
    start: ErasurePosition | undefined,
    bounds: SearchBounds,
  ): Promise<FoundRows> {
    const mayMatch = this.buildMatchSql(person);
    const scannedRows = SCAN_FACTOR * bounds.maxRows;
    return findInSteps(start, bounds, async ([after] = [], maxRows) => {
      const { found, next } = await scanLog(this.deps.reader, mayMatch, {
        after,
        maxRows,
        scannedRows,
      });
      return {
        keys: found.map(id => [id]),
        next: next === undefined ? undefined : [next],
      };
    });
  }

  /** Counts the rows of the person's own actions. */
  async countOwn({ user_ref }: ErasureSubject): Promise<number> {
    const { reader } = this.deps;
    return countRows(reader('activity').where({ user_id: user_ref }));
  }

  async erase(
    tx: Knex.Transaction,
    person: ErasureSubject,
    keys: readonly ErasurePosition[],
    erasure: string,
  ): Promise<number> {
    const { clock, sealedLog } = this.deps;
    // While the chain is locked, no rows are sealed. Unsealed rows are sealed later, with their new
    // content.
    const end = await sealedLog.lockChain(tx);
    const stored: StoredRow[] = await selectSealed(tx).whereRaw(
      ...inActivityIdsSql(
        tx,
        keys.map(([id]) => id),
      ),
    );
    const rewritten = await eraseRows(stored, person);
    if (rewritten.length === 0) {
      return 0;
    }
    const sealedRows = await sealedLog.readSealedHashes(
      tx,
      rewritten.map(({ before }) => before.id),
    );
    const renaming = { from: person.user_ref, to: person.pseudonym };
    // Computes hashes while the database writes.
    const [rehashed] = await Promise.all([
      sealedLog.rehash(sealedRows, rewritten),
      rewriteCountedRows(tx, rewritten, renaming, () =>
        rewriteRows(
          tx,
          rewritten.map(({ after }) => after),
        ),
      ),
    ]);
    if (rehashed.length > 0) {
      await sealedLog.addMark(tx, end, rehashed, {
        kind: 'erasure',
        rule: { erasure },
        now: clock.now(),
      });
    }
    return rewritten.length;
  }

  /** SQL that matches all rows with the person, and possibly rows without the person. */
  private buildMatchSql(person: ErasureSubject): Knex.Raw {
    const { reader } = this.deps;
    const ids = Object.values(person.ids).flat();
    const { searchTexts } = new PersonEraser(person);
    return reader.raw('(? OR ? OR ?)', [
      reader.raw('user_id = ?', [person.user_ref]),
      reader.raw(...inListSql(reader, 'entity_id', ids, 'text')),
      reader.raw(...containsTextSql(reader, textColumns, searchTexts)),
    ]);
  }
}

/** Erases a person from rows; the result omits rows without the person. */
async function eraseRows(
  stored: readonly StoredRow[],
  person: ErasureSubject,
): Promise<RewrittenRow<StoredRow>[]> {
  const personEraser = new PersonEraser(person);
  const rewritten = [];
  for await (const chunk of iterateInChunks(stored, ROWS_PER_CHUNK)) {
    for (const before of chunk) {
      const after = eraseLogRow(before, person, personEraser);
      if (after) {
        rewritten.push({ before, after });
      }
    }
  }
  return rewritten;
}

async function rewriteRows(
  tx: Knex,
  rows: readonly StoredRow[],
): Promise<void> {
  const ids = rows.map(({ id }) => id);
  const assignments = changedColumns
    .filter(column => column !== 'id')
    .map(column => `${column} = erased.${column}`);
  // The range of ids lets PostgreSQL prune partitions.
  await tx.raw(
    `UPDATE activity SET ${assignments.join(', ')} FROM ?
     WHERE activity.id = erased.id AND activity.id >= ? AND activity.id <= ?`,
    [
      buildRowsTable(
        tx,
        'activity',
        'erased',
        rows.map(row =>
          Object.fromEntries(
            changedColumns.map(column => [column, row[column]]),
          ),
        ),
      ),
      min(ids)!,
      max(ids)!,
    ],
  );
}
