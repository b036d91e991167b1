import { roleRanks } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { groupBy, isEqual, uniq } from 'lodash';
import { isInactiveSql } from '../../access/visibility/whereProjectVisible';
import { Change } from '../../changes/Changes';
import { inListSql, insertMany } from '../../database/bulk';
import { applyDerivedMemberships } from '../members/derivedMemberships';
import { renameChannels } from '../live/channelNames';
import { listErasedRefs } from '../people/erasedPeople';
import { PeopleService } from '../people/PeopleService';
import { Owners } from './EntityOwners';
import { ProjectRow } from '../../access/Caller';

/** Makes the owners of a project's entity admins of the project. */
export class ProjectOwners {
  constructor(private readonly deps: { knex: Knex; people: PeopleService }) {}

  /**
   * The ids of the projects whose stored owners are outdated. Also looks up the names of users who
   * will become members.
   *
   * @param ownersByProject - the current owners, by project id
   */
  async listDifferingProjects(
    ownersByProject: ReadonlyMap<string, Owners>,
  ): Promise<ReadonlySet<string>> {
    const diffs = await readOwnerDiffs(this.deps.knex, ownersByProject);
    const missing = [...diffs.values()].flatMap(diff => diff.missing);
    await this.loadPeople(missing);
    return new Set(diffs.keys());
  }

  /** Looks up people before a transaction, which must not wait for the catalog. */
  async loadPeople(user_refs: readonly string[]): Promise<void> {
    if (user_refs.length > 0) {
      await this.deps.people.getMany(user_refs);
    }
  }

  /**
   * Updates the stored owners and their memberships, within a change that has locked the workspace.
   */
  async updateOwners(
    change: Change,
    { id, workspace_id }: ProjectRow,
    owners: Owners,
  ): Promise<void> {
    const diffs = await readOwnerDiffs(change.tx, new Map([[id, owners]]));
    const diff = diffs.get(id);
    if (!diff) {
      return;
    }
    await replaceOwners(change.tx, id, diff.owner_refs);
    if (!diff.areRefsCurrent) {
      await renameChannels(change.tx, { projects: [id] }, change.now);
    }
    await applyDerivedMemberships(change, {
      missing: diff.missing.map(user_ref => ({
        workspace_id,
        scope: 'project',
        scope_id: id,
        user_ref,
        source: 'owner',
        rank: roleRanks.admin,
        department_id: null,
        link_id: null,
      })),
      stale: diff.stale.map(source => ({ ...source, scope_id: id })),
    });
  }
}

/** The differences between the stored owners of a project and the owners of its entity. */
interface OwnerDiff {
  /** The references of the owners, without erased people. */
  owner_refs: string[];
  /** Whether the stored references match the owners of the entity. */
  areRefsCurrent: boolean;
  /** Active owners whose membership lacks the source `owner`, or who have no membership. */
  missing: string[];
  /** The `owner` sources of members who are no longer active owners. */
  stale: Array<{ id: string; user_ref: string }>;
}

type StoredOwnerSource = { id: string; scope_id: string; user_ref: string };

/**
 * Compares stored with actual owners, with a constant number of queries for any number of projects.
 * Ignores erased owners. Owners who are suspended or have resigned are not members.
 *
 * @param ownersByProject - the current owners, by project id
 * @returns the differences by project id; projects without differences are omitted
 */
async function readOwnerDiffs(
  knex: Knex,
  ownersByProject: ReadonlyMap<string, Owners>,
): Promise<Map<string, OwnerDiff>> {
  const ids = [...ownersByProject.keys()];
  const refs: Array<{ project_id: string; owner_ref: string }> = await knex(
    'project_owners',
  )
    .select('project_id', 'owner_ref')
    .whereRaw(...inListSql(knex, 'project_id', ids));
  const storedSources: StoredOwnerSource[] = await knex('membership_sources')
    .join('memberships', 'memberships.id', 'membership_sources.member_id')
    .select(
      'membership_sources.id',
      'memberships.scope_id',
      'memberships.user_ref',
    )
    .whereRaw(...inListSql(knex, 'memberships.scope_id', ids))
    .where('membership_sources.source', 'owner')
    .whereNull('memberships.deleted_at');
  const inactive = await readInactiveOwners(knex, ownersByProject);
  const erased = await listErasedRefs(knex, listUserRefs(ownersByProject));
  const refsByProject = groupBy(refs, row => row.project_id);
  const sourcesByProject = groupBy(storedSources, row => row.scope_id);
  const diffs = new Map<string, OwnerDiff>();
  for (const [id, { owner_refs, user_refs }] of ownersByProject) {
    const diff = compareOwners(
      {
        owner_refs: owner_refs.filter(ref => !erased.has(ref)),
        user_refs: user_refs.filter(
          ref => !inactive.has(`${id} ${ref}`) && !erased.has(ref),
        ),
      },
      (refsByProject[id] ?? []).map(({ owner_ref }) => owner_ref),
      sourcesByProject[id] ?? [],
    );
    if (!diff.areRefsCurrent || diff.missing.length + diff.stale.length > 0) {
      diffs.set(id, diff);
    }
  }
  return diffs;
}

function listUserRefs(ownersByProject: ReadonlyMap<string, Owners>): string[] {
  return uniq(
    [...ownersByProject.values()].flatMap(owners => owners.user_refs),
  );
}

/** The owners who are suspended or have resigned, as texts `<project id> <user reference>`. */
async function readInactiveOwners(
  knex: Knex,
  ownersByProject: ReadonlyMap<string, Owners>,
): Promise<Set<string>> {
  const refs = listUserRefs(ownersByProject);
  const rows: Array<{ id: string; user_ref: string }> = await knex('projects')
    .join('staff', 'staff.workspace_id', 'projects.workspace_id')
    .distinct('projects.id', 'staff.user_ref')
    .whereRaw(...inListSql(knex, 'projects.id', [...ownersByProject.keys()]))
    .whereRaw(...inListSql(knex, 'staff.user_ref', refs, 'text'))
    .whereRaw(isInactiveSql('staff.user_ref'));
  return new Set(rows.map(({ id, user_ref }) => `${id} ${user_ref}`));
}

async function replaceOwners(
  tx: Knex.Transaction,
  project_id: string,
  owner_refs: string[],
): Promise<void> {
  await tx('project_owners').where({ project_id }).delete();
  await insertMany(
    tx,
    'project_owners',
    owner_refs.map(owner_ref => ({ project_id, owner_ref })),
  );
}

function compareOwners(
  { owner_refs, user_refs }: Owners,
  storedOwnerRefs: string[],
  storedSources: StoredOwnerSource[],
): OwnerDiff {
  const storedMemberRefs = new Set(
    storedSources.map(({ user_ref }) => user_ref),
  );
  const memberRefs = new Set(user_refs);
  return {
    owner_refs,
    areRefsCurrent: isEqual(storedOwnerRefs.sort(), [...owner_refs].sort()),
    missing: user_refs.filter(ref => !storedMemberRefs.has(ref)),
    stale: storedSources
      .filter(({ user_ref }) => !memberRefs.has(user_ref))
      .map(({ id, user_ref }) => ({ id, user_ref })),
  };
}
