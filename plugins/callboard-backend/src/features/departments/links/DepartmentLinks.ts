import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  DepartmentLink,
  NewDepartmentLink,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { RequestContext } from '../../../access/Caller';
import { Change } from '../../../changes/Changes';
import { ResourceChange } from '../../../changes/ResourceChange';
import { createId } from '../../../database/ids';
import { PageQuery } from '../../../database/paging';
import { MembershipService } from '../../memberships/MembershipService';
import { Core } from '../../../core/Core';
import { toProjectViewer } from '../../../access/visibility/whereProjectVisible';
import {
  countVisibleLinks,
  findLink,
  LinkedDepartment,
  LinkTarget,
  linkTable,
  listAllLinks,
  listVisibleLinks,
} from './DepartmentLinkStore';
import { DepartmentRow, requireDepartment } from '../DepartmentRow';
import {
  requireLinkableProject,
  requireLinkableWorkspace,
  requireMembershipAdmin,
} from './linkTargets';

/** Links that give the people of a department access to projects and workspaces. */
export class DepartmentLinks {
  constructor(
    private readonly deps: Core & { memberships: MembershipService },
  ) {}

  /**
   * Lists the links of a department, oldest first. Omits links to projects and workspaces that the
   * caller cannot see. Admins of the department's workspace see all links.
   *
   * @throws NotFoundError when the department does not exist
   */
  async list(context: RequestContext, department_id: string, query: PageQuery) {
    const { knex } = this.deps;
    await requireDepartment(knex, context.workspace.id, department_id);
    const viewer = toProjectViewer(context);
    const page = await listVisibleLinks(knex, department_id, viewer, query);
    const total = await countVisibleLinks(knex, department_id, viewer);
    return { ...page, total };
  }

  /**
   * Gives the people of a department access to a project of its workspace or to a workspace.
   *
   * @throws NotFoundError when the department does not exist
   * @throws InvalidRequestError when the caller may not link the target
   * @throws ConflictError when the target is already linked
   */
  async link(
    context: RequestContext,
    department_id: string,
    input: NewDepartmentLink,
  ): Promise<DepartmentLink> {
    const { changes, memberships, workspaces } = this.deps;
    const { caller, workspace } = context;
    const workspaceTarget = input.workspace_id
      ? await requireLinkableWorkspace(workspaces, caller, input.workspace_id)
      : undefined;
    return changes.run(caller, async change => {
      const otherWorkspaceIds = input.workspace_id ? [input.workspace_id] : [];
      await memberships.lockOrganisation(
        change,
        workspace.id,
        otherWorkspaceIds,
      );
      const { tx, now } = change;
      const department = await requireDepartment(
        tx,
        workspace.id,
        department_id,
      );
      const target =
        workspaceTarget ??
        (await requireLinkableProject(tx, context, input.project_id!));
      await requireNotLinked(tx, department, target);
      const link: DepartmentLink = {
        id: createId(now),
        department_id,
        ...target,
        created_at: new Date(now).toISOString(),
      };
      await linkTable.insert(tx, [link]);
      const { added, removed } = await memberships.recompute(
        change,
        workspace.id,
        { link_ids: [link.id] },
      );
      recordLinkChange(
        change,
        department,
        { before: null, after: link },
        { metadata: { added, removed } },
      );
      return link;
    });
  }

  /**
   * Revokes the access that a link gives.
   *
   * @param keepMembers - converts the access to manual memberships, if the caller may grant those
   * @throws NotFoundError when the link does not exist
   * @throws InvalidRequestError when the caller may not convert the access
   */
  async unlink(
    context: RequestContext,
    department_id: string,
    id: string,
    { keepMembers }: { keepMembers: boolean },
  ): Promise<void> {
    const { changes, knex, memberships, workspaces } = this.deps;
    const { caller, workspace } = context;
    if (keepMembers) {
      const { link } = await requireLink(knex, context, department_id, id);
      await requireMembershipAdmin(workspaces, caller, link);
    }
    await changes.run(caller, async change => {
      await memberships.lockOrganisation(change, workspace.id);
      const { tx, now } = change;
      const { department, link } = await requireLink(
        tx,
        context,
        department_id,
        id,
      );
      await linkTable.softDelete(tx, [id], now);
      const { added, removed } = await memberships.recompute(
        change,
        workspace.id,
        { link_ids: [id] },
        { keepMembers },
      );
      recordLinkChange(
        change,
        department,
        { before: link, after: null },
        { metadata: { added, removed } },
      );
    });
  }

  /**
   * Ends all links of a department, within the change that deletes the department.
   *
   * @returns the ids of the links, whose memberships must be derived again
   */
  async endAll(change: Change, department: DepartmentRow): Promise<string[]> {
    const links = await listAllLinks(change.tx, department.id);
    const ids = links.map(({ id }) => id);
    await linkTable.softDelete(change.tx, ids, change.now);
    for (const link of links) {
      recordLinkChange(
        change,
        department,
        { before: link, after: null },
        { detail: true },
      );
    }
    return ids;
  }
}

async function requireLink(
  knex: Knex,
  { workspace }: RequestContext,
  department_id: string,
  id: string,
): Promise<{ department: DepartmentRow; link: DepartmentLink }> {
  const department = await requireDepartment(knex, workspace.id, department_id);
  const link = await findLink(knex, department_id, id);
  if (!link) {
    throw new NotFoundError(`Department link ${id} not found`);
  }
  return { department, link };
}

async function requireNotLinked(
  tx: Knex,
  department: DepartmentRow,
  { project_id, workspace_id, name }: LinkTarget,
): Promise<void> {
  const links = await listAllLinks(tx, department.id);
  const isLinked = links.some(
    link =>
      link.project_id === project_id && link.workspace_id === workspace_id,
  );
  if (isLinked) {
    throw new ConflictError(`${department.name} is already linked to ${name}`);
  }
}

/** A link that begins or ends. */
type LinkChange =
  | { before: null; after: DepartmentLink }
  | { before: DepartmentLink; after: null };

/**
 * Records the activity entries of a link that begins or ends: one about the link, and a detail about
 * the department. If the target is another workspace, neither entry names it, because some readers
 * must not learn its name.
 */
export function recordLinkChange(
  change: Change,
  department: LinkedDepartment,
  { before, after }: LinkChange,
  options: Pick<ResourceChange, 'metadata' | 'detail'> = {},
): void {
  const { id, project_id, workspace_id, name } = after ?? before;
  const isOtherWorkspace =
    workspace_id !== null && workspace_id !== department.workspace_id;
  const common = {
    workspace_id: department.workspace_id,
    action: after ? ('link' as const) : ('unlink' as const),
    // Users without access to the project must not see the target.
    ...(project_id === null
      ? { visibility: 'workspace' as const }
      : { visibility: 'project' as const, project_id }),
  };
  change.record({
    ...common,
    entity_type: 'department_link',
    entity_id: id,
    entity_label: `${department.name} → ${
      isOtherWorkspace ? 'another workspace' : name
    }`,
    before,
    after,
    sensitive: isOtherWorkspace ? ['workspace_id', 'name'] : [],
    ...options,
    // Readers of this workspace must not learn how many members the other workspace has.
    metadata: isOtherWorkspace ? undefined : options.metadata,
  });
  change.record({
    ...common,
    entity_type: 'department',
    entity_id: department.id,
    entity_label: department.name,
    before: null,
    after: null,
    metadata: { link_id: id, ...(isOtherWorkspace ? {} : { linked_to: name }) },
    detail: true,
  });
}
