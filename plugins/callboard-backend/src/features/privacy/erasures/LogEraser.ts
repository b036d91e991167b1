import { Knex } from 'knex';
import { max, min } from 'lodash';
import { ERASED_NAME, FieldChange } from '@callboard/plugin-callboard-common';
import { JsonObject, JsonValue } from '@backstage/types';
import { Core } from '../../../core/Core';
import { inListSql, buildRowsTable } from '../../../database/bulk';
import { countRows } from '../../../database/statements';
import { iterateInChunks } from '../../../kernel/yielding';
import {
  inActivityIdsSql,
  RewrittenRow,
  toSearchText,
} from '../../../changes/ActivityLog';
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
import { PersonEraser } from './PersonEraser';
import { containsTextSql } from '../../../database/sql/textSql';
import { cutText } from '../../../database/text';
import { readJson } from '../../../database/dialect';

/** The lengths of columns. A pseudonym can be longer than the reference that it replaces. */
const MAX_ENTITY_ID_LENGTH = 255;
const MAX_LABEL_LENGTH = 512;

/** Entity types whose labels are names of people. */
const personEntityTypes = new Set([
  'person',
  'staff',
  'workspace_member',
  'project_member',
]);

/**
 * For each entity type, the changed fields that contain text written by the actor, or text that
 * belongs to another person or is about them (see `metadataRefs`).
 */
const fieldsWithOwnText = new Map([
  ['worklog', ['description']],
  ['timer', ['description']],
  ['work_item_comment', ['body']],
  ['period', ['reason']],
]);

/** The fields of `metadata` with the person to whom the text of an entry by another actor belongs. */
const metadataRefs = ['on_behalf_of', 'subject_ref'];

/** The field with the author of a comment, for entries that lack these fields. */
const AUTHOR_FIELD = 'author_ref';

/** Whether the text of an entry by another actor, such as an ingestion, is the person's. */
function hasTextOfSubject(
  user_ref: string,
  metadata: JsonObject | null,
  changes: readonly FieldChange[],
): boolean {
  return (
    metadataRefs.some(name => metadata?.[name] === user_ref) ||
    changes.some(
      ({ field, old_value, new_value }) =>
        field === AUTHOR_FIELD && [old_value, new_value].includes(user_ref),
    )
  );
}

/** The person to erase, and the ids of their periods. */
interface LogRowRules {
  person: ErasureSubject;
  personEraser: PersonEraser;
  periodIds: ReadonlySet<string>;
}

/**
 * Erases a person from a row of the activity log.
 *
 * @returns undefined for a row without the person
 */
function eraseLogRow(
  row: StoredRow,
  { person, personEraser, periodIds }: LogRowRules,
): StoredRow | undefined {
  const isByPerson = row.user_id === person.user_ref;
  const isAboutPerson =
    (row.entity_type === 'person' && row.entity_id === person.user_ref) ||
    Object.values(person.ids).some(ids => ids.includes(row.entity_id));
  const isAboutOther = !isAboutPerson && personEntityTypes.has(row.entity_type);
  // Rows from the frontend contain viewed pages or search terms, and audit events contain data of
  // other plugins.
  const isReportedByPerson =
    isByPerson && (row.source === 'frontend' || row.source === 'auditor');
  const isStaffRecord = person.ids['staff.id'].includes(row.entity_id);
  const metadata =
    row.metadata === null ? null : readJson<JsonObject>(row.metadata);
  const changes = readJson<any>(row.changes) as FieldChange[];
  const hasOwnTexts =
    isByPerson ||
    hasTextOfSubject(person.user_ref, metadata, changes) ||
    (row.entity_type === 'period' && periodIds.has(row.entity_id ?? ''));
  const ownFields = hasOwnTexts ? fieldsWithOwnText.get(row.entity_type) : [];

  const eraseLabel = (label: string): string | null => {
    if (isAboutPerson) {
      return ERASED_NAME;
    }
    return isReportedByPerson && row.entity_id === null
      ? null
      : cutText(personEraser.erase(label, isAboutOther), MAX_LABEL_LENGTH);
  };
  const eraseValue = (field: string, value: JsonValue): JsonValue =>
    isStaffRecord || ownFields?.includes(field)
      ? null
      : personEraser.eraseJson(value, isAboutOther);
  const erased: StoredRow = {
    ...row,
    ...(isByPerson && {
      user_id: person.pseudonym,
      user_name: ERASED_NAME,
      user_email: null,
      ip: null,
      request_id: null,
    }),
    entity_id:
      row.entity_id &&
      cutText(personEraser.erase(row.entity_id), MAX_ENTITY_ID_LENGTH),
    entity_label:
      row.entity_label === null ? null : eraseLabel(row.entity_label),
    metadata: isReportedByPerson
      ? null
      : metadata && personEraser.eraseJson(metadata, isAboutOther),
    changes: changes.map(({ field, old_value, new_value }) => ({
      field,
      old_value: eraseValue(field, old_value),
      new_value: eraseValue(field, new_value),
    })),
  };
  erased.search_text = toSearchText(erased);
  if (isByPerson) {
    return erased;
  }
  const before = { ...row, metadata, changes, search_text: toSearchText(row) };
  const isUnchanged = JSON.stringify(erased) === JSON.stringify(before);
  return isUnchanged ? undefined : erased;
}

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
    const periodIds = await readPeriodIds(this.deps.reader, person);
    const mayMatch = this.buildMatchSql(person, periodIds);
    const maxScannedRows = SCAN_FACTOR * bounds.maxRows;
    return findInSteps(start, bounds, async ([after] = [], maxRows) => {
      const { found, next } = await scanLog(this.deps.reader, mayMatch, {
        after,
        maxRows,
        maxScannedRows,
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
    const rewritten = await eraseRows(stored, {
      person,
      personEraser: new PersonEraser(person),
      periodIds: new Set(await readPeriodIds(tx, person)),
    });
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
  private buildMatchSql(
    person: ErasureSubject,
    periodIds: readonly string[],
  ): Knex.Raw {
    const { reader } = this.deps;
    const ids = [...Object.values(person.ids).flat(), ...periodIds];
    const { searchTexts } = new PersonEraser(person);
    return reader.raw('(? OR ? OR ?)', [
      reader.raw('user_id = ?', [person.user_ref]),
      reader.raw(...inListSql(reader, 'entity_id', ids, 'text')),
      reader.raw(...containsTextSql(reader, textColumns, searchTexts)),
    ]);
  }
}

/**
 * Reads the ids of the person's periods, before or after their erasure. Entries about decisions
 * that version 1.0.0 recorded identify the person only by the period.
 */
async function readPeriodIds(
  knex: Knex,
  { user_ref, pseudonym }: ErasureSubject,
): Promise<string[]> {
  return knex('time_periods')
    .whereIn('member_id', [user_ref, pseudonym])
    .pluck('id');
}

/** Erases a person from rows; the result omits rows without the person. */
async function eraseRows(
  stored: readonly StoredRow[],
  rules: LogRowRules,
): Promise<RewrittenRow<StoredRow>[]> {
  const rewritten = [];
  for await (const chunk of iterateInChunks(stored, ROWS_PER_CHUNK)) {
    for (const before of chunk) {
      const after = eraseLogRow(before, rules);
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
