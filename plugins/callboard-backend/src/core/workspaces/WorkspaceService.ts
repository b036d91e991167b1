import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  DEFAULT_WORKSPACE,
  NewWorkspace,
  Role,
  Workspace,
  WorkspacePatch,
  workspaceSettings as schema,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Actor, callboardActor } from '../../kernel/actor';
import { Change, Changes } from '../../changes/Changes';
import { CallboardConfig } from '../../kernel/config';
import { isUniqueViolation } from '../../database/dialect';
import { createId } from '../../database/ids';
import { lockForUpdate } from '../../database/locks';
import { Precondition } from '../../http/Precondition';
import { scopeToWorkspace } from '../members/MemberRow';
import { MemberService } from '../members/MemberService';
import { Settings } from '../Settings';
import { StoredSettings, WorkspaceRow } from '../../access/Caller';
import { workspaceTable } from './WorkspaceDirectory';
import { toNextVersion } from '../../database/Table';

/** Deletes the resources that depend on a workspace, together with it. */
export interface WorkspaceDependants {
  /**
   * Takes the locks for deleting the dependants of a workspace. Called before the workspace itself
   * is locked.
   *
   * @throws NotFoundError if a workspace to be locked has just been deleted
   */
  lockDependants(change: Change, workspace_id: string): Promise<void>;

  /** Deletes the dependants of the workspace, within the change passed to `lockDependants`. */
  deleteAll(change: Change, workspace_id: string): Promise<void>;
}

export const workspaceSettings = new Settings(schema);

export function toWorkspaceResponse(row: WorkspaceRow, role: Role): Workspace {
  return {
    ...row,
    settings: workspaceSettings.filterReadable(role, row.settings),
  };
}

export class WorkspaceService {
  readonly #dependants: WorkspaceDependants[] = [];

  constructor(
    private readonly deps: {
      knex: Knex;
      changes: Changes;
      members: MemberService;
      config: CallboardConfig;
    },
  ) {}

  addDependants(dependants: WorkspaceDependants): void {
    this.#dependants.push(dependants);
  }

  /**
   * Creates the default workspace if it does not exist.
   *
   * @returns whether it was created, which means that the database is new
   */
  async ensureDefault(): Promise<boolean> {
    const { knex, config } = this.deps;
    const { name, timezone } = config.workspaces.default;
    if (await workspaceTable.find(knex, { slug: DEFAULT_WORKSPACE })) {
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
      // Another replica that starts simultaneously has created it.
      return false;
    }
  }

  /**
   * Creates a workspace; the actor becomes its first admin.
   *
   * @throws ConflictError if the slug is taken
   */
  async create(actor: Actor, input: NewWorkspace): Promise<Workspace> {
    const { changes, members } = this.deps;
    try {
      return await changes.run(actor, async change => {
        const workspace = await this.insert(change, input);
        await members.addWithin(change, scopeToWorkspace(workspace.id), {
          user_ref: actor.user_ref,
          role: 'admin',
        });
        return toWorkspaceResponse(workspace, 'admin');
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
   * @param patch - the patch; or a function that builds it from the stored settings, which cannot
   *   change until the patch is stored
   * @throws NotFoundError if it is deleted
   * @throws NotAllowedError if the caller's role does not permit all of the changes
   * @throws PreconditionFailedError if it has changed since the caller read it
   */
  async update(
    { caller, role }: { caller: Actor; role: Role },
    slug: string,
    patch: WorkspacePatch | ((settings: StoredSettings) => WorkspacePatch),
    precondition = Precondition.none,
  ): Promise<Workspace> {
    const { changes } = this.deps;
    return changes.run(caller, async change => {
      const before = await lockWorkspace(change.tx, slug);
      const fields =
        typeof patch === 'function' ? patch(before.settings) : patch;
      workspaceSettings.assertCanPatch(role, fields);
      precondition.check(before.version);
      const settings = workspaceSettings.applyPatch(
        before.settings,
        fields.settings,
      );
      const patched = { ...fields, settings };
      const after = toNextVersion(before, patched, change.now);
      if (!change.record(toWorkspaceActivity(after, before, after))) {
        return toWorkspaceResponse(before, role);
      }
      await workspaceTable.update(change.tx, after);
      return toWorkspaceResponse(after, role);
    });
  }

  /**
   * Deletes a workspace. This also deletes the memberships that its departments grant in other
   * workspaces, and the links from departments of other workspaces to it.
   *
   * @throws NotFoundError if it is deleted
   * @throws PreconditionFailedError if it has changed since the caller read it
   * @throws ConflictError for the default workspace
   */
  async delete(
    actor: Actor,
    slug: string,
    precondition = Precondition.none,
  ): Promise<void> {
    const { knex, changes } = this.deps;
    const found = await workspaceTable.find(knex, { slug });
    await changes.run(actor, async change => {
      if (found) {
        // Locks the dependants first: their locks can include several workspaces, which must be
        // locked in a fixed order.
        for (const dependants of this.#dependants) {
          await dependants.lockDependants(change, found.id);
        }
      }
      const before = await lockWorkspace(change.tx, slug);
      precondition.check(before.version);
      if (slug === DEFAULT_WORKSPACE) {
        throw new ConflictError('The default workspace cannot be deleted');
      }
      for (const dependants of this.#dependants) {
        await dependants.deleteAll(change, before.id);
      }
      await workspaceTable.softDelete(change.tx, [before.id], change.now);
      change.record(toWorkspaceActivity(before, before, null));
    });
  }

  private async insert(
    change: Change,
    input: NewWorkspace,
  ): Promise<WorkspaceRow> {
    const now = new Date(change.now).toISOString();
    const workspace: WorkspaceRow = {
      id: createId(change.now),
      slug: input.slug,
      name: input.name,
      timezone: input.timezone ?? 'UTC',
      week_start: input.week_start ?? 1,
      settings: workspaceSettings.applyPatch({}, input.settings),
      version: 1,
      created_at: now,
      updated_at: now,
    };
    await workspaceTable.insert(change.tx, [workspace]);
    change.record(toWorkspaceActivity(workspace, null, workspace));
    return workspace;
  }
}

/** Locks a workspace; unlike `lockWorkspaces`, also blocks inserts of rows that reference it. */
async function lockWorkspace(
  tx: Knex.Transaction,
  slug: string,
): Promise<WorkspaceRow> {
  const [row] = await lockForUpdate(workspaceTable.select(tx).where({ slug }));
  if (!row) {
    throw new NotFoundError(`Workspace ${slug} not found`);
  }
  return workspaceTable.read(row);
}

function toWorkspaceActivity(
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
    before: before && toWorkspaceResponse(before, 'admin'),
    after: after && toWorkspaceResponse(after, 'admin'),
    nested: ['settings'],
    sensitive: workspaceSettings.sensitive,
  };
}
