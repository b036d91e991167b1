import { NotFoundError } from '@backstage/errors';
import {
  getRoleByRank,
  slug as slugSchema,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { LoggerService } from '@backstage/backend-plugin-api';
import { yieldToEventLoop } from '../../kernel/yielding';
import { WorkspaceAccess, WorkspaceRow } from '../../access/Caller';
import { readPage } from '../../database/paging';
import { toWorkspaceResponse } from './WorkspaceService';
import { WorkspaceStore, WorkspaceWithRank } from './WorkspaceStore';

/** Performs the next step of a task; returns whether it was the last. */
export type WorkspaceStep = (tx: Knex.Transaction) => Promise<boolean>;

/** A task that runs in every workspace, in steps. */
interface WorkspaceTask {
  /** The name in failure logs: "Reminding people". */
  name: string;
  /** Returns undefined if the task has nothing to do in the workspace. */
  createStep(workspace: WorkspaceRow): WorkspaceStep | undefined;
  signal?: AbortSignal;
}

/**
 * Runs a task in every workspace, in short transactions, and yields to the event loop in between. A
 * failure in one workspace does not stop the others.
 */
export async function stepThroughWorkspaces(
  {
    knex,
    logger,
    workspaces,
  }: { knex: Knex; logger: LoggerService; workspaces: WorkspaceDirectory },
  { name, createStep, signal }: WorkspaceTask,
): Promise<void> {
  for (const workspace of await workspaces.listAll()) {
    try {
      const step = createStep(workspace);
      let isDone = step === undefined;
      while (!isDone && !signal?.aborted) {
        isDone = await knex.transaction(step!);
        await yieldToEventLoop();
      }
    } catch (error) {
      logger.error(
        `${name} failed in the workspace ${workspace.slug}`,
        error as Error,
      );
    }
  }
}

const isSlug = (position: unknown): position is string =>
  slugSchema.safeParse(position).success;

/** A user who views workspaces: super admins are admins of all of them. */
type WorkspaceViewer = { user_ref: string; is_super_admin: boolean };

/** More than the number of workspaces of any portal. */
const MAX_WORKSPACES = 10_000;

/** Finds workspaces, and the roles of users in them. */
export class WorkspaceDirectory {
  constructor(private readonly store: WorkspaceStore) {}

  /** Clears the cache after the tables were emptied. */
  clearCache(): void {
    this.store.clearCache();
  }

  /** The default workspace; its name and settings may be slightly outdated. */
  async findDefault(): Promise<WorkspaceRow | undefined> {
    return this.store.findDefault();
  }

  async findById(id: string): Promise<WorkspaceRow | undefined> {
    return this.store.findById(id);
  }

  /** The existing workspaces with the given ids, sorted by id. */
  async findMany(knex: Knex, ids: readonly string[]): Promise<WorkspaceRow[]> {
    return this.store.findMany(knex, ids);
  }

  async findBySlug(slug: string): Promise<WorkspaceRow | undefined> {
    return this.store.findBySlug(slug);
  }

  /**
   * A workspace by slug.
   *
   * @throws NotFoundError if it does not exist
   */
  async getBySlug(slug: string): Promise<WorkspaceRow> {
    const found = await this.findBySlug(slug);
    if (!found) {
      throw new NotFoundError(`Workspace ${slug} not found`);
    }
    return found;
  }

  /** A workspace and the user's role in it; undefined if they cannot see it. */
  async findVisible(
    viewer: WorkspaceViewer,
    slug: string,
  ): Promise<WorkspaceAccess | undefined> {
    const found = await this.store.findWithRank(slug, viewer.user_ref);
    if (found && viewer.is_super_admin) {
      return { workspace: found.workspace, role: 'admin' };
    }
    return found && found.rank !== null
      ? { workspace: found.workspace, role: getRoleByRank(found.rank) }
      : undefined;
  }

  /**
   * A workspace and the user's role in it.
   *
   * @throws NotFoundError if they cannot see it
   */
  async getVisible(
    viewer: WorkspaceViewer,
    slug: string,
  ): Promise<WorkspaceAccess> {
    const visible = await this.findVisible(viewer, slug);
    if (!visible) {
      throw new NotFoundError(`Workspace ${slug} not found`);
    }
    return visible;
  }

  /** All workspaces, sorted by slug. */
  async listAll(): Promise<WorkspaceRow[]> {
    const all = await this.store.list({ limit: MAX_WORKSPACES });
    return all.map(({ workspace }) => workspace);
  }

  /** All workspaces that a user can see, with their role in each, sorted by slug. */
  async listVisible(viewer: WorkspaceViewer): Promise<WorkspaceAccess[]> {
    const memberRef = getMemberRef(viewer);
    const visible = await this.store.list({ memberRef, limit: MAX_WORKSPACES });
    return visible.map(toAccess);
  }

  /** The workspaces of which a user is an admin, sorted by slug. */
  async listAdministered(viewer: WorkspaceViewer): Promise<WorkspaceRow[]> {
    const visible = await this.listVisible(viewer);
    return visible
      .filter(({ role }) => role === 'admin')
      .map(({ workspace }) => workspace);
  }

  /** One page of the workspaces that a user can see, sorted by slug. */
  async list(
    viewer: WorkspaceViewer,
    query: { cursor?: string; limit: number },
  ) {
    const { store } = this;
    const memberRef = getMemberRef(viewer);
    const page = await readPage(query, isSlug, {
      list: (afterSlug, limit) => store.list({ memberRef, afterSlug, limit }),
      getPosition: ({ workspace }) => workspace.slug,
    });
    return {
      items: page.items
        .map(toAccess)
        .map(({ workspace, role }) => toWorkspaceResponse(workspace, role)),
      next_cursor: page.next_cursor,
      total: await store.count(memberRef),
    };
  }
}

/**
 * Returns the member whose workspaces to list; undefined lists all workspaces, for super admins.
 */
function getMemberRef(viewer: WorkspaceViewer): string | undefined {
  return viewer.is_super_admin ? undefined : viewer.user_ref;
}

/** The viewer's access to a listed workspace. Without a rank, the viewer is a super admin. */
function toAccess({ workspace, rank }: WorkspaceWithRank): WorkspaceAccess {
  const role = rank === null ? 'admin' : getRoleByRank(rank);
  return { workspace, role };
}
