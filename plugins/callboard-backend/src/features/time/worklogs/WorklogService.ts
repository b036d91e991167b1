import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { Worklog, WorklogPatch } from '@callboard/plugin-callboard-common';
import { RequestContext } from '../../../access/Caller';
import { Change } from '../../../changes/Changes';
import { createFieldError } from '../../../http/errors';
import { ContextOf } from '../../../http/Handler';
import { lockPeople } from '../people/lockPeople';
import {
  applyWorklogDefaults,
  buildWorklog,
  patchWorklog,
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
  WorklogRow,
} from './WorklogRow';
import {
  findWorklogProblems,
  throwWorklogProblems,
} from './findWorklogProblems';
import { TimeCore } from '../TimeCore';

type WorklogContext = ContextOf<'deleteWorklog'>;

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
  async create(context: ContextOf<'createWorklog'>): Promise<Worklog> {
    const { caller, workspace } = context;
    const { on_behalf_of, ...values } = context.body;
    const logged_by = on_behalf_of ?? caller.user_ref;
    const isOwn = logged_by === caller.user_ref;
    if (!isOwn && context.projectRole !== 'admin') {
      throw new NotAllowedError('Only project admins can log time for others');
    }
    return this.core.changes.run(caller, async change => {
      await lockPeople(change, workspace.id, [logged_by]);
      const item = await this.findItemAndLockProject(
        change,
        context,
        logged_by,
      );
      if (item.isDeleted) {
        throw new NotFoundError(`Work item ${item.id} not found`);
      }
      if (!item.canLog) {
        throw isOwn
          ? new NotAllowedError(`You cannot log time on ${item.identifier}`)
          : createFieldError(
              'body.on_behalf_of',
              `cannot log time on ${item.identifier}`,
            );
      }
      requireProjectAcceptsTime(item.project);
      const owner = await readWorklogOwner(change.tx, workspace.id, logged_by);
      const moment = await resolveMoment(change, workspace, values, {
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
  async replace(context: ContextOf<'replaceWorklog'>): Promise<Worklog> {
    const { workspace, body } = context;
    const { logged_at = null, started_at = null } = body;
    const replacement = { ...body, logged_at, started_at };
    return this.patch(context, async (before, change, item) =>
      applyWorklogDefaults(
        change,
        { workspace, item },
        {
          ...replacement,
          ...(await resolveMoment(change, workspace, replacement, before)),
        },
      ),
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
  async update(context: ContextOf<'updateWorklog'>): Promise<Worklog> {
    const { workspace, body } = context;
    const { work_item_id: _, ...values } = body;
    return this.patch(context, async (before, change) => ({
      ...values,
      ...(await resolveMoment(change, workspace, values, before)),
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
  async delete(context: WorklogContext): Promise<void> {
    await this.core.changes.run(context.caller, async change => {
      const { before } = await this.lockWorklog(change, context);
      await this.save(change, context, { before, after: null });
    });
  }

  /**
   * Changes a worklog, and moves it if the request names another item.
   *
   * @param buildPatch - returns the other fields to set; its `item` is the one after the move
   */
  private async patch(
    context: Omit<WorklogContext, 'body'> & {
      body: Pick<WorklogPatch, 'work_item_id'>;
    },
    buildPatch: (
      before: WorklogRow,
      change: Change,
      item: ItemWithRights,
    ) => Promise<Omit<WorklogPatch, 'work_item_id'>>,
  ): Promise<Worklog> {
    const { work_item_id } = context.body;
    return this.core.changes.run(context.caller, async change => {
      const { before, item } = await this.lockWorklog(change, context);
      const target =
        work_item_id === undefined || work_item_id === item.id
          ? item
          : requireLoggable(
              await this.core.items.findAndLockProjects(
                change.tx,
                context.caller.user_ref,
                [work_item_id],
                context.workspace.id,
              ),
              work_item_id,
            );
      const patch = await buildPatch(before, change, target);
      const after = await patchWorklog(change, before, patch, target);
      rejectAddedTime(target, { before, after });
      const changed = await this.save(change, context, { before, after });
      return buildResponse(change, context, changed?.after ?? before);
    });
  }

  /**
   * Finds a worklog that the caller may change and has read in its current version, and its item.
   * Locks the worklog's person and the item's project.
   */
  private async lockWorklog(
    change: Change,
    context: Omit<WorklogContext, 'body'>,
  ): Promise<{ before: WorklogRow; item: ItemWithRights }> {
    const { params, workspace, precondition } = context;
    const { user_ref } = context.caller;
    const existing = await findWorklog(change.tx, params);
    if (existing) {
      await lockPeople(change, workspace.id, [existing.logged_by]);
    }
    // Another transaction may have changed the worklog before the lock.
    const before = existing && (await findWorklog(change.tx, params));
    if (!before) {
      throw new NotFoundError(`Time entry ${params.id} not found`);
    }
    const item = await this.findItemAndLockProject(change, context, user_ref);
    if (!item.isAdmin) {
      if (before.logged_by !== user_ref) {
        throw new NotAllowedError(
          'Only the owner of a time entry and project admins can change it',
        );
      }
      requireProjectAcceptsTime(item.project);
    }
    precondition.check(before.version);
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
    { workspace }: RequestContext,
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

  /** @throws NotFoundError when the project has no such item, not even a deleted one */
  private async findItemAndLockProject(
    { tx }: Change,
    {
      workspace,
      params: { pid, iid },
    }: Pick<WorklogContext, 'workspace'> & {
      params: Pick<WorklogContext['params'], 'pid' | 'iid'>;
    },
    user_ref: string,
  ): Promise<ItemWithRights> {
    const items = await this.core.items.findAndLockProjects(
      tx,
      user_ref,
      [iid],
      workspace.id,
    );
    const item = items.get(iid);
    if (item?.project.id !== pid) {
      throw new NotFoundError(`Work item ${iid} not found`);
    }
    return item;
  }
}

/** Builds the response of a saved worklog. Flags overlaps, which are not an error. */
async function buildResponse(
  { tx }: Change,
  context: RequestContext,
  row: WorklogRow,
): Promise<Worklog> {
  // Only worklogs with a start can overlap.
  const overlapping = row.started_at
    ? await findOverlappingWorklogs(tx, toTimeViewer(context), [row])
    : undefined;
  return toWorklogResponse(row, overlapping);
}
