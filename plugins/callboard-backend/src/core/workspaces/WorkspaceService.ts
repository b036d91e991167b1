import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  DEFAULT_WORKSPACE,
  NewWorkspace,
  Role,
  roleOfRank,
  slug as slugSchema,
  Workspace,
  WorkspacePatch,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { omitBy, isUndefined } from 'lodash';
import { Actor, callboardActor } from '../../access/actor';
import { WorkspaceAccess } from '../../access/Caller';
import { Change, Changes } from '../../changes/Changes';
import { CallboardConfig } from '../../config';
import { isUniqueViolation } from '../../database/dialect';
import { newId } from '../../database/ids';
import { readPage } from '../../http/readPage';
import { Precondition } from '../../http/Precondition';
import { membersOfWorkspace } from '../members/MemberScope';
import { MemberService } from '../members/MemberService';
import { WorkspaceDependants } from './WorkspaceDependants';
import { workspaceOnWire, WorkspaceRow } from './WorkspaceRow';
import { workspaceSettings } from './workspaceSettings';
import { WorkspaceStore } from './WorkspaceStore';

const isSlug = (position: unknown): position is string =>
  slugSchema.safeParse(position).success;

/** Whose view of workspaces it is: super admins are admins of all of them. */
type Viewer = { user_ref: string; is_super_admin: boolean };

/** More workspaces than anybody has. */
const ALL = 10_000;

/** The rules of workspaces. */
export class WorkspaceService {
  readonly #dependants: WorkspaceDependants[] = [];

  constructor(
    private readonly deps: {
      changes: Changes;
      store: WorkspaceStore;
      members: MemberService;
      config: CallboardConfig;
    },
  ) {}

  /** Has `dependants` end what hangs on a workspace when it is deleted. */
  addDependants(dependants: WorkspaceDependants): void {
    this.#dependants.push(dependants);
  }

  /**
   * Makes the default workspace when there is none.
   *
   * @returns whether it was made: then nothing has ever been stored before
   */
  async ensureDefault(): Promise<boolean> {
    const { store, config } = this.deps;
    const { name, timezone } = config.workspaces.default;
    if (await store.findWithRank(DEFAULT_WORKSPACE, '')) {
      return false;
    }
    try {
      await this.deps.changes.run(callboardActor, change =>
        this.insert(change, { slug: DEFAULT_WORKSPACE, name, timezone }),
      );
      return true;
    } catch (error) {
      if (!isUniqueViolation(error)) {
        throw error;
      }
      // Another replica that starts at the same moment has made it.
      return false;
    }
  }

  /** Forgets what is remembered, when the tables were emptied. */
  clearCache(): void {
    this.deps.store.clearCache();
  }

  /** The default workspace; its name and settings may be a moment old. */
  async findDefault(): Promise<WorkspaceRow | undefined> {
    return this.deps.store.findDefault();
  }

  /** A workspace by id. */
  async findById(id: string): Promise<WorkspaceRow | undefined> {
    return this.deps.store.findById(id);
  }

  /** A workspace by slug. */
  async findBySlug(slug: string): Promise<WorkspaceRow | undefined> {
    return this.deps.store.findBySlug(slug);
  }

  /**
   * A workspace by slug.
   *
   * @throws NotFoundError when there is none
   */
  async getBySlug(slug: string): Promise<WorkspaceRow> {
    const found = await this.findBySlug(slug);
    if (!found) {
      throw new NotFoundError(`There is no workspace ${slug}`);
    }
    return found;
  }

  /** A workspace and what somebody is in it, unless they cannot see it. */
  async findSeen(
    viewer: Viewer,
    slug: string,
  ): Promise<WorkspaceAccess | undefined> {
    const found = await this.deps.store.findWithRank(slug, viewer.user_ref);
    if (found && viewer.is_super_admin) {
      return { workspace: found.workspace, role: 'admin' };
    }
    return found && found.rank !== null
      ? { workspace: found.workspace, role: roleOfRank(found.rank) }
      : undefined;
  }

  /**
   * A workspace and what somebody is in it.
   *
   * @throws NotFoundError when they cannot see it
   */
  async see(viewer: Viewer, slug: string): Promise<WorkspaceAccess> {
    const seen = await this.findSeen(viewer, slug);
    if (!seen) {
      throw new NotFoundError(`There is no workspace ${slug}`);
    }
    return seen;
  }

  /** All that somebody can see, with what they are in each, by slug. */
  async seeAll(viewer: Viewer): Promise<WorkspaceAccess[]> {
    const { store } = this.deps;
    if (viewer.is_super_admin) {
      const all = await store.list({ limit: ALL });
      return all.map(({ workspace }) => ({ workspace, role: 'admin' }));
    }
    const held = await store.listWithRank(viewer.user_ref);
    return held.map(({ rank, ...workspace }) => ({
      workspace,
      role: roleOfRank(rank),
    }));
  }

  /** The workspaces the caller can see, by slug. */
  async list(viewer: Viewer, query: { cursor?: string; limit: number }) {
    const { store } = this.deps;
    const memberRef = viewer.is_super_admin ? undefined : viewer.user_ref;
    const page = await readPage(query, isSlug, {
      list: (afterSlug, limit) => store.list({ memberRef, afterSlug, limit }),
      positionOf: ({ workspace }) => workspace.slug,
    });
    return {
      items: page.items.map(({ workspace, rank }) =>
        workspaceOnWire(workspace, rank === null ? 'admin' : roleOfRank(rank)),
      ),
      next_cursor: page.next_cursor,
      total: await store.count(memberRef),
    };
  }

  /**
   * Makes a workspace; its creator becomes its first admin.
   *
   * @throws ConflictError when the slug is taken
   */
  async create(actor: Actor, input: NewWorkspace): Promise<Workspace> {
    const { changes, members } = this.deps;
    try {
      return await changes.run(actor, async change => {
        const workspace = await this.insert(change, input);
        await members.addWithin(change, membersOfWorkspace(workspace.id), {
          user_ref: actor.user_ref,
          role: 'admin',
        });
        return workspaceOnWire(workspace, 'admin');
      });
    } catch (error) {
      if (isUniqueViolation(error)) {
        throw new ConflictError(`The slug ${input.slug} is taken`);
      }
      throw error;
    }
  }

  /**
   * Changes a workspace.
   *
   * @throws NotFoundError when it is gone
   * @throws NotAllowedError when their role does not let them change all of it
   * @throws PreconditionFailedError when it is not what the caller read
   */
  async update(
    { caller, role }: { caller: Actor; role: Role },
    slug: string,
    patch: WorkspacePatch,
    precondition = Precondition.none,
  ): Promise<Workspace> {
    const { changes, store } = this.deps;
    workspaceSettings.requireMayPatch(role, patch);
    return changes.run(caller, async change => {
      const before = await this.lock(change.tx, slug);
      precondition.check(before.version);
      const after: WorkspaceRow = {
        ...before,
        ...omitBy(patch, isUndefined),
        settings: workspaceSettings.patched(before.settings, patch.settings),
        version: before.version + 1,
        updated_at: new Date(change.now).toISOString(),
      };
      if (!change.record(traceOf(after, before, after))) {
        return workspaceOnWire(before, role);
      }
      await store.update(change.tx, after);
      return workspaceOnWire(after, role);
    });
  }

  /**
   * Deletes a workspace. What its departments give elsewhere ends with it, and
   * so do the links of other workspaces to it.
   *
   * @throws NotFoundError when it is gone
   * @throws ConflictError for the default workspace
   */
  async delete(
    actor: Actor,
    slug: string,
    precondition = Precondition.none,
  ): Promise<void> {
    const { changes, store } = this.deps;
    const found = await store.findWithRank(slug, '');
    await changes.run(actor, async change => {
      if (found) {
        // First, because several are always locked in the same order.
        for (const dependants of this.#dependants) {
          await dependants.begin(change, found.workspace.id);
        }
      }
      const before = await this.lock(change.tx, slug);
      precondition.check(before.version);
      if (slug === DEFAULT_WORKSPACE) {
        throw new ConflictError('The default workspace cannot be deleted');
      }
      for (const dependants of this.#dependants) {
        await dependants.endAll(change, before.id);
      }
      await store.softDelete(change.tx, before.id, change.now);
      change.record(traceOf(before, before, null));
    });
  }

  private async lock(
    tx: Knex.Transaction,
    slug: string,
  ): Promise<WorkspaceRow> {
    const row = await this.deps.store.lockBySlug(tx, slug);
    if (!row) {
      throw new NotFoundError(`There is no workspace ${slug}`);
    }
    return row;
  }

  private async insert(
    change: Change,
    input: NewWorkspace,
  ): Promise<WorkspaceRow> {
    const now = new Date(change.now).toISOString();
    const workspace: WorkspaceRow = {
      id: newId(change.now),
      slug: input.slug,
      name: input.name,
      timezone: input.timezone ?? 'UTC',
      week_start: input.week_start ?? 1,
      settings: workspaceSettings.patched({}, input.settings),
      version: 1,
      created_at: now,
      updated_at: now,
    };
    await this.deps.store.insert(change.tx, workspace);
    change.record(traceOf(workspace, null, workspace));
    return workspace;
  }
}

function traceOf(
  { id, name }: WorkspaceRow,
  before: WorkspaceRow | null,
  after: WorkspaceRow | null,
) {
  return {
    workspace_id: id,
    visibility: 'workspace' as const,
    entity_type: 'workspace' as const,
    entity_id: id,
    entity_label: name,
    before: before && workspaceOnWire(before, 'admin'),
    after: after && workspaceOnWire(after, 'admin'),
    nested: ['settings'],
    sensitive: workspaceSettings.sensitive,
  };
}
