import {
  roleRanks,
  MembershipSource,
} from '@callboard/plugin-callboard-common';
import { partition } from 'lodash';
import { Change } from '../../changes/Changes';
import { createId } from '../../database/ids';
import { iterateInChunks } from '../../kernel/yielding';
import { readPeopleNames } from '../people/PeopleService';
import {
  MemberScope,
  MemberRow,
  SourceRow,
  toMemberActivity,
  createUnsourcedMembership,
} from './MemberRow';
import { MemberBulkStore } from './MemberBulkStore';

/** A source of a membership that is derived from other data. */
export interface DerivedSource {
  /** The workspace the membership is in. */
  workspace_id: string;
  scope: MemberScope['kind'];
  scope_id: string;
  user_ref: string;
  source: Exclude<MembershipSource, 'manual'>;
  rank: number;
  department_id: string | null;
  link_id: string | null;
}

/** The differences between required and stored sources. */
export interface DerivedDiff {
  missing: DerivedSource[];
  stale: Array<Pick<DerivedSource, 'scope_id' | 'user_ref'> & { id: string }>;
}

/** The handling of members whose source is removed. */
export interface DerivedOptions {
  /** Converts their memberships to manual ones. */
  keepMembers?: boolean;
}

const getMembershipKey = (row: { scope_id: string; user_ref: string }) =>
  `${row.scope_id} ${row.user_ref}`;

/** SQLite blocks the thread while these are read and written, some tens of milliseconds. */
const MEMBERSHIPS_AT_ONCE = 1_000;

/**
 * Updates derived memberships to match their sources, with a detail entry in the log for each
 * changed membership. It takes a few statements for a thousand memberships, and yields to the event
 * loop after each thousand.
 */
export class DerivedMemberships {
  constructor(private readonly store: MemberBulkStore) {}

  /** Applies differences, within a change that has locked the workspaces. */
  async apply(
    change: Change,
    { missing, stale }: DerivedDiff,
    { keepMembers = false }: DerivedOptions = {},
  ): Promise<void> {
    const diffs = [...groupByMembership({ missing, stale }).values()];
    for await (const some of iterateInChunks(diffs, MEMBERSHIPS_AT_ONCE)) {
      await this.applyTo(change, some, keepMembers);
    }
  }

  /** Applies the differences of some memberships. Each call gets all differences of its memberships. */
  private async applyTo(
    change: Change,
    diffs: readonly DerivedDiff[],
    keepMembers: boolean,
  ): Promise<void> {
    const { tx, now } = change;
    const memberships = diffs.map(
      ({ missing, stale }) => missing[0] ?? stale[0],
    );
    const existing = await this.store.findMany(tx, memberships);
    const members = new Map(
      existing.map(member => [getMembershipKey(member), member]),
    );
    const names = await readPeopleNames(
      tx,
      memberships
        .filter(membership => !members.has(getMembershipKey(membership)))
        .map(({ user_ref }) => user_ref),
    );
    const pairs = diffs.map(({ missing, stale }) => {
      const before = members.get(getMembershipKey(missing[0] ?? stale[0]));
      const base = before ?? createMembershipRow(missing[0], now, names);
      const staleIds = new Set(stale.map(({ id }) => id));
      const [removed, preserved] = partition(base.sources, ({ id }) =>
        staleIds.has(id),
      );
      const sources = [
        ...preserved,
        ...missing.map(row => createSourceRow(base, row, now)),
      ];
      return {
        before,
        after: replaceSources(
          base,
          keepMembers
            ? replaceWithManualSource(base, sources, removed, now)
            : sources,
          now,
        ),
      };
    });
    await this.store.saveMany(tx, pairs, now);
    for (const { before, after } of pairs) {
      const ended = after.sources.length === 0;
      change.record({
        ...toMemberActivity(before, ended ? undefined : after),
        detail: true,
      });
    }
  }
}

/** Groups the differences by membership. */
function groupByMembership({ missing, stale }: DerivedDiff) {
  const diffs = new Map<string, DerivedDiff>();
  const getDiff = (row: { scope_id: string; user_ref: string }) => {
    const key = getMembershipKey(row);
    const diff = diffs.get(key) ?? { missing: [], stale: [] };
    diffs.set(key, diff);
    return diff;
  };
  missing.forEach(row => getDiff(row).missing.push(row));
  stale.forEach(row => getDiff(row).stale.push(row));
  return diffs;
}

function createMembershipRow(
  { workspace_id, scope, scope_id, user_ref }: DerivedSource,
  now: number,
  names: Map<string, string>,
): MemberRow {
  return {
    ...createUnsourcedMembership(
      { kind: scope, workspace_id, id: scope_id },
      user_ref,
      now,
    ),
    display_name: names.get(user_ref) ?? user_ref,
  };
}

function createSourceRow(
  member: MemberRow,
  { source, rank, department_id, link_id }: DerivedSource,
  now: number,
): SourceRow {
  return {
    id: createId(now),
    member_id: member.id,
    source,
    rank,
    department_id,
    link_id,
  };
}

/** Replaces removed sources by a manual one. */
function replaceWithManualSource(
  member: MemberRow,
  sources: SourceRow[],
  removed: SourceRow[],
  now: number,
): SourceRow[] {
  if (removed.length === 0) {
    return sources;
  }
  const manual = sources.find(({ source }) => source === 'manual') ?? {
    id: createId(now),
    member_id: member.id,
    source: 'manual' as const,
    rank: roleRanks.guest,
    department_id: null,
    link_id: null,
  };
  const rank = Math.max(manual.rank, ...removed.map(row => row.rank));
  return [...sources.filter(row => row !== manual), { ...manual, rank }];
}

function replaceSources(
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
