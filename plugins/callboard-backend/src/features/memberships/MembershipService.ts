import {
  MembershipExplanation,
  MembershipSync,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { uniq } from 'lodash';
import { Actor } from '../../kernel/actor';
import { Change } from '../../changes/Changes';
import { inListSql } from '../../database/bulk';
import { lockWorkspaces } from '../../database/locks';
import {
  applyDerivedMemberships,
  DerivedOptions,
  DerivedDiff,
} from '../../core/members/derivedMemberships';
import { Core } from '../../core/Core';
import { scopeToProject } from '../../core/members/MemberRow';
import { noRoles } from '../../access/visibility/whereProjectVisible';
import { AffectedMemberships } from './AffectedMemberships';
import { diffSources } from './diffSources';

/** The numbers of membership sources added and removed. */
interface SourceCounts extends MembershipSync {
  /**
   * The numbers that all members of the workspace may see: they do not include sources in secret
   * projects and in other workspaces.
   */
  visibleToAll: MembershipSync;
}

/** Counts the added and removed membership sources. */
async function countSources(
  knex: Knex,
  workspace_id: string,
  { missing, stale }: DerivedDiff,
): Promise<SourceCounts> {
  const scopeIds = uniq([...missing, ...stale].map(({ scope_id }) => scope_id));
  const openProjectIds: string[] =
    scopeIds.length === 0
      ? []
      : await knex('projects')
          .where({ workspace_id, access: 'open' })
          .whereRaw(...inListSql(knex, 'id', scopeIds))
          .pluck('id');
  const visibleIds = new Set([workspace_id, ...openProjectIds]);
  const countVisible = (rows: ReadonlyArray<{ scope_id: string }>) =>
    rows.filter(({ scope_id }) => visibleIds.has(scope_id)).length;
  return {
    added: missing.length,
    removed: stale.length,
    visibleToAll: {
      added: countVisible(missing),
      removed: countVisible(stale),
    },
  };
}

/** The other workspaces to which the departments of a workspace give access. */
async function listLinkedWorkspaces(
  knex: Knex,
  workspace_id: string,
): Promise<string[]> {
  return knex('department_links')
    .join('departments', 'departments.id', 'department_links.department_id')
    .join('workspaces', 'workspaces.id', 'department_links.workspace_id')
    .where('departments.workspace_id', workspace_id)
    .whereNull('department_links.deleted_at')
    .whereNull('workspaces.deleted_at')
    .distinct()
    .pluck('workspaces.id');
}

/**
 * Keeps derived memberships consistent with the organisation. Every change to departments, staff
 * and links calls this service in its transaction, so that revoked access ends when the change
 * commits.
 */
export class MembershipService {
  constructor(private readonly deps: Core) {}

  /**
   * Locks the organisation of a workspace and the linked workspaces: other changes to them wait
   * until the transaction of `change` ends.
   *
   * @param otherIds - workspaces that the change is about to link
   * @throws NotFoundError if a workspace has just been deleted
   */
  async lockOrganisation(
    change: Change,
    workspace_id: string,
    otherIds: readonly string[] = [],
  ): Promise<void> {
    const { tx } = change;
    const linkedIds = await listLinkedWorkspaces(tx, workspace_id);
    const lockedIds = [workspace_id, ...linkedIds, ...otherIds];
    await lockWorkspaces(tx, lockedIds);
    // Another change may have linked more workspaces while this one waited for its locks. From now
    // on, other changes wait for this one.
    const linkedNow = await listLinkedWorkspaces(tx, workspace_id);
    const addedIds = linkedNow.filter(id => !lockedIds.includes(id));
    if (addedIds.length > 0) {
      await lockWorkspaces(tx, addedIds);
    }
  }

  /**
   * Derives memberships again in the transaction of a change. Manual memberships stay unchanged.
   *
   * @returns the numbers of sources added and removed
   */
  async recompute(
    change: Change,
    workspace_id: string,
    affected: AffectedMemberships = {},
    options: DerivedOptions = {},
  ): Promise<SourceCounts> {
    const { tx } = change;
    const diff = await diffSources(tx, workspace_id, affected);
    await applyDerivedMemberships(change, diff, options);
    return countSources(tx, workspace_id, diff);
  }

  /** Derives all memberships of a workspace again; idempotent. */
  async sync(actor: Actor, workspace_id: string): Promise<MembershipSync> {
    return this.deps.changes.run(actor, async change => {
      await this.lockOrganisation(change, workspace_id);
      const { added, removed, visibleToAll } = await this.recompute(
        change,
        workspace_id,
      );
      if (added + removed > 0) {
        change.record({
          workspace_id,
          visibility: 'workspace',
          entity_type: 'membership_sync',
          entity_id: change.batch_id,
          entity_label: null,
          action: 'sync',
          before: null,
          after: null,
          metadata: { ...visibleToAll },
        });
      }
      return { added, removed };
    });
  }

  /**
   * Explains a person's access to a project: their role and its sources, or that they have no role
   * because they are not a member of the workspace.
   */
  async explain(
    project: { id: string; workspace_id: string },
    user_ref: string,
  ): Promise<MembershipExplanation> {
    const { knex, members, audience } = this.deps;
    const [member, { roles }] = await Promise.all([
      members.find(scopeToProject(project), user_ref),
      audience.readRolesAndAccess(knex, project.id, [user_ref]),
    ]);
    const { workspace, project: role, owns } = roles.get(user_ref) ?? noRoles;
    const isWorkspaceMissing = workspace === null && role !== null;
    const sources = [...(member?.sources ?? [])];
    // Owners of the entity, such as members of the owning Group, are admins even before this source
    // is stored.
    if (owns && !sources.some(({ source }) => source === 'owner')) {
      sources.push({ source: 'owner', role: 'admin' });
    }
    return {
      role: isWorkspaceMissing ? null : role,
      sources,
      missing: isWorkspaceMissing ? ['workspace'] : [],
    };
  }
}
