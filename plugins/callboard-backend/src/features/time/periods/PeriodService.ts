import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import { Period, PeriodAct } from '@callboard/plugin-callboard-common';
import { uniqBy } from 'lodash';
import { Actor } from '../../../access/actor';
import { Asker } from '../../../access/Caller';
import { Change, Changes } from '../../../changes/Changes';
import { ProjectAudience } from '../../../core/projects/ProjectAudience';
import { seesOpenProjects } from '../../../core/projects/whereProjectVisible';
import { WorkspaceRow } from '../../../core/workspaces/WorkspaceRow';
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
import { NewStep, PeriodStore } from './PeriodStore';
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

/** The same at a moment of the past. */
export interface PastPeriodAction extends Act {
  /** With their moment. */
  actor: Actor;
  /** A day of the period, `YYYY-MM-DD`. */
  week: string;
}

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
        before ?? newPeriod(change, workspace.id, span),
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

  /**
   * Records what happened to the periods of a person, in order of time: by the rules of
   * requests of admins, each action with an activity entry of its own moment, all or nothing.
   * The number of queries does not grow with the actions.
   *
   * @throws NotAllowedError when somebody submits for the person, or they decide themselves
   * @throws InvalidRequestError for a period that has not begun
   * @throws ConflictError when an action cannot be done to what the one before it left
   */
  async recordPast(
    workspace: WorkspaceRow,
    user_ref: string,
    actions: readonly PastPeriodAction[],
  ): Promise<void> {
    const { changes, people, store, calendar } = this.deps;
    const { period: kind } = timeSettingsOf(workspace);
    const viewer = { workspace_id: workspace.id, ...seesOpenProjects };
    await changes.runSeries(async (tx, open) => {
      const opened = actions.map(({ actor, week, ...act }) => ({
        act,
        change: open(actor),
        span: periodOf(week, kind, workspace.week_start),
      }));
      const { change: last } = opened[opened.length - 1];
      await people.hold(last, workspace.id, [user_ref]);
      const spans = uniqBy(
        opened.map(({ span }) => span),
        ({ week_start, week_end }) => `${week_start} ${week_end}`,
      );
      const contents = await store.contentsOf(tx, viewer, user_ref, spans);
      const minutes = await seenMinutes(
        tx,
        { member_id: user_ref },
        contents,
        viewer,
      );
      const expected = await calendar.sums(
        tx,
        workspace,
        spans.map(({ week_start: from, week_end: to }) => ({
          ...{ user_ref, from, to },
        })),
      );
      const managers = await this.managersIn(last, workspace.id, user_ref);
      const own = { ...viewer, user_ref, sees_all: true };
      const periods = await store.findAllOwn(tx, own, spans);
      const steps: Array<NewStep & { period: PeriodRow }> = [];
      for (const { act, change, span } of opened) {
        const { actor, now } = change;
        if ((actor.user_ref === user_ref) !== (act.action === 'submit')) {
          throw new NotAllowedError(
            'People submit their own time, and others decide on it',
          );
        }
        requireBegun(span, dateInZone(now, workspace.timezone));
        const nth = spans.findIndex(
          ({ week_start, week_end }) =>
            week_start === span.week_start && week_end === span.week_end,
        );
        const before = periods[nth] ?? newPeriod(change, workspace.id, span);
        const period = afterAct(before, change, act, minutes[nth]);
        periods[nth] = period;
        steps.push({
          ...act,
          ...{ period, content: contents[nth], actor_ref: actor.user_ref },
        });
        const traced = (row: PeriodRow) =>
          periodOnWire(
            { ...row, total_minutes: minutes[nth] },
            expected[nth],
            actor.user_ref,
          );
        const pair = {
          before: before.version > 0 ? traced(before) : null,
          after: traced(period),
        };
        change.record(periodTrace(workspace.id, act.action, pair, managers));
      }
      await store.saveAll(tx, steps);
    });
  }

  /** Does something to a period whose person is held. */
  private async take(
    change: Change,
    asker: Asker,
    before: PeriodRow,
    act: Act,
  ): Promise<Period> {
    const { store, calendar } = this.deps;
    const { caller, workspace } = asker;
    const content = await store.contentOf(change.tx, before);
    const minutesFor = async (viewer: PeriodViewer) => {
      const [minutes] = await seenMinutes(change.tx, before, [content], viewer);
      return minutes;
    };
    const minutes = await minutesFor(periodViewerOf(asker));
    const after = afterAct(before, change, act, minutes);
    const step = { ...act, content, actor_ref: caller.user_ref };
    await store.saveAll(change.tx, [{ ...step, period: after }]);
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
        act.action,
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

/**
 * A period after something was done to it.
 *
 * @throws ConflictError when that cannot be done to it
 */
function afterAct(
  before: PeriodRow,
  { now, actor }: Change,
  { action, reason }: Act,
  total_minutes: number,
): PeriodRow {
  const status = statusAfter(before.status, action);
  if (!status) {
    throw new ConflictError(
      `The period is ${before.status}: it cannot be ${done[action]}`,
    );
  }
  const at = new Date(now).toISOString();
  return {
    ...before,
    status,
    total_minutes,
    ...(action === 'submit'
      ? { submitted_at: at }
      : {
          decided_by: actor.user_ref,
          decided_by_name: actor.display_name,
          decided_at: at,
          reason,
        }),
    version: before.version + 1,
    updated_at: at,
  };
}

/** A period of the actor's that nothing has happened to. */
function newPeriod(
  { now, actor }: Change,
  workspace_id: string,
  span: PeriodSpan,
): PeriodRow {
  const created_at = new Date(now).toISOString();
  return {
    id: newId(now),
    workspace_id,
    member_id: actor.user_ref,
    display_name: actor.display_name,
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
