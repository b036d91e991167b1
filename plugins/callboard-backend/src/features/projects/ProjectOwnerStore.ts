import { Knex } from 'knex';
import { isEqual } from 'lodash';
import { Owners } from './EntityOwners';

/** The tables of who owns the entity of a project. */
export class ProjectOwnerStore {
  /** What is stored, against what should be. */
  async compare(
    knex: Knex,
    project_id: string,
    { owner_refs, user_refs }: Owners,
  ): Promise<{
    areRefsRight: boolean;
    /** Owners who are no members as such yet. */
    missing: string[];
    /** Reasons of memberships of people who own it no longer. */
    stale: Array<{ id: string; user_ref: string }>;
  }> {
    const refs = await knex('project_owners')
      .where({ project_id })
      .pluck('owner_ref');
    const held: Array<{ id: string; user_ref: string }> = await knex(
      'membership_sources',
    )
      .join('memberships', 'memberships.id', 'membership_sources.member_id')
      .select('membership_sources.id', 'memberships.user_ref')
      .where({ scope_id: project_id, source: 'owner' })
      .whereNull('memberships.deleted_at');
    const heldRefs = new Set(held.map(({ user_ref }) => user_ref));
    const wantedRefs = new Set(user_refs);
    return {
      areRefsRight: isEqual(refs.sort(), [...owner_refs].sort()),
      missing: user_refs.filter(ref => !heldRefs.has(ref)),
      stale: held.filter(({ user_ref }) => !wantedRefs.has(user_ref)),
    };
  }

  /** Writes down the owners of a project. */
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
