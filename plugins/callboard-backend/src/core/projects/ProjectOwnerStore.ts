import { Knex } from 'knex';
import { groupBy, isEqual, uniq } from 'lodash';
import { inListSql } from '../../database/bulk';
import { Owners } from './EntityOwners';
import { isInactiveSql } from '../../access/visibility/whereProjectVisible';

/** The differences between the stored owners of a project and the actual ones. */
export interface OwnerDiff {
  areRefsCurrent: boolean;
  /** Owners who are not members by ownership yet. */
  missing: string[];
  /** Membership sources of former owners. */
  stale: Array<{ id: string; user_ref: string }>;
}

type StoredOwnerSource = { id: string; scope_id: string; user_ref: string };

/** The tables of the owners of projects. */
export class ProjectOwnerStore {
  /**
   * Compares stored with actual owners: three queries, however many projects. Owners who are
   * suspended or have resigned are not members.
   *
   * @param ownersByProject - the current owners, by project id
   * @returns the differences of the projects that have any
   */
  async compareMany(
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
    const away = await this.readAwayOwners(knex, ownersByProject);
    const refsByProject = groupBy(refs, row => row.project_id);
    const sourcesByProject = groupBy(storedSources, row => row.scope_id);
    const diffs = new Map<string, OwnerDiff>();
    for (const [id, { owner_refs, user_refs }] of ownersByProject) {
      const diff = compareOwners(
        {
          owner_refs,
          user_refs: user_refs.filter(ref => !away.has(`${id} ${ref}`)),
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

  /** The owners who are suspended or have resigned, as texts `<project id> <user reference>`. */
  private async readAwayOwners(
    knex: Knex,
    ownersByProject: ReadonlyMap<string, Owners>,
  ): Promise<Set<string>> {
    const refs = uniq(
      [...ownersByProject.values()].flatMap(owners => owners.user_refs),
    );
    const rows: Array<{ id: string; user_ref: string }> = await knex('projects')
      .join('staff', 'staff.workspace_id', 'projects.workspace_id')
      .distinct('projects.id', 'staff.user_ref')
      .whereRaw(...inListSql(knex, 'projects.id', [...ownersByProject.keys()]))
      .whereRaw(...inListSql(knex, 'staff.user_ref', refs, 'text'))
      .whereRaw(isInactiveSql('staff.user_ref'));
    return new Set(rows.map(({ id, user_ref }) => `${id} ${user_ref}`));
  }

  /** Stores the owners of a project. */
  async replace(
    tx: Knex.Transaction,
    project_id: string,
    owner_refs: string[],
  ): Promise<void> {
    await tx('project_owners').where({ project_id }).delete();
    if (owner_refs.length > 0) {
      await tx('project_owners').insert(
        owner_refs.map(owner_ref => ({ project_id, owner_ref })),
      );
    }
  }
}

function compareOwners(
  { owner_refs, user_refs }: Owners,
  refs: string[],
  storedSources: StoredOwnerSource[],
): OwnerDiff {
  const storedRefs = new Set(storedSources.map(({ user_ref }) => user_ref));
  const newRefs = new Set(user_refs);
  return {
    areRefsCurrent: isEqual(refs.sort(), [...owner_refs].sort()),
    missing: user_refs.filter(ref => !storedRefs.has(ref)),
    stale: storedSources
      .filter(({ user_ref }) => !newRefs.has(user_ref))
      .map(({ id, user_ref }) => ({ id, user_ref })),
  };
}
