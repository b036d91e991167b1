import { roleRanks } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Change } from '../../changes/Changes';
import { DerivedMemberships } from '../members/DerivedMemberships';
import { AccessRevocations } from '../live/AccessRevocations';
import { PeopleService } from '../people/PeopleService';
import { Owners } from './EntityOwners';
import { ProjectOwnerStore } from './ProjectOwnerStore';
import { ProjectRow } from '../../access/Caller';

/** Makes the owners of a project's entity admins of the project. */
export class ProjectOwners {
  constructor(
    private readonly deps: {
      knex: Knex;
      store: ProjectOwnerStore;
      derived: DerivedMemberships;
      people: PeopleService;
      accessRevocations: AccessRevocations;
    },
  ) {}

  /**
   * The ids of the projects whose stored owners are outdated. Also looks up the names of future
   * members.
   *
   * @param ownersByProject - the current owners, by project id
   */
  async listDifferingProjects(
    ownersByProject: ReadonlyMap<string, Owners>,
  ): Promise<ReadonlySet<string>> {
    const { knex, store } = this.deps;
    const diffs = await store.compareMany(knex, ownersByProject);
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
    const { store, derived } = this.deps;
    const diffs = await store.compareMany(change.tx, new Map([[id, owners]]));
    const diff = diffs.get(id);
    if (!diff) {
      return;
    }
    await store.replace(change.tx, id, owners.owner_refs);
    if (!diff.areRefsCurrent) {
      await this.deps.accessRevocations.handleChangedOwners(change.tx, id);
    }
    await derived.apply(change, {
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
