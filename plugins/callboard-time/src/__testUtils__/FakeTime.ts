import {
  isReferenceTo,
  readItemReference,
  createSettingsSchema,
  timeSettings,
  type Period,
  type PeriodDetails,
  type TimeSettings,
  type TimesheetCell,
  type Timer,
  type TimeSuggestion,
  type WorkItem,
  type Worklog,
  type WorkSchedule,
} from '@callboard/plugin-callboard-common';
import {
  checkVersion,
  createExampleResponse,
  type FakeHandlers,
  FakeServer,
  newWorkItem,
  NOW,
  toPage,
  ErrorResponse,
  createStoredFields,
} from '@callboard/plugin-callboard-react/testUtils';
import { getPeriodRange, createTimesheet } from './createTimesheet';

/** Finds an item by id, or throws a 404. */
export const findById = <Item extends { id: string }>(
  items: Item[],
  id: string,
): Item => {
  const found = items.find(item => item.id === id);
  if (!found) {
    throw new ErrorResponse(404, `${id} was not found`);
  }
  return found;
};

const toItemRef = ({ id, identifier, title }: WorkItem) => ({
  id,
  identifier,
  title,
});

/** Converts a period to the form that lists and updates return. */
export const toListedPeriod = ({
  approvers: _approvers,
  ...listed
}: PeriodDetails): Period => listed;

/** A fake server that stores work items, and the time of one person. */
export class FakeTime extends FakeServer {
  readonly items = this.store('workItems');
  readonly worklogs: Worklog[] = this.store('worklogsOfItem');
  readonly holidays = this.store('holidays');
  readonly periods = this.store('periods');
  /** The approvers of submitted periods. */
  approvers: PeriodDetails['approvers'] = [];
  suggestions: TimeSuggestion[] = [];
  /** Days that are locked although their week is open, for example by a submitted month. */
  lockedDays: string[] = [];
  timer: Timer | null = null;
  /** The schedule that `getWorkSchedule` returns, for every person. */
  schedule: Pick<
    WorkSchedule,
    'minutes_per_weekday' | 'effective_from' | 'version'
  > = {
    minutes_per_weekday: null,
    effective_from: null,
    version: 1,
  };
  settings: TimeSettings = {
    ...createSettingsSchema(timeSettings).defaults,
    version: 1,
    updated_at: '2026-05-01T00:00:00.000Z',
  };
  /** The server responds to saves once this promise has resolved. */
  saveDelay: Promise<unknown> = Promise.resolve();

  #worklogCount = 0;

  constructor() {
    super();
    this.insert('workspaceMembers', {
      user_ref: 'user:default/ada.admin',
      display_name: 'Ada Admin',
      role: 'admin',
    });
    this.answer({
      // Ignores the search text, which is an entity reference on entity pages.
      listProjects: () => toPage(this.store('projects')),
      getTimeSettings: () => this.settings,
      getTimeSummary: () => createExampleResponse('getTimeSummary'),
      getTimeBalance: () => createExampleResponse('getTimeBalance'),
      // Ignores the filter by state.
      listWorkItemsOfWorkspace: ({ query }) => {
        const search = query.get('search')?.toLowerCase() ?? '';
        const assignee = query.get('assignees');
        const reference = readItemReference(search);
        const hasTypedIdentifier = ({ identifier }: WorkItem) =>
          reference !== undefined && isReferenceTo(reference, identifier);
        const found = this.items.filter(
          item =>
            (hasTypedIdentifier(item) ||
              item.title.toLowerCase().includes(search)) &&
            (!assignee || item.assignees.includes(assignee)),
        );
        return toPage(
          found.sort(
            (a, b) =>
              Number(hasTypedIdentifier(b)) - Number(hasTypedIdentifier(a)),
          ),
          query,
        );
      },
      ...this.#getEntryHandlers(),
      ...this.#getWeekHandlers(),
      ...this.#getScheduleHandlers(),
      ...this.#getTimerHandlers(),
    });
  }

  /** Creates a work item, and worklogs on it with these minutes by date. */
  addItem(
    values: Partial<WorkItem> = {},
    days: Record<string, number | number[]> = {},
  ): WorkItem {
    const item = newWorkItem(this.items.length + 1, values);
    this.items.push(item);
    for (const [date, minutes] of Object.entries(days)) {
      [minutes].flat().forEach(each => this.log(item, date, each));
    }
    return item;
  }

  /** Logs time on a work item for a day. */
  log(
    item: WorkItem,
    date: string,
    minutes: number,
    values: Partial<Worklog> = {},
  ): Worklog {
    this.#worklogCount += 1;
    const entry = createExampleResponse('getWorklog', {
      ...createStoredFields('worklog', this.#worklogCount),
      project_id: item.project_id,
      work_item_id: item.id,
      work_item: toItemRef(item),
      logged_by: this.me.user_ref,
      logged_by_name: this.me.display_name,
      duration_minutes: minutes,
      logged_at: date,
      ...values,
    });
    this.worklogs.push(entry);
    return entry;
  }

  /** Sets a running timer that was started 42 minutes ago by default. */
  runTimer(item: WorkItem, values: Partial<Timer> = {}): Timer {
    this.timer = {
      work_item: toItemRef(item),
      project: { id: item.project_id, name: 'Payments', identifier: 'PAY' },
      workspace_slug: 'default',
      started_at: new Date(Date.now() - 42 * 60_000).toISOString(),
      description: null,
      is_billable: false,
      ...values,
    };
    return this.timer;
  }

  /** Adds a suggestion to log 45 minutes on 18 November. */
  suggest(item: WorkItem, values: Partial<TimeSuggestion> = {}): void {
    this.suggestions.push({
      id: `s-${item.identifier}`,
      kind: 'activity',
      workspace_slug: 'default',
      project_id: item.project_id,
      work_item: toItemRef(item),
      date: '2026-11-18',
      started_at: '2026-11-18T09:00:00.000Z',
      ended_at: '2026-11-18T09:45:00.000Z',
      minutes: 45,
      description: null,
      reason: null,
      evidence: [
        {
          at: '2026-11-18T09:00:00.000Z',
          action: 'entity_view',
          entity_type: 'work_item',
          label: `${item.identifier} ${item.title}`,
        },
      ],
      ...values,
    });
  }

  /** Adds the week or month that contains a day, by default as submitted. */
  recordPeriod(date: string, values: Partial<Period> = {}): PeriodDetails {
    const span = getPeriodRange(date, this.settings.period);
    const period = createExampleResponse('getPeriod', {
      ...createStoredFields('period', this.periods.length + 1),
      ...span,
      status: 'submitted',
      submitted_at: NOW,
      approvers: this.approvers,
      ...values,
    });
    // `getPeriod` returns the first match, so the newest period must come first.
    this.periods.unshift(period);
    for (const entry of this.worklogs) {
      entry.period_status = this.getPeriod(entry.logged_at).status;
    }
    return period;
  }

  /** Returns the period that contains a day. It is open before the first submission. */
  getPeriod(
    date: string,
  ): Pick<Period, 'status'> & { id: string | null; version: number | null } {
    const { week_start } = getPeriodRange(date, this.settings.period);
    return (
      this.periods.find(period => period.week_start === week_start) ?? {
        id: null,
        status: 'open',
        version: null,
      }
    );
  }

  /** Returns the minutes logged on a work item on a day. */
  getItemMinutes({ id }: WorkItem, date: string): number {
    return this.worklogs
      .filter(entry => entry.work_item_id === id && entry.logged_at === date)
      .reduce((sum, { duration_minutes }) => sum + duration_minutes, 0);
  }

  saveSchedule(
    minutes_per_weekday: number[] | null,
    effective_from: string | null = null,
  ): void {
    const version = this.schedule.version + 1;
    this.schedule = { minutes_per_weekday, effective_from, version };
  }

  /** The cells of each save, as pairs of day and minutes. */
  get saves(): Array<Array<[string, number]>> {
    return this.sent('PUT', '/timesheet').map(({ body }) =>
      (body as { cells: TimesheetCell[] }).cells.map(({ date, minutes }) => [
        date,
        minutes,
      ]),
    );
  }

  #getEntryHandlers(): FakeHandlers {
    return {
      listWorklogs: ({ query }) =>
        toPage(
          this.worklogs.filter(
            ({ work_item_id, logged_at }) =>
              (query.get('work_item_id') ?? work_item_id).includes(
                work_item_id,
              ) &&
              logged_at >= (query.get('date_from') ?? '') &&
              logged_at <= (query.get('date_to') ?? '9999'),
          ),
          query,
        ),
      listWorklogsOfItem: ({ params, query }) => {
        const own = this.worklogs.filter(
          ({ work_item_id }) => work_item_id === params.iid,
        );
        const minutes = own.map(({ duration_minutes }) => duration_minutes);
        const total_minutes = minutes.reduce((sum, one) => sum + one, 0);
        return { ...toPage(own, query), total_minutes };
      },
      createWorklog: ({ params, body }) => {
        const {
          logged_at,
          duration_minutes,
          is_billable,
          on_behalf_of,
          ...values
        } = body;
        const item = findById(this.items, params.iid);
        return this.log(item, logged_at ?? '2026-11-18', duration_minutes, {
          ...values,
          logged_by: on_behalf_of ?? this.me.user_ref,
          is_billable: is_billable ?? false,
        });
      },
      listTimeSuggestions: ({ query }) => {
        const date = query.get('date')!;
        return { date, items: this.suggestions.filter(s => s.date === date) };
      },
    };
  }

  #getWeekHandlers(): FakeHandlers {
    const saveCell = ({ work_item_id, date, minutes }: TimesheetCell) => {
      const entry = this.worklogs.find(
        other =>
          other.work_item_id === work_item_id && other.logged_at === date,
      );
      if (entry && minutes === 0) {
        this.worklogs.splice(this.worklogs.indexOf(entry), 1);
      } else if (entry) {
        entry.duration_minutes = minutes;
      } else if (minutes > 0) {
        const item = findById(this.items, work_item_id);
        this.log(item, date, minutes, { source: 'timesheet' });
      }
    };
    return {
      getTimesheet: ({ query }) =>
        createTimesheet(this, query.get('week') ?? '2026-11-18'),
      saveTimesheet: async ({ body: { week, cells } }) => {
        await this.saveDelay;
        const { locked_days } = createTimesheet(this, week);
        if (cells.some(({ date }) => locked_days.includes(date))) {
          throw new ErrorResponse(409, 'The week is submitted');
        }
        const problems = cells.flatMap(({ minutes }, at) =>
          minutes > this.settings.max_minutes_per_day
            ? [
                {
                  field: `body.cells[${at}].minutes`,
                  reason: 'exceeds the daily limit',
                },
              ]
            : [],
        );
        if (problems.length > 0) {
          throw new ErrorResponse(400, 'Some cells cannot be saved', problems);
        }
        cells.forEach(saveCell);
        return createTimesheet(this, week);
      },
      listPeriods: ({ query }) => {
        const statuses = query.get('status') ?? 'submitted';
        return toPage(
          this.periods
            .filter(({ status }) => statuses.includes(status))
            .map(toListedPeriod),
          query,
        );
      },
      submitPeriod: ({ body }) => toListedPeriod(this.recordPeriod(body.week)),
      recallPeriod: ({ params }) => {
        const { week_start } = this.periods.find(({ id }) => id === params.id)!;
        const patch = { status: 'open', submitted_at: null } as const;
        return toListedPeriod(this.recordPeriod(week_start, patch));
      },
    };
  }

  #getScheduleHandlers(): FakeHandlers {
    const getSchedule = () =>
      createExampleResponse('getWorkSchedule', {
        workspace_minutes_per_weekday: [480, 480, 480, 480, 480, 0, 0],
        is_editable: true,
        ...this.schedule,
      });
    return {
      getWorkSchedule: getSchedule,
      setWorkSchedule: call => {
        checkVersion(this.schedule, call);
        this.saveSchedule(
          call.body.minutes_per_weekday,
          call.body.effective_from,
        );
        return getSchedule();
      },
    };
  }

  #getTimerHandlers(): FakeHandlers {
    const getRunningTimer = () => {
      if (!this.timer) {
        throw new ErrorResponse(404, 'No timer is running');
      }
      return this.timer;
    };
    return {
      getTimer: () => ({ timer: this.timer }),
      startTimer: ({ body }) => {
        const started_at = new Date().toISOString();
        const item = findById(this.items, body.work_item_id);
        return { timer: this.runTimer(item, { started_at }), worklogs: [] };
      },
      updateTimer: ({ body }) => ({
        timer: Object.assign(getRunningTimer(), body),
      }),
      stopTimer: () => {
        const { work_item, started_at } = getRunningTimer();
        const item = findById(this.items, work_item.id);
        const elapsed = Date.now() - Date.parse(started_at);
        this.timer = null;
        return {
          worklogs: [
            this.log(item, '2026-11-18', Math.round(elapsed / 60_000), {
              source: 'timer',
            }),
          ],
        };
      },
      discardTimer: () => {
        getRunningTimer();
        this.timer = null;
      },
    };
  }
}
