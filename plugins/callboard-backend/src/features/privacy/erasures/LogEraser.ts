import { Knex } from 'knex';
import { max, min } from 'lodash';
import { Clock } from '../../../kernel/clock';
import { inListSql, buildRowsTable } from '../../../database/bulk';
import { iterateInChunks } from '../../../kernel/yielding';
import { inActivityIdsSql, RewrittenRow } from '../../../changes/ActivityLog';
import { RowCounts } from '../../activity/rollups/RowCounts';
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
    private readonly deps: {
      /** The connection for slow reads. */
      reader: Knex;
      clock: Clock;
      counts: RowCounts;
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
    return findInSteps(start, bounds, async (after, rowsLeft) => {
      const { found, end } = await this.scanRows(mayMatch, after, scannedRows);
      const keys = found.slice(0, rowsLeft);
      return {
        keys,
        next: keys.length < found.length ? keys[keys.length - 1] : end,
      };
    });
  }

  /** Counts the rows of the person's own actions. */
  async countOwn({ user_ref }: ErasureSubject): Promise<number> {
    const [{ rows }] = await this.deps
      .reader('activity')
      .where({ user_id: user_ref })
      .count({ rows: '*' });
    return Number(rows);
  }

  async erase(
    tx: Knex.Transaction,
    person: ErasureSubject,
    keys: readonly ErasurePosition[],
    erasure: string,
  ): Promise<number> {
    const { clock, counts, sealedLog } = this.deps;
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
      counts.applyRenaming(tx, rewritten, renaming, () =>
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

  /**
   * Scans the next `limit` rows. `end` is the position of the last scanned row; undefined if no more
   * rows follow.
   */
  private async scanRows(
    mayMatch: Knex.Raw,
    after: ErasurePosition | undefined,
    limit: number,
  ): Promise<{ found: ErasurePosition[]; end?: ErasurePosition }> {
    const { reader } = this.deps;
    const scannedRows = reader('activity')
      .select(
        'id',
        reader.raw('? AS is_found', [mayMatch]),
        reader.raw('row_number() OVER (ORDER BY id) AS nth'),
      )
      .orderBy('id')
      .limit(limit);
    if (after) {
      scannedRows.where('id', '>', after[0]);
    }
    const rows: Array<{ id: string; is_found: unknown; nth: unknown }> =
      await reader
        .select('id', 'is_found', 'nth')
        .from(scannedRows.as('scanned'))
        .whereRaw('(is_found OR nth = ?)', [limit])
        .orderBy('id');
    const last = rows[rows.length - 1];
    return {
      found: rows.filter(({ is_found }) => is_found).map(({ id }) => [id]),
      end: Number(last?.nth) === limit ? [last.id] : undefined,
    };
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
