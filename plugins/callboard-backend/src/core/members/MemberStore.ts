import { ERASED_NAMESPACE } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { inListSql, insertMany } from '../../database/bulk';
import { countRows } from '../../database/statements';
import { containsPattern } from '../../database/dialect';
import { Table } from '../../database/Table';
import { normaliseForSearch } from '../../database/text';
import { MemberRow, SourceRow } from './MemberRow';
import { selectPage } from '../../database/paging';

/** The maximum length of a sort name; short enough for an index and a cursor. */
const MAX_SORT_NAME_LENGTH = 200;

/** Call `updateSortNames` after inserting memberships. */
const memberTable = new Table<MemberRow>(
  'memberships',
  {
    id: 'text',
    workspace_id: 'text',
    scope: 'text',
    scope_id: 'text',
    user_ref: 'text',
    display_name: 'joined',
    rank: 'number',
    version: 'number',
    created_at: 'instant',
    updated_at: 'instant',
    sources: 'joined',
  },
  // The sort name of a user whose name is not known yet.
  ({ user_ref }) => ({
    sort_name: normaliseForSearch(user_ref).slice(0, MAX_SORT_NAME_LENGTH),
  }),
);

export type MemberPosition = [sort_name: string, user_ref: string];

interface ListedMember {
  row: MemberRow;
  position: MemberPosition;
}

export interface MemberFilter {
  scope_id: string;
  rank?: number;
  /** Part of a name or reference, ignoring case and accents. */
  search?: string;
}

/** The tables of memberships. Lists and lookups exclude deleted ones. */
export class MemberStore {
  constructor(private readonly knex: Knex) {}

  /** Members by name, ignoring case and accents, then by reference. */
  async list(
    filter: MemberFilter,
    paging: { after?: MemberPosition; limit: number },
  ): Promise<ListedMember[]> {
    const rows: any[] = await selectPage(
      this.selectMembers(this.knex, filter).select(
        'memberships.*',
        'people.display_name',
      ),
      ['memberships.sort_name', 'memberships.user_ref'],
      paging,
    );
    const members = await attachSources(this.knex, rows);
    return members.map((row, index) => ({
      row,
      position: [rows[index].sort_name, row.user_ref],
    }));
  }

  /** Updates the sort names of all memberships of users after their names have changed. */
  async updateSortNames(user_refs: readonly string[]): Promise<void> {
    await updateSortNames(
      this.knex,
      inListSql(this.knex, 'memberships.user_ref', user_refs, 'text'),
    );
  }

  async count(filter: MemberFilter): Promise<number> {
    return countRows(this.selectMembers(this.knex, filter));
  }

  async find(
    knex: Knex,
    scope_id: string,
    key: { id: string } | { user_ref: string },
  ): Promise<MemberRow | undefined> {
    const [column, value] = Object.entries(key)[0];
    const rows = await this.selectMembers(knex, { scope_id })
      .select('memberships.*', 'people.display_name')
      .where(`memberships.${column}`, value);
    return (await attachSources(knex, rows))[0];
  }

  /** Whether a user was ever added manually, even if removed since. */
  async wasAddedManually(
    knex: Knex,
    scope_id: string,
    user_ref: string,
  ): Promise<boolean> {
    const row = await knex('memberships')
      .where({ scope_id, user_ref })
      .where(whereEverAddedManually('memberships'))
      .first('id');
    return row !== undefined;
  }

  /** The number of other members with a rank; erased users do not count. */
  async countOthers(
    tx: Knex.Transaction,
    { id, scope_id }: MemberRow,
    rank: number,
  ): Promise<number> {
    return countRows(
      tx('memberships')
        .where({ scope_id, rank })
        .whereNull('deleted_at')
        .whereNot({ id })
        .whereNot('user_ref', 'like', `user:${ERASED_NAMESPACE}/%`),
    );
  }

  /** Stores when the manual membership was removed, in `taken_back_at`. */
  async markRemoved(
    tx: Knex.Transaction,
    id: string,
    now: number,
  ): Promise<void> {
    await tx('memberships')
      .where({ id })
      .update({ taken_back_at: new Date(now) });
  }

  private selectMembers(
    knex: Knex,
    { scope_id, rank, search }: MemberFilter,
  ): Knex.QueryBuilder {
    const query = knex('memberships')
      .leftJoin('people', 'people.user_ref', 'memberships.user_ref')
      .where('memberships.scope_id', scope_id)
      .whereNull('memberships.deleted_at');
    if (rank !== undefined) {
      query.where('memberships.rank', rank);
    }
    const term = normaliseForSearch(search ?? '').trim();
    if (term) {
      // References are ASCII, so both databases convert them to upper case alike.
      query.whereRaw(
        "coalesce(people.search_text, upper(memberships.user_ref)) LIKE ? ESCAPE '\\'",
        [containsPattern(term)],
      );
    }
    return query;
  }
}

/**
 * Filters memberships to those of users who were ever added manually, even if removed since.
 *
 * @param table - the alias of the table of memberships in the query
 */
export function whereEverAddedManually(table: string) {
  return (query: Knex.QueryBuilder) =>
    query.whereNotNull(`${table}.taken_back_at`).orWhereExists(manual =>
      manual
        .select('membership_sources.id')
        .from('membership_sources')
        .whereRaw('membership_sources.member_id = ??', [`${table}.id`])
        .where('membership_sources.source', 'manual'),
    );
}

/** A membership before and after a change. It is deleted if it has no sources after the change. */
interface MemberPair {
  before: MemberRow | undefined;
  after: MemberRow;
}

export async function saveMemberships(
  tx: Knex.Transaction,
  pairs: readonly MemberPair[],
  now: number,
): Promise<void> {
  const added = pairs.filter(({ before }) => !before).map(({ after }) => after);
  if (added.length > 0) {
    await memberTable.insert(tx, added);
    const ids = added.map(({ id }) => id);
    await updateSortNames(tx, inListSql(tx, 'memberships.id', ids));
  }
  await saveSources(tx, pairs);
  await updateExisting(tx, pairs, now);
}

/**
 * Stores the changes of sources. A source counts as unchanged only if `before` and `after` share
 * the object.
 */
async function saveSources(
  tx: Knex.Transaction,
  pairs: readonly MemberPair[],
): Promise<void> {
  const old = pairs.flatMap(({ before }) => before?.sources ?? []);
  const current = pairs.flatMap(({ after }) => after.sources);
  const oldSources = new Set(old);
  const currentSources = new Set(current);
  const removedIds = old
    .filter(source => !currentSources.has(source))
    .map(({ id }) => id);
  if (removedIds.length > 0) {
    await tx('membership_sources')
      .whereRaw(...inListSql(tx, 'id', removedIds))
      .delete();
  }
  await insertMany(
    tx,
    'membership_sources',
    current
      .filter(source => !oldSources.has(source))
      .map(source => ({ ...source })),
  );
}

/** Updates the ranks and versions of existing memberships, and deletes those without sources. */
async function updateExisting(
  tx: Knex.Transaction,
  pairs: readonly MemberPair[],
  now: number,
): Promise<void> {
  const ids = pairs.filter(({ before }) => before).map(({ after }) => after.id);
  if (ids.length === 0) {
    return;
  }
  const highest = tx('membership_sources')
    .max('rank')
    .whereRaw('membership_sources.member_id = memberships.id');
  await tx('memberships')
    .whereRaw(...inListSql(tx, 'id', ids))
    .update({
      rank: tx.raw('coalesce((?), memberships.rank)', [highest]),
      version: tx.raw('version + 1'),
      updated_at: new Date(now),
    });
  const deletedIds = pairs
    .filter(({ after }) => after.sources.length === 0)
    .map(({ after }) => after.id);
  if (deletedIds.length > 0) {
    await tx('memberships')
      .whereRaw(...inListSql(tx, 'id', deletedIds))
      .update({ deleted_at: new Date(now) });
  }
}

/** Sets the sort names of memberships to users' current names, where they differ. */
async function updateSortNames(
  knex: Knex,
  [condition, bindings]: readonly [sql: string, bindings: Knex.RawBinding[]],
): Promise<void> {
  await knex.raw(
    `UPDATE memberships
     SET sort_name = substr(people.search_text, 1, ${MAX_SORT_NAME_LENGTH})
     FROM people
     WHERE people.user_ref = memberships.user_ref
       AND memberships.sort_name <> substr(people.search_text, 1, ${MAX_SORT_NAME_LENGTH})
       AND ${condition}`,
    bindings,
  );
}

/** Converts stored memberships, and reads all their sources with one query. */
export async function attachSources(
  knex: Knex,
  rows: any[],
): Promise<MemberRow[]> {
  const ids = rows.map(row => row.id);
  const sources: SourceRow[] =
    ids.length === 0
      ? []
      : await knex('membership_sources')
          .whereRaw(...inListSql(knex, 'member_id', ids))
          .orderBy('id');
  const sourcesById = new Map<string, SourceRow[]>(ids.map(id => [id, []]));
  sources.forEach(source => sourcesById.get(source.member_id)!.push(source));
  return rows.map(row => ({
    ...memberTable.read(row),
    display_name: row.display_name ?? row.user_ref,
    sources: sourcesById.get(row.id)!,
  }));
}
