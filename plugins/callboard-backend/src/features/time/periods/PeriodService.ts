import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import { Period, PeriodAct } from '@callboard/plugin-callboard-common';
import { Asker } from '../../../access/Caller';
import { Change, Changes } from '../../../changes/Changes';
import { ProjectAudience } from '../../../core/projects/ProjectAudience';
import { seesOpenProjects } from '../../../core/projects/whereProjectVisible';
import { newId } from '../../../database/ids';
import { dateInZone } from '../../../database/zones';
import { InvalidRequestError } from '../../../http/errors';
import { Precondition } from '../../../http/Precondition';
import { WorkCalendar } from '../calendar/WorkCalendar';
import { managersOf } from '../people/managedPeople';
import { TimePeople } from '../people/TimePeople';
import { periodOf, PeriodSpan, statusAfter } from '../rules/periods';
import { timeSettingsOf } from '../timeSettingsOf';
import { approverOf } from './Approver';
import { periodOnWire, PeriodRow } from './PeriodRow';
import { PeriodStore } from './PeriodStore';
import { periodTrace } from './periodTrace';
import { seenMinutes } from './seenMinutes';
import { PeriodViewer, periodViewerOf } from './selectPeriods';

/** What somebody does to a period. */
interface Act {
  action: PeriodAct;
  reason: string | null;
}

const done: Record<PeriodAct, string> = {
  submit: 'submitted',
  approve: 'approved',
  reject: 'rejected',
  reopen: 'reopened',
};

/** Submits periods, and decides on them. */
export class PeriodService {
  constructor(
    private readonly deps: {
      changes: Changes;
      store: PeriodStore;
      people: TimePeople;
      calendar: WorkCalendar;
      audience: ProjectAudience;
    },
  ) {}

  /**
   * Submits the caller's period that a day lies in: from then on its entries stay
   * as they are.
   *
   * @param member_id - the caller, if anybody is named
   * @throws NotAllowedError for somebody else's
   * @throws InvalidRequestError for one that has not begun
   * @throws ConflictError when it is submitted or approved
   */
  async submit(
    asker: Asker,
    { week, member_id }: { week: string; member_id?: string | null },
  ): Promise<Period> {
    const { caller, workspace } = asker;
    if (member_id && member_id !== caller.user_ref) {
      throw new NotAllowedError('People submit their own time alone');
    }
    const { changes, people, store } = this.deps;
    const { period: kind } = timeSettingsOf(workspace);
    const span = periodOf(week, kind, workspace.week_start);
    return changes.run(caller, async change => {
      await people.hold(change, workspace.id, [caller.user_ref]);
      requireBegun(span, dateInZone(change.now, workspace.timezone));
      const before = await store.findOwn(
        change.tx,
        periodViewerOf(asker),
        span,
      );
      return this.take(
        change,
        asker,
        before ?? newPeriod(change, asker, span),
        { action: 'submit', reason: null },
      );
    });
  }

  /**
   * Approves, rejects or reopens somebody else's period.
   *
   * @throws NotFoundError when the caller may not see such a period
   * @throws NotAllowedError for the caller's own, whatever they are
   * @throws PreconditionFailedError when it is not what the caller read
   * @throws ConflictError when that cannot be done to it now
   */
  async decide(
    asker: Asker,
    id: string,
    act: Act & { action: Exclude<PeriodAct, 'submit'> },
    precondition: Precondition,
  ): Promise<Period> {
    const { caller, workspace } = asker;
    const { changes, people, store } = this.deps;
    return changes.run(caller, async change => {
      const approver = await approverOf(change.tx, asker);
      const found = await store.find(change.tx, approver, id);
      if (found) {
        await people.hold(change, workspace.id, [found.member_id]);
      }
      const before = found && (await store.find(change.tx, approver, id));
      if (!before) {
        throw new NotFoundError(`There is no period ${id}`);
      }
      if (before.member_id === caller.user_ref) {
        throw new NotAllowedError('Nobody decides on their own time');
      }
      precondition.check(before.version);
      return this.take(change, asker, before, act);
    });
  }

  /** Does something to a period whose person is held. */
  private async take(
    change: Change,
    asker: Asker,
    before: PeriodRow,
    { action, reason }: Act,
  ): Promise<Period> {
    const { store, calendar } = this.deps;
    const { caller, workspace } = asker;
    const status = statusAfter(before.status, action);
    if (!status) {
      throw new ConflictError(
        `The period is ${before.status}: it cannot be ${done[action]}`,
      );
    }
    const now = new Date(change.now).toISOString();
    const content = await store.contentOf(change.tx, before);
    const minutesFor = async (viewer: PeriodViewer) => {
      const [minutes] = await seenMinutes(change.tx, before, [content], viewer);
      return minutes;
    };
    const after: PeriodRow = {
      ...before,
      status,
      total_minutes: await minutesFor(periodViewerOf(asker)),
      ...(action === 'submit'
        ? { submitted_at: now }
        : {
            decided_by: caller.user_ref,
            decided_by_name: caller.display_name,
            decided_at: now,
            reason,
          }),
      version: before.version + 1,
      updated_at: now,
    };
    const step = { action, reason, content, actor_ref: caller.user_ref };
    await store.save(change.tx, after, step);
    const { member_id: user_ref, week_start: from, week_end: to } = after;
    const [expected] = await calendar.sums(change.tx, workspace, [
      { user_ref, from, to },
    ]);
    const onWire = (row: PeriodRow) =>
      periodOnWire(row, expected, caller.user_ref);
    // Managers and admins see the same trace: the minutes are those that all may see.
    const total_minutes = await minutesFor({
      workspace_id: workspace.id,
      ...seesOpenProjects,
    });
    const traced = (row: PeriodRow) => onWire({ ...row, total_minutes });
    change.record(
      periodTrace(
        workspace.id,
        action,
        {
          before: before.version > 0 ? traced(before) : null,
          after: traced(after),
        },
        await this.managersIn(change, workspace.id, user_ref),
      ),
    );
    return onWire(after);
  }

  /** Who manages somebody and is in the workspace, the nearest first. */
  private async managersIn(
    { tx }: Change,
    workspace_id: string,
    user_ref: string,
  ): Promise<string[]> {
    const managers = await managersOf(tx, workspace_id, user_ref);
    const roles = await this.deps.audience.rolesInWorkspace(
      tx,
      workspace_id,
      managers,
    );
    return managers.filter(ref => roles.get(ref)?.workspace);
  }
}

/** @throws InvalidRequestError for days that are all to come */
function requireBegun(
  { week_start, week_end }: PeriodSpan,
  today: string,
): void {
  if (week_start > today) {
    throw new InvalidRequestError([
      {
        field: 'body.week',
        reason: `${week_start} to ${week_end} has not begun: today is ${today}`,
      },
    ]);
  }
}

/** A period of the caller's that nothing has happened to. */
function newPeriod(
  { now }: Change,
  { caller, workspace }: Asker,
  span: PeriodSpan,
): PeriodRow {
  const created_at = new Date(now).toISOString();
  return {
    id: newId(now),
    workspace_id: workspace.id,
    member_id: caller.user_ref,
    display_name: caller.display_name,
    ...span,
    status: 'open',
    total_minutes: 0,
    submitted_at: null,
    decided_by: null,
    decided_by_name: null,
    decided_at: null,
    reason: null,
    version: 0,
    created_at,
    updated_at: created_at,
  };
}
