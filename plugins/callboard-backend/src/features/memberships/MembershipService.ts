import {
  MembershipExplanation,
  MembershipSync,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { setImmediate } from 'timers/promises';
import { uniq } from 'lodash';
import { Actor } from '../../kernel/actor';
import { Change, Changes } from '../../changes/Changes';
import { inListSql } from '../../database/bulk';
import { isBlocking } from '../../database/dialect';
import { lockWorkspaces } from '../../database/locks';
import {
  DerivedMemberships,
  DerivedOptions,
  DerivedDiff,
  DerivedSource,
} from '../../core/members/DerivedMemberships';
import { MemberService } from '../../core/members/MemberService';
import { scopeToProject } from '../../core/members/MemberRow';
import { ProjectAudience } from '../../core/projects/ProjectAudience';
import { noRoles } from '../../access/visibility/ProjectRoles';
import { iterateInChunks } from '../../kernel/yielding';
import {
  AffectedMemberships,
  AffectedMembershipsBatch,
  buildPeopleCondition,
  selectAffectedLinks,
} from './AffectedMemberships';
import { diffOwners } from './diffOwners';
import { listRequiredSources } from './listRequiredSources';

/** SQLite blocks the thread while it reads these: some ten milliseconds. */
const PEOPLE_AT_ONCE = 2_000;

/**
 * Splits the affected memberships into parts if the database blocks the thread: some users at a
 * time. Yields to the event loop in between.
 */
async function* splitIntoParts(
  knex: Knex,
  workspace_id: string,
  affected: AffectedMemberships,
): AsyncGenerator<AffectedMembershipsBatch, void> {
  if (!isBlocking(knex)) {
    yield affected;
  } else if (affected.user_refs) {
    const people = uniq(affected.user_refs);
    for await (const user_refs of iterateInChunks(people, PEOPLE_AT_ONCE)) {
      yield { ...affected, user_refs };
    }
  } else {
    // Users who are not on the staff fall into one of the ranges, too.
    let after: string | undefined;
    let upTo: string | undefined;
    do {
      upTo = await readNextUpperBound(knex, workspace_id, after);
      yield { ...affected, after, upTo };
      after = upTo;
      await setImmediate();
    } while (upTo !== undefined);
  }
}

/** The upper bound of the next part; undefined for the last part. */
async function readNextUpperBound(
  knex: Knex,
  workspace_id: string,
  after = '',
): Promise<string | undefined> {
  const row = await knex('staff')
    .where({ workspace_id })
    .whereNull('deleted_at')
    .where('user_ref', '>', after)
    .orderBy('user_ref')
    .offset(PEOPLE_AT_ONCE - 1)
    .first('user_ref');
  return row?.user_ref;
}

/** The numbers of membership sources added and removed. */
interface MembershipCounts extends MembershipSync {
  /**
   * The numbers that every member of the workspace may know: without secret projects and other
   * workspaces.
   */
  known: MembershipSync;
}

/** Counts the changes of membership sources. */
async function countMemberships(
  knex: Knex,
  workspace_id: string,
  { missing, stale }: DerivedDiff,
): Promise<MembershipCounts> {
  const scopes = uniq([...missing, ...stale].map(({ scope_id }) => scope_id));
  const open: string[] =
    scopes.length === 0
      ? []
      : await knex('projects')
          .where({ workspace_id, access: 'open' })
          .whereRaw(...inListSql(knex, 'id', scopes))
          .pluck('id');
  const known = new Set([workspace_id, ...open]);
  const countKnown = (rows: ReadonlyArray<{ scope_id: string }>) =>
    rows.filter(({ scope_id }) => known.has(scope_id)).length;
  return {
    added: missing.length,
    removed: stale.length,
    known: { added: countKnown(missing), removed: countKnown(stale) },
  };
}

/** A stored source of a membership. */
type StoredSource = Omit<DerivedSource, 'workspace_id' | 'scope'> & {
  id: string;
};

/** Lists the stored membership sources that come from department links. */
async function listStoredSources(
  knex: Knex,
  workspace_id: string,
  affected: AffectedMembershipsBatch,
): Promise<StoredSource[]> {
  return knex('membership_sources')
    .join('memberships', 'memberships.id', 'membership_sources.member_id')
    .select(
      'membership_sources.id',
      'memberships.scope_id',
      'memberships.user_ref',
      'membership_sources.source',
      'membership_sources.rank',
      'membership_sources.department_id',
      'membership_sources.link_id',
    )
    .whereIn('membership_sources.source', ['department', 'manager'])
    .whereIn(
      'membership_sources.link_id',
      selectAffectedLinks(knex, workspace_id, affected).select(
        'department_links.id',
      ),
    )
    .whereRaw(...buildPeopleCondition(knex, 'memberships.user_ref', affected));
}

/** Finds the missing and the stale sources. A source with another rank counts as another source. */
function diffSources(
  required: DerivedSource[],
  storedSources: StoredSource[],
): DerivedDiff {
  const storedKeys = new Set(storedSources.map(getSourceKey));
  const newKeys = new Set(required.map(getSourceKey));
  return {
    missing: required.filter(source => !storedKeys.has(getSourceKey(source))),
    stale: storedSources.filter(source => !newKeys.has(getSourceKey(source))),
  };
}

function getSourceKey(
  source: Omit<DerivedSource, 'workspace_id' | 'scope'>,
): string {
  const { link_id, scope_id, user_ref, department_id, rank } = source;
  return [link_id, scope_id, user_ref, source.source, department_id, rank].join(
    ' ',
  );
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
    const linkDiff = await this.diffLinks(tx, workspace_id, affected);
    const ownerDiff = await this.diffOwners(tx, workspace_id, affected);
    const diff: DerivedDiff = {
      missing: [...linkDiff.missing, ...ownerDiff.missing],
      stale: [...linkDiff.stale, ...ownerDiff.stale],
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
