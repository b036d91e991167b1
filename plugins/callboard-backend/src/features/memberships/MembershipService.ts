import {
  MembershipExplanation,
  MembershipSync,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { setImmediate } from 'timers/promises';
import { Actor } from '../../access/actor';
import { Change, Changes } from '../../changes/Changes';
import { lockWorkspaces } from '../../database/lockWorkspaces';
import {
  DerivedMemberships,
  DerivedOptions,
} from '../../core/members/DerivedMemberships';
import { DerivedDiff } from '../../core/members/DerivedSource';
import { MemberService } from '../../core/members/MemberService';
import { scopeToProject } from '../../core/members/MemberScope';
import { ProjectAudience } from '../../core/projects/ProjectAudience';
import { noRoles } from '../../core/projects/ProjectRoles';
import { AffectedMemberships } from './AffectedMemberships';
import { countMemberships, MembershipCounts } from './countMemberships';
import { diffOwners } from './diffOwners';
import { diffSources } from './diffSources';
import { listStoredSources } from './listStoredSources';
import { splitIntoParts } from './splitIntoParts';
import { listLinkedWorkspaces } from './listLinkedWorkspaces';
import { listRequiredSources } from './listRequiredSources';

/**
 * Keeps derived memberships consistent with the organisation. Every change to departments, staff
 * and links uses it in its own transaction: lost access ends with the change itself.
 */
export class MembershipService {
  constructor(
    private readonly deps: {
      knex: Knex;
      changes: Changes;
      members: MemberService;
      derivedMemberships: DerivedMemberships;
      audience: ProjectAudience;
    },
  ) {}

  /**
   * Locks the organisation of a workspace for a change: other changes to it, and to the linked
   * workspaces, wait until this one ends.
   *
   * @param others - workspaces that the change is about to link
   * @throws NotFoundError if a workspace has just been deleted
   */
  async lockOrganisation(
    change: Change,
    workspace_id: string,
    others: readonly string[] = [],
  ): Promise<void> {
    const { tx } = change;
    const known = await listLinkedWorkspaces(tx, workspace_id);
    const locked = [workspace_id, ...known, ...others];
    await lockWorkspaces(tx, locked);
    // A change we waited for may have linked others since; none can do so now.
    const linked = await listLinkedWorkspaces(tx, workspace_id);
    const added = linked.filter(id => !locked.includes(id));
    if (added.length > 0) {
      await lockWorkspaces(tx, added);
    }
  }

  /**
   * Derives memberships again after any change, in its transaction. Manual memberships stay
   * unchanged.
   *
   * @returns the numbers of sources added and removed
   */
  async recompute(
    change: Change,
    workspace_id: string,
    affected: AffectedMemberships = {},
    options: DerivedOptions = {},
  ): Promise<MembershipCounts> {
    const { tx } = change;
    const ofLinks = await this.diffLinks(tx, workspace_id, affected);
    const ofOwners = await this.diffOwners(tx, workspace_id, affected);
    const diff: DerivedDiff = {
      missing: [...ofLinks.missing, ...ofOwners.missing],
      stale: [...ofLinks.stale, ...ofOwners.stale],
    };
    await this.deps.derivedMemberships.apply(change, diff, options);
    return countMemberships(tx, workspace_id, diff);
  }

  /** Derives all memberships of a workspace again; idempotent. */
  async sync(actor: Actor, workspace_id: string): Promise<MembershipSync> {
    return this.deps.changes.run(actor, async change => {
      await this.lockOrganisation(change, workspace_id);
      const { added, removed, known } = await this.recompute(
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
          metadata: { ...known },
        });
      }
      return { added, removed };
    });
  }

  /** Explains a person's access to a project, or the missing requirements. */
  async explain(
    project: { id: string; workspace_id: string },
    user_ref: string,
  ): Promise<MembershipExplanation> {
    const { knex, members, audience } = this.deps;
    const [member, roles] = await Promise.all([
      members.find(scopeToProject(project), user_ref),
      audience.readUserRoles(knex, project.id, [user_ref]),
    ]);
    const { workspace, project: role, owns } = roles.get(user_ref) ?? noRoles;
    const isOutside = workspace === null && role !== null;
    const sources = [...(member?.sources ?? [])];
    // A member of an owning Group is an admin before that is stored as a source.
    if (owns && !sources.some(({ source }) => source === 'owner')) {
      sources.push({ source: 'owner', role: 'admin' });
    }
    return {
      role: isOutside ? null : role,
      sources,
      missing: isOutside ? ['workspace'] : [],
    };
  }

  private async diffLinks(
    tx: Knex,
    workspace_id: string,
    affected: AffectedMemberships,
  ): Promise<DerivedDiff> {
    const diffs: DerivedDiff[] = [];
    for await (const part of splitIntoParts(tx, workspace_id, affected)) {
      const required = await listRequiredSources(tx, workspace_id, part);
      await setImmediate();
      const storedSources = await listStoredSources(tx, workspace_id, part);
      await setImmediate();
      diffs.push(diffSources(required, storedSources));
    }
    return {
      missing: diffs.flatMap(({ missing }) => missing),
      stale: diffs.flatMap(({ stale }) => stale),
    };
  }

  /** Departments and links do not affect the owners of an entity. */
  private async diffOwners(
    tx: Knex,
    workspace_id: string,
    { user_refs, department_ids, link_ids }: AffectedMemberships,
  ): Promise<DerivedDiff> {
    return department_ids || link_ids
      ? { missing: [], stale: [] }
      : diffOwners(tx, workspace_id, user_refs);
  }
}
