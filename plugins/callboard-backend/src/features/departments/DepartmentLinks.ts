import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  DepartmentLink,
  NewDepartmentLink,
  roleRanks,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Caller, WorkspaceAccess } from '../../access/Caller';
import { Change, Changes } from '../../changes/Changes';
import { newId } from '../../database/ids';
import { isId } from '../../http/cursor';
import { InvalidRequestError } from '../../http/errors';
import { pageOf } from '../../http/pageOf';
import { MembershipService } from '../memberships/MembershipService';
import { viewerOf } from '../projects/whereProjectVisible';
import { WorkspaceStore } from '../workspaces/WorkspaceStore';
import { DepartmentLinkStore, LinkTarget } from './DepartmentLinkStore';
import { DepartmentRow } from './DepartmentRow';
import { DepartmentService } from './DepartmentService';
import { linkTrace } from './linkTrace';

/** Where the caller stands when they ask for links. */
type Asker = WorkspaceAccess & { caller: Caller };

/** What departments give their people access to. */
export class DepartmentLinks {
  constructor(
    private readonly deps: {
      knex: Knex;
      changes: Changes;
      store: DepartmentLinkStore;
      departments: DepartmentService;
      memberships: MembershipService;
      workspaces: WorkspaceStore;
    },
  ) {}

  /**
   * The links of a department, without those to projects that the caller
   * cannot see; oldest first.
   *
   * @throws NotFoundError when there is no such department
   */
  async list(
    asker: Asker,
    department_id: string,
    query: { cursor?: string; limit: number },
  ) {
    const { knex, departments, store } = this.deps;
    await departments.require(knex, asker.workspace.id, department_id);
    const viewer = viewerOf(asker);
    const page = await pageOf(query, isId, {
      list: (afterId, limit) =>
        store.list(department_id, viewer, { afterId, limit }),
      positionOf: ({ id }) => id,
    });
    return { ...page, total: await store.count(department_id, viewer) };
  }

  /**
   * Gives the people of a department access to a project of its workspace or
   * to a workspace.
   *
   * @throws NotFoundError when there is no such department
   * @throws InvalidRequestError when the caller may not link that
   * @throws ConflictError when it is linked already
   */
  async link(
    asker: Asker,
    department_id: string,
    input: NewDepartmentLink,
  ): Promise<DepartmentLink> {
    const { changes, departments, memberships, store } = this.deps;
    const { caller, workspace } = asker;
    const elsewhere = input.workspace_id
      ? await this.targetWorkspace(asker, input.workspace_id)
      : undefined;
    return changes.run(caller, async change => {
      const others = input.workspace_id ? [input.workspace_id] : [];
      await memberships.begin(change, workspace.id, others);
      const { tx, now } = change;
      const department = await departments.require(
        tx,
        workspace.id,
        department_id,
      );
      const target =
        elsewhere ?? (await this.project(tx, asker, input.project_id!));
      await this.requireNew(tx, department, target);
      const link: DepartmentLink = {
        id: newId(now),
        department_id,
        ...target,
        created_at: new Date(now).toISOString(),
      };
      await store.insert(tx, link);
      const done = await memberships.recompute(change, workspace.id, {
        link_ids: [link.id],
      });
      change.record({
        ...linkTrace(department, null, link),
        metadata: { ...done },
      });
      return link;
    });
  }

  /**
   * Takes back what a link gives.
   *
   * @param keepAsManual - people keep it, as if given by hand
   * @throws NotFoundError when the department has no such link
   */
  async unlink(
    asker: Asker,
    department_id: string,
    id: string,
    { keepAsManual }: { keepAsManual: boolean },
  ): Promise<void> {
    const { changes, departments, memberships, store } = this.deps;
    const { caller, workspace } = asker;
    await changes.run(caller, async change => {
      await memberships.begin(change, workspace.id);
      const { tx, now } = change;
      const department = await departments.require(
        tx,
        workspace.id,
        department_id,
      );
      const link = await store.find(tx, department_id, id);
      if (!link) {
        throw new NotFoundError(`There is no link ${id}`);
      }
      await store.end(tx, [id], now);
      const done = await memberships.recompute(
        change,
        workspace.id,
        { link_ids: [id] },
        { keepAsManual },
      );
      change.record({
        ...linkTrace(department, link, null),
        metadata: { ...done },
      });
    });
  }

  /**
   * Ends all links of a department that is about to go, within its change.
   *
   * @returns the ids of the links, whose memberships have to be derived again
   */
  async endAll(change: Change, department: DepartmentRow): Promise<string[]> {
    const { store } = this.deps;
    const links = await store.listAll(change.tx, department.id);
    const ids = links.map(({ id }) => id);
    await store.end(change.tx, ids, change.now);
    for (const link of links) {
      change.record({ ...linkTrace(department, link, null), detail: true });
    }
    return ids;
  }

  private async project(
    tx: Knex,
    asker: Asker,
    id: string,
  ): Promise<LinkTarget> {
    const found = await this.deps.store.findProject(
      tx,
      asker.workspace.id,
      id,
      viewerOf(asker),
    );
    if (!found) {
      throw new InvalidRequestError([
        {
          field: 'body.project_id',
          reason: 'is not a project of this workspace',
        },
      ]);
    }
    return found;
  }

  private async targetWorkspace(
    { caller }: Asker,
    id: string,
  ): Promise<LinkTarget> {
    const { workspaces } = this.deps;
    const found = await workspaces.findById(id);
    const held =
      found && (await workspaces.findWithRank(found.slug, caller.user_ref));
    const isAdmin = caller.is_super_admin || held?.rank === roleRanks.admin;
    if (!found || !isAdmin) {
      throw new InvalidRequestError([
        {
          field: 'body.workspace_id',
          reason: 'is not a workspace that you are an admin of',
        },
      ]);
    }
    return {
      project_id: null,
      workspace_id: id,
      name: found.name,
      entity_ref: null,
    };
  }

  private async requireNew(
    tx: Knex,
    department: DepartmentRow,
    { project_id, workspace_id, name }: LinkTarget,
  ): Promise<void> {
    const links = await this.deps.store.listAll(tx, department.id);
    const isKnown = links.some(
      link =>
        link.project_id === project_id && link.workspace_id === workspace_id,
    );
    if (isKnown) {
      throw new ConflictError(
        `${department.name} is linked to ${name} already`,
      );
    }
  }
}
