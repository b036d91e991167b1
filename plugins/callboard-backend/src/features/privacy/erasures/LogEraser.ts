import { Knex } from 'knex';
import { uniq } from 'lodash';
import { Clock } from '../../../clock';
import { isOneOf, rowsLike } from '../../../database/bulk';
import { RowCounts } from '../../activity/rollups/RowCounts';
import { SealedLog } from '../../integrity/marks/SealedLog';
import { StoredRow, selectSealed } from '../../integrity/seals/rowContent';
import { ErasedPerson } from './ErasedPerson';
import { Eraser, Found, Place, SearchBounds } from './Eraser';
import { eraseLogRow } from './eraseLogRow';
import { PersonText } from './PersonText';
import { tracesSql } from './tracesSql';

/** Through how many times as many rows as are wanted one statement looks. */
const LOOKED_THROUGH = 2;

/** What may tell of others than who did it: labels, entities and names are in the first. */
const texts = ['search_text', 'metadata', 'changes'].map(name => ({ name }));

/** The columns that change. */
const changed = [
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

/** Erases people from the log: counts follow, and the chain says what became of rows. */
export class LogEraser implements Eraser {
  readonly table = 'activity';

  constructor(
    private readonly deps: {
      /** For reads that may take long. */
      reader: Knex;
      clock: Clock;
      counts: RowCounts;
      sealedLog: SealedLog;
    },
  ) {}

  async find(
    person: ErasedPerson,
    after: Place | undefined,
    { most, until }: SearchBounds,
  ): Promise<Found> {
    const isFound = this.isFoundSql(person);
    const keys: Place[] = [];
    let next = after;
    do {
      const { found, end } = await this.readSome(
        isFound,
        next,
        LOOKED_THROUGH * most,
      );
      const taken = found.slice(0, most - keys.length);
      keys.push(...taken);
      next = taken.length < found.length ? taken[taken.length - 1] : end;
    } while (next && keys.length < most && performance.now() < until);
    return { keys, next };
  }

  /** How many rows there are of what the person did. */
  async countOwn({ user_ref }: ErasedPerson): Promise<number> {
    const [{ rows }] = await this.deps
      .reader('activity')
      .where({ user_id: user_ref })
      .count({ rows: '*' });
    return Number(rows);
  }

  async erase(
    tx: Knex.Transaction,
    person: ErasedPerson,
    keys: readonly Place[],
    erasure: string,
  ): Promise<number> {
    const { clock, counts, sealedLog } = this.deps;
    // Nothing is sealed meanwhile: what is not sealed yet will be as it is then.
    const end = await sealedLog.hold(tx);
    const before: StoredRow[] = await selectSealed(tx).whereRaw(
      ...isOneOf(
        tx,
        'id',
        keys.map(([id]) => id),
      ),
    );
    const text = new PersonText(person);
    const rows = before.flatMap(row => eraseLogRow(row, person, text) ?? []);
    if (rows.length === 0) {
      return 0;
    }
    const ids = rows.map(({ id }) => id).sort();
    const isChanged = new Set(ids);
    const seals = await sealedLog.findIntact(
      tx,
      before.filter(({ id }) => isChanged.has(id)),
    );
    await counts.whileRenaming(tx, ids, relabelled(before, rows), () =>
      rewrite(tx, rows, ids),
    );
    if (seals.length > 0) {
      await sealedLog.markRewritten(tx, end, seals, {
        kind: 'erasure',
        rule: { erasure },
        now: clock.now(),
        rows,
      });
    }
    return rows.length;
  }

  /** SQL for "may have the person". */
  private isFoundSql(person: ErasedPerson): Knex.Raw {
    const { reader } = this.deps;
    const ids = Object.values(person.ids).flat();
    const { traces } = new PersonText(person);
    return reader.raw('(? OR ? OR ?)', [
      reader.raw('user_id = ?', [person.user_ref]),
      reader.raw(...isOneOf(reader, 'entity_id', ids, 'text')),
      reader.raw(...tracesSql(reader, texts, traces)),
    ]);
  }

  /** Looks through some rows; `end` is the last of them, unless that was all. */
  private async readSome(
    isFound: Knex.Raw,
    after: Place | undefined,
    rowsAtOnce: number,
  ): Promise<{ found: Place[]; end?: Place }> {
    const { reader } = this.deps;
    const some = reader('activity')
      .select(
        'id',
        reader.raw('? AS is_found', [isFound]),
        reader.raw('row_number() OVER (ORDER BY id) AS nth'),
      )
      .orderBy('id')
      .limit(rowsAtOnce);
    if (after) {
      some.where('id', '>', after[0]);
    }
    const rows: Array<{ id: string; is_found: unknown; nth: unknown }> =
      await reader
        .select('id', 'is_found', 'nth')
        .from(some.as('looked_through'))
        .whereRaw('(is_found OR nth = ?)', [rowsAtOnce])
        .orderBy('id');
    const last = rows[rows.length - 1];
    return {
      found: rows.filter(({ is_found }) => is_found).map(({ id }) => [id]),
      end: Number(last?.nth) === rowsAtOnce ? [last.id] : undefined,
    };
  }
}

/** The entities that are called otherwise from now on. */
function relabelled(
  before: readonly StoredRow[],
  rows: readonly StoredRow[],
): string[] {
  const now = new Map(rows.map(row => [row.id, row]));
  return uniq(
    before.flatMap(({ id, entity_id, entity_label }) => {
      const row = now.get(id);
      return row &&
        entity_id !== null &&
        (row.entity_id !== entity_id || row.entity_label !== entity_label)
        ? [entity_id]
        : [];
    }),
  );
}

/** @param ids - of the rows, ascending: they tell which months have to be looked at */
async function rewrite(
  tx: Knex,
  rows: readonly StoredRow[],
  ids: readonly string[],
): Promise<void> {
  const cells = changed
    .filter(column => column !== 'id')
    .map(column => `${column} = given.${column}`);
  await tx.raw(
    `UPDATE activity SET ${cells.join(', ')} FROM ?
     WHERE activity.id = given.id AND activity.id >= ? AND activity.id <= ?`,
    [
      rowsLike(
        tx,
        'activity',
        'given',
        rows.map(row =>
          Object.fromEntries(changed.map(column => [column, row[column]])),
        ),
      ),
      ids[0],
      ids[ids.length - 1],
    ],
  );
}
