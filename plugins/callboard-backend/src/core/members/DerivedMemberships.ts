import { roleRanks } from '@callboard/plugin-callboard-common';
import { groupBy, partition, uniq } from 'lodash';
import { Change } from '../../changes/Changes';
import { newId } from '../../database/ids';
import { DerivedDiff, DerivedSource } from './DerivedSource';
import { unfoundedMembership } from './manualSource';
import { MemberBulkStore } from './MemberBulkStore';
import { MemberRow, SourceRow } from './MemberRow';
import { memberTrace } from './memberTrace';

/** What is to become of the members whose reason goes away. */
export interface DerivedOptions {
  /** They stay members, as if made so by hand. */
  keepAsManual?: boolean;
}

const keyOf = (row: { scope_id: string; user_ref: string }) =>
  `${row.scope_id} ${row.user_ref}`;

/**
 * Brings memberships in line with what they follow from: a constant number of
 * statements, however many people there are, and a detail in the log for each
 * membership that changes.
 */
export class DerivedMemberships {
  constructor(private readonly store: MemberBulkStore) {}

  /** Applies differences, within a change that has locked the workspaces. */
  async apply(
    change: Change,
    { missing, stale }: DerivedDiff,
    { keepAsManual = false }: DerivedOptions = {},
  ): Promise<void> {
    const { tx, now } = change;
    const affected = [...missing, ...stale];
    if (affected.length === 0) {
      return;
    }
    const held = await this.store.findMany(tx, affected);
    const members = new Map(held.map(member => [keyOf(member), member]));
    const names = await this.store.namesOf(
      tx,
      missing.filter(row => !members.has(keyOf(row))),
    );
    const news = groupBy(missing, keyOf);
    const staleIds = new Set(stale.map(({ id }) => id));
    const pairs = uniq(affected.map(keyOf)).map(key => {
      const before = members.get(key);
      const added = news[key] ?? [];
      const base = before ?? newMembership(added[0], now, names);
      const [gone, kept] = partition(base.sources, ({ id }) =>
        staleIds.has(id),
      );
      const sources = [...kept, ...added.map(row => newSource(base, row, now))];
      return {
        before,
        after: withSources(
          base,
          keepAsManual ? withManualFor(base, sources, gone, now) : sources,
          now,
        ),
      };
    });
    await this.store.saveMany(tx, pairs, now);
    for (const { before, after } of pairs) {
      const ended = after.sources.length === 0;
      change.record({
        ...memberTrace(before, ended ? undefined : after),
        detail: true,
      });
    }
  }
}

function newMembership(
  { workspace_id, scope, scope_id, user_ref }: DerivedSource,
  now: number,
  names: Map<string, string>,
): MemberRow {
  return {
    ...unfoundedMembership(
      { kind: scope, workspace_id, id: scope_id },
      user_ref,
      now,
    ),
    display_name: names.get(user_ref) ?? user_ref,
  };
}

function newSource(
  member: MemberRow,
  { source, rank, department_id, link_id }: DerivedSource,
  now: number,
): SourceRow {
  return {
    id: newId(now),
    member_id: member.id,
    source,
    rank,
    department_id,
    link_id,
  };
}

/** Reasons that go away are replaced by one that was given by hand. */
function withManualFor(
  member: MemberRow,
  sources: SourceRow[],
  gone: SourceRow[],
  now: number,
): SourceRow[] {
  if (gone.length === 0) {
    return sources;
  }
  const manual = sources.find(({ source }) => source === 'manual') ?? {
    id: newId(now),
    member_id: member.id,
    source: 'manual' as const,
    rank: roleRanks.guest,
    department_id: null,
    link_id: null,
  };
  const rank = Math.max(manual.rank, ...gone.map(row => row.rank));
  return [...sources.filter(row => row !== manual), { ...manual, rank }];
}

function withSources(
  member: MemberRow,
  sources: SourceRow[],
  now: number,
): MemberRow {
  return {
    ...member,
    sources,
    rank: Math.max(0, ...sources.map(({ rank }) => rank)),
    version: member.version + 1,
    updated_at: new Date(now).toISOString(),
  };
}
