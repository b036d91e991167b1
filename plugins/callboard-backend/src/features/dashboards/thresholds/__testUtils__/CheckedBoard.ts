import { Threshold } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { silentLogger } from '../../../../__testUtils__/changeFixture';
import {
  people,
  PersonName,
  TestCallboard,
} from '../../../../__testUtils__/startCallboard';
import { WorkspaceDirectory } from '../../../../core/workspaces/WorkspaceDirectory';
import { NotificationSender } from '../../../notifications/dispatch/NotificationEvent';
import { DashboardReader } from '../../DashboardReader';
import { DashboardStore } from '../../DashboardStore';
import { Viewers } from '../../Viewers';
import { DashboardReferences } from '../../DashboardReferences';
import { WidgetStore } from '../../WidgetStore';
import { DashboardSubscriptions } from '../DashboardSubscriptions';
import { ThresholdChecks } from '../ThresholdChecks';
import { ThresholdStore } from '../ThresholdStore';

const ROOT = '/workspaces/default/dashboards';

/** A threshold of numbers above ten. */
export const above10: Threshold = {
  operator: '>',
  value: 10,
  severity: 'high',
};

/** A dashboard whose thresholds are checked on a real database, with numbers set by the test. */
export class CheckedBoard {
  /** The number that each person sees, on all widgets or one; an error if it cannot be computed. */
  readonly #seen = new Map<string, number | null | Error>();
  #now = Date.parse('2030-01-01T00:00:00Z');
  /** The people notified since the last check, and their notifications. */
  readonly notified: string[] = [];
  readonly logged: string[] = [];
  /** The people whose numbers were computed, each with the title of the widget, in order. */
  readonly counted: string[] = [];
  /** Called while a number is computed, before anybody is notified. */
  whileCounting: () => Promise<void> = async () => {};

  constructor(private readonly callboard: TestCallboard, readonly id: string) {}

  /** Records notifications without sending them. */
  readonly recorder: NotificationSender = {
    notify: async (_, events) => {
      this.notified.push(
        ...events.flatMap(({ to, title, severity }) =>
          to.refs!.map(ref => `${ref.split('/')[1]} ${title} ${severity}`),
        ),
      );
    },
  };

  get knex(): Knex {
    return this.callboard.knex;
  }

  /** Creates the checks of one replica. */
  createChecks(
    options: {
      dispatcher?: NotificationSender;
      followersAtOnce?: number;
      widgetLimitMs?: number;
      dashboardLimitMs?: number;
    } = {},
  ): ThresholdChecks {
    const { knex } = this;
    const workspaces = new WorkspaceDirectory(knex);
    const reader = new DashboardReader({
      knex,
      store: new DashboardStore(),
      widgets: new WidgetStore(),
      references: new DashboardReferences(knex),
    });
    const peopleService = {
      get: async (ref: string) => ({ display_name: ref }),
    };
    return new ThresholdChecks({
      knex,
      workspaces,
      reader,
      dispatcher: this.recorder,
      clock: { now: () => this.#now },
      logger: { ...silentLogger, warn: message => this.logged.push(message) },
      viewers: new Viewers({
        knex,
        workspaces,
        superAdmins: [],
        people: peopleService as never,
        absentPeople: { filterKnownUsers: async refs => new Set(refs) },
      }),
      widgetData: {
        computeForThresholds: async ({ caller }, { widget }) => {
          this.counted.push(`${caller.user_ref.split('/')[1]} ${widget.title}`);
          const value = this.getSeenValue(caller.user_ref, widget.id);
          await this.whileCounting();
          return {
            value,
            previous_value: null,
            metric: 'count',
            computed_at: new Date(this.#now).toISOString(),
          };
        },
      },
      numbers: { runWithTimeout: read => read() },
      subscriptions: new DashboardSubscriptions({ knex, reader }),
      store: new ThresholdStore(),
      ...options,
    });
  }

  /** Advances the clock by a minute, or the given time. */
  wait(ms = 61_000): void {
    this.#now += ms;
  }

  /** Runs a check a minute later, and returns the notifications. */
  async check(checks = this.createChecks()): Promise<string[]> {
    this.wait();
    this.notified.length = 0;
    await checks.run();
    return [...this.notified].sort();
  }

  /** Sets the number that a person sees from now on, on all widgets or one. */
  setNumber(who: PersonName, value: number | null | Error, wid = ''): void {
    this.#seen.set(`${people[who]} ${wid}`, value);
  }

  async follow(who: PersonName, level = 'all'): Promise<void> {
    await this.callboard
      .as(who)
      .put(`${ROOT}/${this.id}/subscription`, { level })
      .expect(200);
  }

  /** @returns the id of the widget */
  async addWidget(thresholds: Threshold[], title = 'Open'): Promise<string> {
    const { body } = await this.callboard
      .as('admin')
      .post(`${ROOT}/${this.id}/widgets`, {
        widget_type: 'work_items_chart',
        title,
        config: { chart_type: 'number', metric: 'pending', thresholds },
      })
      .expect(201);
    return body.id;
  }

  /** Replaces the thresholds of a widget. */
  async changeThresholds(wid: string, thresholds?: Threshold[]): Promise<void> {
    const config = { chart_type: 'number', metric: 'pending', thresholds };
    await this.callboard
      .as('admin')
      .patch(`${ROOT}/${this.id}/widgets/${wid}`, { config })
      .expect(200);
  }

  /** The crossed thresholds of each person. */
  async listCrossed(): Promise<string[]> {
    const rows = await this.knex('crossed_thresholds').orderBy([
      'user_ref',
      'position',
    ]);
    return rows.map(
      ({ user_ref, position }) => `${user_ref.split('/')[1]} ${position}`,
    );
  }

  private getSeenValue(user_ref: string, wid: string): number | null {
    const value =
      this.#seen.get(`${user_ref} ${wid}`) ?? this.#seen.get(`${user_ref} `);
    if (value instanceof Error) {
      throw value;
    }
    return value ?? null;
  }
}
