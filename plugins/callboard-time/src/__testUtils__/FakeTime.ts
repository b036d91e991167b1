import {
  settingsSchema,
  timeSettings,
  type Holiday,
  type Me,
  type Period,
  type TimeSettings,
  type TimesheetCell,
  type Timer,
  type TimeSuggestion,
  type WorkItem,
  type Worklog,
  type WorkSchedule,
  type Workspace,
} from '@callboard/plugin-callboard-common';
import {
  type FakeHandlers,
  FakeServer,
  idOf,
  newWorkItem,
  pageOfItems,
  Refusal,
  stored,
} from '@callboard/plugin-callboard-react/testUtils';
import { answerEntries } from './fakeEntries';
import { answerSuggestions } from './fakeSuggestions';
import { answerTimer } from './fakeTimer';
import { faultsOf, sheetOf, spanOf } from './fakeSheet';
import { newWorklog } from './newWorklog';

/** The time of one person in memory, with the items it is logged on. */
export class FakeTime extends FakeServer {
  items: WorkItem[] = [];
  worklogs: Worklog[] = [];
  holidays: Holiday[] = [];
  suggestions: TimeSuggestion[] = [];
  periods: Period[] = [];
  /** Days of an open week that are locked, as where months are submitted. */
  lockedDays: string[] = [];
  timer: Timer | null = null;
  /** When everybody works. */
  schedule: Pick<WorkSchedule, 'minutes_per_weekday' | 'version'> = {
    minutes_per_weekday: null,
    version: 1,
  };
  /** Since when there is a calendar feed. */
  feed: string | null = null;
  settings: TimeSettings = {
    ...settingsSchema(timeSettings).defaults,
    version: 1,
  };
  /** The settings of workspaces that differ from those of the first, by slug. */
  settingsElsewhere: Record<string, Partial<TimeSettings>> = {};
  /** Saves are answered when this is over. */
  savesWait: Promise<unknown> = Promise.resolve();
  me: Me = {
    user_ref: 'user:default/max.member',
    display_name: 'Max Member',
    email: null,
    picture: null,
    is_super_admin: false,
    workspaces: [
      {
        id: idOf('workspace', 1),
        slug: 'default',
        name: 'Everybody',
        timezone: 'UTC',
        role: 'member',
      },
    ],
  };

  constructor() {
    super();
    this.answer({
      getMe: () => this.me,
      getTimeSettings: ({ params }) => this.settingsOf(params.slug),
      getWorkspace: () => this.#workspace(),
      listHolidays: () => pageOfItems(this.holidays),
      listWorkspaceMembers: () =>
        pageOfItems([
          {
            ...stored('item', 900),
            user_ref: 'user:default/ada.admin',
            display_name: 'Ada Admin',
            role: 'admin' as const,
            sources: [{ source: 'manual', role: 'admin' as const }],
          },
        ]),
      ...this.#aboutItems(),
      ...this.#aboutWeeks(),
      ...this.#aboutFeed(),
      ...answerEntries(this),
      ...answerSuggestions(this),
      ...answerTimer(this),
    });
  }

  /** Makes an item, and entries on it by day, in minutes. */
  add(
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

  /** Logs time of a day on an item. */
  log(
    item: WorkItem,
    date: string,
    minutes: number,
    values: Partial<Worklog> = {},
  ): Worklog {
    const entry = newWorklog(item, {
      id: idOf('worklog', this.#nextEntry()),
      logged_at: date,
      duration_minutes: minutes,
      ...values,
    });
    this.worklogs.push(entry);
    return entry;
  }

  /** Notes that a week or month was submitted, and what became of it. */
  decide(week: string, values: Partial<Period>): Period {
    const { week_start, week_end } = spanOf(this, week);
    const period: Period = {
      ...stored('period', this.periods.length + 1),
      member_id: this.me.user_ref,
      display_name: this.me.display_name,
      week_start,
      week_end,
      status: 'submitted',
      total_minutes: sheetOf(this, week).grand_total_minutes,
      expected_minutes: 2_400,
      submitted_at: '2026-11-20T16:00:00.000Z',
      decided_by: null,
      decided_by_name: null,
      decided_at: null,
      reason: null,
      can_decide: false,
      ...values,
    };
    this.periods = [
      ...this.periods.filter(other => other.week_start !== week_start),
      period,
    ];
    return period;
  }

  periodOf(
    week_start: string,
  ): Pick<Period, 'status'> & { id: string | null; version: number | null } {
    return (
      this.periods.find(period => period.week_start === week_start) ?? {
        id: null,
        status: 'open',
        version: null,
      }
    );
  }

  entriesIn({ work_item_id, date }: Omit<TimesheetCell, 'minutes'>): Worklog[] {
    return this.worklogs.filter(
      entry => entry.work_item_id === work_item_id && entry.logged_at === date,
    );
  }

  /** The minutes of an item on a day. */
  minutesOf(item: WorkItem, date: string): number {
    return this.entriesIn({ work_item_id: item.id, date }).reduce(
      (sum, { duration_minutes }) => sum + duration_minutes,
      0,
    );
  }

  settingsOf(slug: string): TimeSettings {
    return { ...this.settings, ...this.settingsElsewhere[slug] };
  }

  saveSchedule(minutes_per_weekday: number[] | null): void {
    this.schedule = {
      minutes_per_weekday,
      version: this.schedule.version + 1,
    };
  }

  /** Where the week of an entry stands. */
  statusOf({ logged_at }: Worklog): Period['status'] {
    return this.periodOf(spanOf(this, logged_at).week_start).status;
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

  #workspace(): Workspace {
    const { slug, name, timezone } = this.me.workspaces[0];
    return {
      ...stored('workspace', 1),
      slug,
      name,
      timezone,
      week_start: 1,
      settings: settingsSchema(timeSettings).defaults,
    };
  }

  #entries = 0;

  #nextEntry(): number {
    this.#entries += 1;
    return this.#entries;
  }

  #aboutItems(): FakeHandlers {
    return {
      listWorkItemsOfWorkspace: ({ query }) => {
        const search = query.get('search')?.toLowerCase() ?? '';
        const assignee = query.get('assignees');
        return pageOfItems(
          this.items.filter(
            ({ identifier, title, assignees }) =>
              `${identifier} ${title}`.toLowerCase().includes(search) &&
              (!assignee || assignees.includes(assignee)),
          ),
          query,
        );
      },
    };
  }

  #aboutWeeks(): FakeHandlers {
    return {
      getTimesheet: ({ query }) => sheetOf(this, query.get('week')!),
      saveTimesheet: async ({ body: { week, cells } }) => {
        await this.savesWait;
        const { locked_days } = sheetOf(this, week);
        if (cells.some(({ date }) => locked_days.includes(date))) {
          throw new Refusal(409, 'The week is submitted');
        }
        const { status, problems } = faultsOf(this, cells);
        if (problems.length > 0) {
          throw new Refusal(status, 'Some cells cannot be saved', problems);
        }
        cells.forEach(cell => this.#put(cell));
        return sheetOf(this, week);
      },
      submitPeriod: ({ body }) => this.decide(body.week, {}),
      getPeriod: ({ params }) => {
        const period = this.periods.find(({ id }) => id === params.id);
        if (!period) {
          throw new Refusal(404, 'There is no such period');
        }
        return period;
      },
    };
  }

  #put({ work_item_id, date, minutes }: TimesheetCell): void {
    const [entry] = this.entriesIn({ work_item_id, date });
    const item = this.items.find(({ id }) => id === work_item_id)!;
    if (minutes === 0) {
      this.worklogs = this.worklogs.filter(other => other !== entry);
    } else if (entry) {
      entry.duration_minutes = minutes;
    } else {
      this.log(item, date, minutes, { source: 'timesheet' });
    }
  }

  #aboutFeed(): FakeHandlers {
    return {
      getCalendarFeed: () => ({ created_at: this.feed }),
      createCalendarFeed: () => {
        this.feed = '2026-11-20T08:00:00.000Z';
        return { url: 'http://portal/api/callboard/calendar/secret.ics' };
      },
      deleteCalendarFeed: () => {
        this.feed = null;
      },
    };
  }
}
