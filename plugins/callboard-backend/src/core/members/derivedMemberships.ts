import {
  roleRanks,
  MembershipSource,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { partition, uniq } from 'lodash';
import { Change } from '../../changes/Changes';
import { inListSql } from '../../database/bulk';
import { createId } from '../../database/ids';
import { iterateInChunks } from '../../kernel/yielding';
import { readPeopleNames } from '../people/PeopleService';
import {
  MemberScope,
  MemberRow,
  SourceRow,
  toMemberActivity,
  createUnsourcedMembership,
  setManualRank,
  deriveRankFromSources,
} from './MemberRow';
import { attachSources, saveMemberships } from './MemberStore';

/** A source of a membership that is derived from other data. */
export interface DerivedSource {
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

export interface DerivedOptions {
  /** Converts their memberships to manual memberships. */
  keepMembers?: boolean;
}

type MembershipKey = { scope_id: string; user_ref: string };

const getMembershipKey = ({ scope_id, user_ref }: MembershipKey) =>
  `${scope_id} ${user_ref}`;

/** SQLite processes this many memberships in tens of milliseconds. */
const MEMBERSHIPS_AT_ONCE = 1_000;

/**
 * Adds the missing sources of memberships and removes the stale ones, with a detail entry in the
 * log for each changed membership. Processes a thousand memberships with a few statements, then
 * yields to the event loop.
 *
 * @param change - a change that has locked the workspaces
 */
export async function applyDerivedMemberships(
  change: Change,
  { missing, stale }: DerivedDiff,
  { keepMembers = false }: DerivedOptions = {},
): Promise<void> {
  const diffs = [...groupByMembership({ missing, stale }).values()];
  for await (const diffChunk of iterateInChunks(diffs, MEMBERSHIPS_AT_ONCE)) {
    await applyChunk(change, diffChunk, keepMembers);
  }
}

async function applyChunk(
  change: Change,
  diffs: readonly DerivedDiff[],
  keepMembers: boolean,
): Promise<void> {
  const { tx, now } = change;
  const memberships = diffs.map(({ missing, stale }) => missing[0] ?? stale[0]);
  const existing = await findMemberships(tx, memberships);
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
    const next = {
      ...base,
      sources: [
        ...preserved,
        ...missing.map(
          ({ source, rank, department_id, link_id }): SourceRow => ({
            id: createId(now),
            member_id: base.id,
            source,
            rank,
            department_id,
            link_id,
          }),
        ),
      ],
    };
    return {
      before,
      after: deriveRankFromSources(
        keepMembers ? replaceWithManualSource(next, removed, now) : next,
        now,
      ),
    };
  });
  await saveMemberships(tx, pairs, now);
  for (const { before, after } of pairs) {
    const isDeleted = after.sources.length === 0;
    change.record({
      ...toMemberActivity(before, isDeleted ? undefined : after),
      detail: true,
    });
  }
}

function groupByMembership({ missing, stale }: DerivedDiff) {
  const diffs = new Map<string, DerivedDiff>();
  const getDiff = (row: MembershipKey) => {
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

/**
 * Gives the membership a manual source if sources were removed. Its rank is the highest among the
 * removed sources and an existing manual source.
 */
function replaceWithManualSource(
  member: MemberRow,
  removed: readonly SourceRow[],
  now: number,
): MemberRow {
  if (removed.length === 0) {
    return member;
  }
  const manual = member.sources.filter(({ source }) => source === 'manual');
  const ranks = [...manual, ...removed].map(({ rank }) => rank);
  return setManualRank(member, Math.max(roleRanks.guest, ...ranks), now);
}

async function findMemberships(
  tx: Knex.Transaction,
  memberships: readonly MembershipKey[],
): Promise<MemberRow[]> {
  const scopes = uniq(memberships.map(({ scope_id }) => scope_id));
  const refs = uniq(memberships.map(({ user_ref }) => user_ref));
  const rows = await tx('memberships')
    .leftJoin('people', 'people.user_ref', 'memberships.user_ref')
    .select('memberships.*', 'people.display_name')
    .whereRaw(...inListSql(tx, 'memberships.scope_id', scopes))
    .whereRaw(...inListSql(tx, 'memberships.user_ref', refs, 'text'))
    .whereNull('memberships.deleted_at');
  return attachSources(tx, rows);
}
