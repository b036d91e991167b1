import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import { Period, PeriodAction } from '@callboard/plugin-callboard-common';
import { Actor } from '../../../kernel/actor';
import { WorkspaceRow } from '../../../access/Caller';
import { Change } from '../../../changes/Changes';
import { Core } from '../../../core/Core';
import { openProjectsViewer } from '../../../access/visibility/whereProjectVisible';
import { ContextOf } from '../../../http/Handler';
import { Precondition } from '../../../http/Precondition';
import { sumExpectedMinutes } from '../calendar/expectedTime';
import { listManagers } from '../people/selectManagedPeople';
import { lockPeople } from '../people/lockPeople';
import { getPeriodSpan } from '../rules/periods';
import { workspaceSettings } from '../../../core/workspaces/WorkspaceService';
import { loadApprover } from './Approver';
import { findOverlappingPeriod } from './listPeriodsInRange';
import {
  getPeriodViewer,
  PeriodContext,
  PeriodRow,
  PeriodViewer,
  toPeriodResponse,
} from './PeriodRow';
import {
  findOwnPeriods,
  findPeriod,
  readContents,
  savePeriodSteps,
  sumVisibleMinutes,
} from './PeriodStore';
import {
  PeriodTransition,
  PeriodStepInput,
  takePeriodStep,
  toPeriodActivity,
} from './PeriodStep';

/** An action on a period at a past time. */
interface PastPeriodAction extends PeriodStepInput {
  /** The person who acts, with the time of the action. */
  actor: Actor;
  /** A day of the period, `YYYY-MM-DD`. */
  week: string;
}

export class PeriodService {
  constructor(private readonly core: Pick<Core, 'changes' | 'audience'>) {}

  /**
   * Submits the caller's period that contains a day. This locks the worklogs of the period.
   *
   * @throws NotAllowedError for another person's period
   * @throws InvalidRequestError for a period that has not begun
   * @throws ConflictError when the period or an overlapping period is already submitted or approved
   */
  async submit(context: ContextOf<'submitPeriod'>): Promise<Period> {
    const { caller, workspace } = context;
    const { week, member_id } = context.body;
    if (member_id && member_id !== caller.user_ref) {
      throw new NotAllowedError('You can submit only your own timesheet');
    }
    const { period: kind } = workspaceSettings.parseValues(workspace.settings);
    const span = getPeriodSpan(week, kind, workspace.week_start);
    return this.core.changes.run(caller, async change => {
      await lockPeople(change, workspace.id, [caller.user_ref]);
      const viewer = getPeriodViewer(context);
      const person = { workspace_id: workspace.id, user_ref: caller.user_ref };
      const other = await findOverlappingPeriod(change.tx, person, span);
      if (other) {
        throw new ConflictError(
          `The timesheet ${other.week_start} to ${other.week_end} is ${other.status} and overlaps this one. Ask an approver to reopen it`,
        );
      }
      const [stored] = await findOwnPeriods(change.tx, viewer, [span]);
      const input: PeriodStepInput = { action: 'submit', reason: null };
      const step = takePeriodStep(change, input, workspace, stored ?? span);
      return this.save(workspace, viewer, [step]);
    });
  }

  /**
   * Withdraws the caller's submitted period, or approves, rejects or reopens another person's
   * period.
   *
   * @throws NotFoundError when the caller may not see the period
   * @throws NotAllowedError for withdrawing another person's period, and for deciding on the
   *   caller's own period, even if the caller is an admin
   * @throws PreconditionFailedError when the period has changed since the caller read it
   * @throws ConflictError when the period's status does not allow the action
   */
  async changeStatus(
    context: PeriodContext & { precondition: Precondition },
    input: PeriodStepInput & { action: Exclude<PeriodAction, 'submit'> },
  ): Promise<Period> {
    const { caller, workspace, precondition } = context;
    return this.core.changes.run(caller, async change => {
      const before = await lockPersonAndFind(change, context);
      const isOwn = before.member_id === caller.user_ref;
      if (isOwn !== (input.action === 'recall')) {
        throw new NotAllowedError(
          isOwn
            ? 'You cannot approve or reject your own timesheet'
            : 'You can withdraw only your own timesheet',
        );
      }
      precondition.check(before.version);
      const step = takePeriodStep(change, input, workspace, before);
      return this.save(workspace, getPeriodViewer(context), [step]);
    });
  }

  /**
   * Records past actions on a person's periods, in the given order and in one transaction. The
   * rules for requests by admins apply. Each activity entry has the time of its action.
   *
   * @param actions - at least one
   * @throws NotAllowedError when another person submits or recalls, or when the person decides on
   *   their own period
   * @throws InvalidRequestError for a period that has not begun
   * @throws ConflictError when the status after the previous action does not allow an action
   */
  async recordPast(
    workspace: WorkspaceRow,
    user_ref: string,
    actions: readonly PastPeriodAction[],
  ): Promise<void> {
    const { period: kind } = workspaceSettings.parseValues(workspace.settings);
    const viewer = { workspace_id: workspace.id, ...openProjectsViewer };
    await this.core.changes.runSeries(async (tx, startChange) => {
      const pastSteps = actions.map(({ actor, week, ...input }) => ({
        input,
        change: startChange(actor),
        span: getPeriodSpan(week, kind, workspace.week_start),
      }));
      await lockPeople(pastSteps[0].change, workspace.id, [user_ref]);
      const spans = pastSteps.map(({ span }) => span);
      const stored = await findOwnPeriods(tx, { ...viewer, user_ref }, spans);
      const periods = new Map(stored.map(row => [row.week_start, row]));
      const steps = pastSteps.map(({ input, change, span }) => {
        const isOwn = change.actor.user_ref === user_ref;
        const isPersonAction =
          input.action === 'submit' || input.action === 'recall';
        if (isOwn !== isPersonAction) {
          throw new NotAllowedError(
            'People can submit and withdraw only their own timesheet, and cannot decide on it themselves',
          );
        }
        const before = periods.get(span.week_start) ?? span;
        const step = takePeriodStep(change, input, workspace, before);
        periods.set(span.week_start, step.after);
        return step;
      });
      await this.save(workspace, viewer, steps);
    });
  }

  /**
   * Stores steps on the periods of a locked person, and records an activity entry for each step.
   *
   * @returns the period after the last step, as the viewer sees it
   */
  private async save(
    workspace: WorkspaceRow,
    viewer: PeriodViewer,
    steps: readonly PeriodTransition[],
  ): Promise<Period> {
    const periods = steps.map(({ after }) => after);
    const [{ member_id: user_ref }] = periods;
    const { tx } = steps[0].change;
    const contents = await readContents(tx, periods);
    const newSteps = steps.map(
      ({ input, change: { actor }, after }, index) => ({
        ...input,
        period: after,
        content: contents[index],
        actor_ref: actor.user_ref,
      }),
    );
    await savePeriodSteps(tx, newSteps);
    const expected = await sumExpectedMinutes(
      tx,
      workspace,
      periods.map(({ week_start: from, week_end: to }) => ({
        user_ref,
        from,
        to,
      })),
    );
    const sumMinutesFor = (minutesViewer: PeriodViewer) =>
      sumVisibleMinutes(tx, periods[0], contents, minutesViewer);
    // Managers and admins see the same activity entry, so it counts only minutes in open projects.
    const openViewer = { workspace_id: workspace.id, ...openProjectsViewer };
    const minutes = await sumMinutesFor(openViewer);
    const managers = await listManagers(
      tx,
      this.core.audience,
      workspace.id,
      user_ref,
    );
    steps.forEach(({ change, input, before, after }, index) => {
      const toRecordedPeriod = (row: PeriodRow) =>
        toPeriodResponse(
          { ...row, total_minutes: minutes[index] },
          expected[index],
          change.actor.user_ref,
        );
      const pair = {
        before: before.version > 0 ? toRecordedPeriod(before) : null,
        after: toRecordedPeriod(after),
      };
      change.record(
        toPeriodActivity(
          workspace.id,
          input.action,
          pair,
          managers,
          change.actor,
        ),
      );
    });
    const last = steps.length - 1;
    return toPeriodResponse(
      { ...periods[last], total_minutes: (await sumMinutesFor(viewer))[last] },
      expected[last],
      steps[last].change.actor.user_ref,
    );
  }
}

/** @throws NotFoundError when the caller may not see the period */
async function lockPersonAndFind(
  change: Change,
  context: PeriodContext,
): Promise<PeriodRow> {
  const { id } = context.params;
  const approver = await loadApprover(change.tx, context);
  const found = await findPeriod(change.tx, approver, id);
  if (found) {
    await lockPeople(change, context.workspace.id, [found.member_id]);
  }
  const locked = found && (await findPeriod(change.tx, approver, id));
  if (!locked) {
    throw new NotFoundError(`Timesheet ${id} not found`);
  }
  return locked;
}
