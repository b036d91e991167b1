import { NotAllowedError } from '@backstage/errors';
import {
  DashboardPatch,
  ExportedWidget,
  NewDashboard,
} from '@callboard/plugin-callboard-common';
import { isUndefined, omitBy } from 'lodash';
import { RequestContext } from '../../access/Caller';
import { Change, Changes } from '../../changes/Changes';
import { lockWorkspaces } from '../../database/locks';
import { InvalidRequestError } from '../../http/errors';
import { Precondition } from '../../http/Precondition';
import {
  DashboardInput,
  DashboardRow,
  toDashboard,
  DashboardStore,
} from './DashboardStore';
import { toDashboardActivity, toWidgetActivity } from './dashboardActivity';
import { toWidget, WidgetStore } from './WidgetStore';
import { toNextVersion } from '../../database/Table';

export class DashboardService {
  constructor(
    private readonly deps: {
      changes: Changes;
      store: DashboardStore;
      widgets: WidgetStore;
    },
  ) {}

  /**
   * Creates a dashboard for the caller.
   *
   * @throws ConflictError when the name is taken, or the workspace has the maximum number of
   *   dashboards
   */
  async create(
    { caller, workspace }: RequestContext,
    { name, description, access, is_default, config }: NewDashboard,
  ): Promise<DashboardRow> {
    return this.deps.changes.run(caller, async change => {
      await this.deps.store.lockQuota(change.tx, workspace.id);
      const input: DashboardInput = {
        name,
        description: description ?? null,
        access: access ?? 'private',
        is_default: is_default ?? false,
        config: config ?? {},
      };
      const row = toDashboard(workspace.id, caller, input, change.now);
      await this.deps.store.requireFreeName(change.tx, row);
      if (row.is_default) {
        await this.unsetPreviousDefault(change, workspace.id);
      }
      await this.add(change, row, []);
      return row;
    });
  }

  /** Stores a new dashboard with its widgets, and records an activity entry for each. */
  async add(
    change: Change,
    row: DashboardRow,
    inputs: readonly ExportedWidget[],
    metadata?: { duplicate_of: string },
  ): Promise<void> {
    const { store, widgets } = this.deps;
    const newWidgets = inputs.map(input => toWidget(row.id, input, change.now));
    await store.insert(change.tx, [row]);
    await widgets.insert(change.tx, newWidgets);
    change.record({ ...toDashboardActivity(null, row), metadata });
    for (const widget of newWidgets) {
      change.record({ ...toWidgetActivity(row, null, widget), detail: true });
    }
  }

  /**
   * Changes a dashboard. A new default dashboard replaces the previous one. A dashboard that
   * becomes private is no longer the default.
   *
   * @throws NotFoundError when the caller may not see it
   * @throws NotAllowedError when the caller may not change it, or changes `access` without being
   *   the owner
   * @throws PreconditionFailedError when it has changed since the caller read it
   * @throws ConflictError when its name is taken
   * @throws InvalidRequestError when a private dashboard would become the default
   */
  async update(
    context: RequestContext,
    id: string,
    patch: DashboardPatch,
    precondition: Precondition,
  ): Promise<DashboardRow> {
    const { changes, store } = this.deps;
    const { caller, workspace } = context;
    return changes.run(caller, async change => {
      await lockWorkspaces(change.tx, [workspace.id]);
      const before = await this.lock(change, context, id, precondition);
      const after = applyDashboardPatch(before, patch);
      requireAllowedAccess(context, before, after);
      await store.requireFreeName(change.tx, after);
      if (after.is_default && !before.is_default) {
        await this.unsetPreviousDefault(change, workspace.id);
      }
      let row = before;
      for (const state of listStatesBetween(before, after)) {
        const next = toNextVersion(row, state, change.now);
        if (change.record(toDashboardActivity(row, next))) {
          row = next;
        }
      }
      if (row !== before) {
        await store.update(change.tx, row);
      }
      return row;
    });
  }

  /**
   * Deletes a dashboard with its widgets.
   *
   * @throws NotFoundError when the caller may not see it
   * @throws NotAllowedError when the caller may not change it
   * @throws PreconditionFailedError when it has changed since the caller read it
   */
  async delete(
    context: RequestContext,
    id: string,
    precondition: Precondition,
  ): Promise<void> {
    await this.edit(
      context,
      id,
      async (change, before) => {
        await this.deps.store.softDelete(change.tx, [id], change.now);
        change.record(toDashboardActivity(before, null));
      },
      precondition,
    );
  }

  /**
   * Locks a dashboard that the caller may change, and applies a change in the same transaction.
   *
   * @returns the result of `apply`
   * @throws the errors of `delete` and of `apply`
   */
  async edit<Result>(
    context: RequestContext,
    id: string,
    apply: (change: Change, dashboard: DashboardRow) => Promise<Result>,
    precondition = Precondition.none,
  ): Promise<Result> {
    return this.deps.changes.run(context.caller, async change =>
      apply(change, await this.lock(change, context, id, precondition)),
    );
  }

  /** @throws the errors of `delete` */
  private async lock(
    { tx }: Change,
    context: RequestContext,
    id: string,
    precondition: Precondition,
  ): Promise<DashboardRow> {
    const { caller, workspace } = context;
    const key = { id, workspace_id: workspace.id };
    const row = await this.deps.store.lockReadable(tx, key, caller.user_ref);
    requireChangeable(context, row);
    precondition.check(row.version);
    return row;
  }

  /** Increments the version of a locked dashboard whose widgets have moved. */
  async incrementVersion(
    { tx, now }: Change,
    row: DashboardRow,
  ): Promise<DashboardRow> {
    const next = toNextVersion(row, {}, now);
    await this.deps.store.update(tx, next);
    return next;
  }

  /**
   * Removes the default flag from the default dashboard of a workspace. Callers lock the workspace,
   * so that no other dashboard can become the default at the same time.
   */
  private async unsetPreviousDefault(
    change: Change,
    workspace_id: string,
  ): Promise<void> {
    const { store } = this.deps;
    const before = await store.lockDefault(change.tx, workspace_id);
    if (before) {
      const after = toNextVersion(before, { is_default: false }, change.now);
      change.record({ ...toDashboardActivity(before, after), detail: true });
      await store.update(change.tx, after);
    }
  }
}

/**
 * Requires that a person may change a dashboard that they can read. Owners may change their own
 * dashboards, and workspace admins may change shared ones.
 *
 * @throws NotAllowedError when the person may not change it
 */
export function requireChangeable(
  { caller, role }: Pick<RequestContext, 'caller' | 'role'>,
  { owner_ref, access }: DashboardRow,
): void {
  const isOwner = owner_ref === caller.user_ref;
  if (!isOwner && !(access === 'shared' && role === 'admin')) {
    throw new NotAllowedError(
      'Only the owner and workspace admins can change a shared dashboard',
    );
  }
}

/**
 * Requires that a change of `access` is made by the owner, and that a default dashboard is shared.
 *
 * @throws NotAllowedError when another person changes `access`
 * @throws InvalidRequestError when the default dashboard would be private
 */
function requireAllowedAccess(
  { caller }: RequestContext,
  before: DashboardRow,
  after: DashboardRow,
): void {
  if (after.access !== before.access && after.owner_ref !== caller.user_ref) {
    // Otherwise, nobody could read a dashboard that an admin made private after its owner has left.
    throw new NotAllowedError(
      'Only the owner of a dashboard can make it private',
    );
  }
  if (after.is_default && after.access === 'private') {
    throw new InvalidRequestError([
      { field: 'body.is_default', reason: 'requires access: shared' },
    ]);
  }
}

/**
 * Lists the states of a dashboard within one change. If `access` changes, splits the change in two,
 * so that all other fields change while the dashboard is private. In the activity log, other people
 * see only that the dashboard was shared or unshared.
 */
function listStatesBetween(
  before: DashboardRow,
  after: DashboardRow,
): DashboardRow[] {
  if (before.access === after.access) {
    return [after];
  }
  const between =
    after.access === 'private'
      ? { ...before, access: after.access, is_default: after.is_default }
      : { ...after, access: before.access, is_default: before.is_default };
  return [between, after];
}

function applyDashboardPatch(
  before: DashboardRow,
  patch: DashboardPatch,
): DashboardRow {
  const after = { ...before, ...omitBy(patch, isUndefined) };
  return after.access === 'private' && !patch.is_default
    ? { ...after, is_default: false }
    : after;
}
