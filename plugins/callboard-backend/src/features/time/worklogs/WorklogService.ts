import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  NewWorklog,
  Worklog,
  WorklogPatch,
  WorklogReplacement,
} from '@callboard/plugin-callboard-common';
import { isUndefined, omitBy } from 'lodash';
import {
  RequestContext,
  ProjectAccess,
  WorkspaceAccess,
} from '../../../access/Caller';
import { Change } from '../../../changes/Changes';
import { InvalidRequestError } from '../../../http/errors';
import { Precondition } from '../../../http/Precondition';
import { lockPeople } from '../people/lockPeople';
import {
  applyWorklogDefaults,
  buildWorklog,
  moveToItem,
  readWorklogOwner,
  resolveMoment,
} from './buildWorklog';
import {
  ItemWithRights,
  rejectAddedTime,
  requireLoggable,
  requireProjectAcceptsTime,
} from './LoggableItems';
import { applyWorklogChanges } from './applyWorklogChanges';
import { findOverlappingWorklogs } from './listWorklogs';
import { toTimeViewer } from './whereTimeVisible';
import {
  findWorklog,
  toWorklogResponse,
  WorklogPair,
  WorklogPath,
  WorklogRow,
} from './WorklogRow';
import {
  findWorklogProblems,
  throwWorklogProblems,
} from './findWorklogProblems';
import { TimeCore } from '../TimeCore';

/** The caller, workspace and project of a request. */
type ProjectRequestContext = RequestContext & WorkspaceAccess & ProjectAccess;

/** Creates, changes and deletes single worklogs. */
export class WorklogService {
  constructor(private readonly core: Pick<TimeCore, 'changes' | 'items'>) {}

  /**
   * Logs time on an item, for the caller or on behalf of another person.
   *
   * @throws NotFoundError when the item does not exist
   * @throws NotAllowedError when the caller cannot log time on the item, or cannot log time for
   *   others
   * @throws ConflictError when the day is submitted or approved
   * @throws InvalidRequestError when the other person cannot log time on the item, for a project
   *   that is archived or has time tracking off, a day that is full or out of range, and other
   *   values that the workspace's settings do not allow
   */
  async create(
    context: ProjectRequestContext,
    work_item_id: string,
    { on_behalf_of, ...values }: NewWorklog,
  ): Promise<Worklog> {
    const { caller, workspace, project } = context;
    const logged_by = on_behalf_of ?? caller.user_ref;
    const isOwn = logged_by === caller.user_ref;
    if (!isOwn && context.projectRole !== 'admin') {
      throw new NotAllowedError('Only project admins can log time for others');
    }
    return this.core.changes.run(caller, async change => {
      await lockPeople(change, workspace.id, [logged_by]);
      const item = await this.findItemAndLockProject(
        change,
        workspace.id,
        logged_by,
        {
          project_id: project.id,
          work_item_id,
        },
      );
      if (item.isDeleted) {
        throw new NotFoundError(`Work item ${work_item_id} not found`);
      }
      if (!item.canLog) {
        throw isOwn
          ? new NotAllowedError(`You cannot log time on ${item.identifier}`)
          : new InvalidRequestError([
              {
                field: 'body.on_behalf_of',
                reason: `cannot log time on ${item.identifier}`,
              },
            ]);
      }
      requireProjectAcceptsTime(item.project);
      const owner = await readWorklogOwner(change.tx, workspace.id, logged_by);
      const moment = await resolveMoment(change, context.workspace, values, {
        logged_by,
      });
      const after = buildWorklog(
        change,
        { workspace, item, ...owner, source: 'manual' },
        { ...values, ...moment },
      );
      const created = await this.save(change, context, { before: null, after });
      return buildResponse(change, context, created!.after!);
    });
  }

  /** Replaces all fields of a worklog. Throws the errors of `update`. */
  async replace(
    context: ProjectRequestContext,
    path: WorklogPath,
    { work_item_id, ...values }: WorklogReplacement,
    precondition: Precondition,
  ): Promise<Worklog> {
    const { workspace } = context;
    const { logged_at = null, started_at = null } = values;
    const replacement = { ...values, logged_at, started_at };
    return this.patch(
      context,
      path,
      precondition,
      async (before, change, item) => ({
        ...applyWorklogDefaults(
          change,
          { workspace, item },
          {
            ...replacement,
            ...(await resolveMoment(
              change,
              context.workspace,
              replacement,
              before,
            )),
          },
        ),
        work_item_id,
      }),
    );
  }

  /**
   * Changes a worklog, or moves it to another item. The person of a worklog cannot change.
   *
   * @throws NotFoundError when the worklog does not exist
   * @throws NotAllowedError for another person's worklog, and for added time on an item on which
   *   the caller can no longer log time, unless the caller is an admin of the project
   * @throws ConflictError when the old or new day is submitted or approved
   * @throws InvalidRequestError for a project that is archived or has time tracking off, unless the
   *   caller is an admin of the project; for a new item on which the caller cannot log time; and
   *   for values that the workspace's settings do not allow
   * @throws PreconditionFailedError when the worklog has changed since the caller read it
   */
  async update(
    context: ProjectRequestContext,
    path: WorklogPath,
    patch: WorklogPatch,
    precondition: Precondition,
  ): Promise<Worklog> {
    return this.patch(context, path, precondition, async (before, change) => ({
      ...patch,
      ...(await resolveMoment(change, context.workspace, patch, before)),
    }));
  }

  /**
   * Deletes a worklog.
   *
   * @throws NotFoundError when the worklog does not exist
   * @throws NotAllowedError for another person's worklog, unless the caller is an admin of the
   *   project
   * @throws ConflictError when its day is submitted or approved
   * @throws InvalidRequestError for a project that is archived or has time tracking off, unless the
   *   caller is an admin of the project
   * @throws PreconditionFailedError when the worklog has changed since the caller read it
   */
  async delete(
    context: ProjectRequestContext,
    path: WorklogPath,
    precondition: Precondition,
  ): Promise<void> {
    await this.core.changes.run(context.caller, async change => {
      const { before } = await this.lockWorklog(change, context, path);
      precondition.check(before.version);
      await this.save(change, context, { before, after: null });
    });
  }

  private async patch(
    context: ProjectRequestContext,
    path: WorklogPath,
    precondition: Precondition,
    buildPatch: (
      before: WorklogRow,
      change: Change,
      item: ItemWithRights,
    ) => Promise<WorklogPatch>,
  ): Promise<Worklog> {
    return this.core.changes.run(context.caller, async change => {
      const { before, item } = await this.lockWorklog(change, context, path);
      precondition.check(before.version);
      const { work_item_id, ...patch } = await buildPatch(before, change, item);
      const target =
        work_item_id === undefined || work_item_id === path.work_item_id
          ? item
          : requireLoggable(
              await this.core.items.findItemsAndLockProjects(
                change.tx,
                context.workspace.id,
                context.caller.user_ref,
                [work_item_id],
              ),
              work_item_id,
            );
      const after = await moveToItem(
        change,
        before,
        { ...before, ...(omitBy(patch, isUndefined) as Partial<WorklogRow>) },
        target,
      );
      rejectAddedTime(target, { before, after });
      const changed = await this.save(change, context, { before, after });
      return buildResponse(change, context, changed?.after ?? before);
    });
  }

  /**
   * Finds a worklog that the caller may change, and its item. Locks the worklog's person and the
   * item's project.
   */
  private async lockWorklog(
    change: Change,
    { caller: { user_ref }, workspace }: ProjectRequestContext,
    path: WorklogPath,
  ): Promise<{ before: WorklogRow; item: ItemWithRights }> {
    const existing = await findWorklog(change.tx, path);
    if (existing) {
      await lockPeople(change, workspace.id, [existing.logged_by]);
    }
    // Another transaction may have changed the worklog before the lock.
    const before = existing && (await findWorklog(change.tx, path));
    if (!before) {
      throw new NotFoundError(`Time entry ${path.id} not found`);
    }
    const item = await this.findItemAndLockProject(
      change,
      workspace.id,
      user_ref,
      path,
    );
    if (!item.isAdmin) {
      if (before.logged_by !== user_ref) {
        throw new NotAllowedError(
          'Only the owner of a time entry and project admins can change it',
        );
      }
      requireProjectAcceptsTime(item.project);
    }
    return { before, item };
  }

  /**
   * Stores a change of a worklog.
   *
   * @returns the stored change; undefined if no field changes
   * @throws ConflictError when a day is submitted or approved
   * @throws InvalidRequestError for values that the workspace's settings do not allow
   */
  private async save(
    change: Change,
    { workspace }: ProjectRequestContext,
    pair: WorklogPair,
  ): Promise<WorklogPair | undefined> {
    const requestPart = pair.after ? 'body' : 'path';
    throwWorklogProblems(
      await findWorklogProblems(change, workspace, [pair]),
      ({ field }) => `${requestPart}.${field}`,
    );
    const [changed] = await applyWorklogChanges(change, [pair]);
    return changed;
  }

  /**
   * Finds an item, which may be deleted, and locks its project.
   *
   * @throws NotFoundError when the project has no such item, not even a deleted one
   */
  private async findItemAndLockProject(
    { tx }: Change,
    workspace_id: string,
    user_ref: string,
    { project_id, work_item_id }: Omit<WorklogPath, 'id'>,
  ): Promise<ItemWithRights> {
    const items = await this.core.items.findItemsAndLockProjects(
      tx,
      workspace_id,
      user_ref,
      [work_item_id],
    );
    const item = items.get(work_item_id);
    if (item?.project.id !== project_id) {
      throw new NotFoundError(`Work item ${work_item_id} not found`);
    }
    return item;
  }
}

/** Builds the response of a saved worklog. Flags overlaps, which are not an error. */
async function buildResponse(
  { tx }: Change,
  context: ProjectRequestContext,
  row: WorklogRow,
): Promise<Worklog> {
  // Only worklogs with a start can overlap.
  const overlapping = row.started_at
    ? await findOverlappingWorklogs(tx, toTimeViewer(context), [row])
    : undefined;
  return toWorklogResponse(row, overlapping);
}
