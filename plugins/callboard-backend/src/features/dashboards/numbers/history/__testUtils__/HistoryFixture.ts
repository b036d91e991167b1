import {
  StateGroup,
  WidgetBars,
  WidgetConfig,
  WorkState,
} from '@callboard/plugin-callboard-common';
import { sortBy } from 'lodash';
import {
  PersonName,
  TestCallboard,
} from '../../../../../__testUtils__/startCallboard';
import { insertMany, updateMany } from '../../../../../database/bulk';
import { ProjectFixture } from '../../../../work/__testUtils__/ProjectFixture';

const DASHBOARDS = '/workspaces/default/dashboards';

/** The name of a deleted state that items were in. */
export const DELETED = 'Gone';

/** The history of an item, in milliseconds since 1970. */
export interface ItemHistory {
  created_at: number;
  /** The names of the item's states, and when the item entered them; at least one. */
  steps: ReadonlyArray<{ state: string; from: number }>;
  estimate_points?: number | null;
  estimate_time?: number | null;
  /** The reason why lists omit the item, if any. */
  hidden?: 'archived' | 'draft' | null;
}

/** A model of an item with its history. */
export interface ItemModel {
  id: string;
  title: string;
  project: ProjectFixture;
  created_at: number;
  steps: ReadonlyArray<{ group: StateGroup; from: number }>;
  started_at: number | null;
  completed_at: number | null;
  estimate_points: number;
  estimate_minutes: number;
  isListed: boolean;
}

/** An open and a secret project, a dashboard, and items with generated histories. */
export class HistoryFixture {
  readonly items: ItemModel[] = [];

  private constructor(
    private readonly callboard: TestCallboard,
    readonly projects: { open: ProjectFixture; secret: ProjectFixture },
    private readonly states: Map<ProjectFixture, Map<string, WorkState>>,
    private readonly dashboard: string,
    private readonly widget: string,
  ) {}

  static async create(callboard: TestCallboard): Promise<HistoryFixture> {
    const superAdmin = callboard.as('superAdmin');
    const open = await ProjectFixture.open(callboard);
    const secret = await ProjectFixture.open(callboard, 'payments_api');
    await superAdmin.patch(secret.path, { access: 'secret' }).expect(200);
    await callboard.as('member').get('/me').expect(200);
    const states = new Map<ProjectFixture, Map<string, WorkState>>();
    for (const fixture of [open, secret]) {
      const deleted = await fixture.createSetting('states', {
        name: DELETED,
        group: 'started',
      });
      await superAdmin
        .delete(`${fixture.path}/states/${deleted.id}`)
        .expect(204);
      const all = Object.entries(fixture.states);
      states.set(fixture, new Map([...all, [DELETED, deleted]]));
    }
    const { body: dashboard } = await superAdmin
      .post(DASHBOARDS, { name: 'History', access: 'shared' })
      .expect(201);
    const { body: widget } = await superAdmin
      .post(`${DASHBOARDS}/${dashboard.id}/widgets`, {
        widget_type: 'work_items_chart',
        config: { chart_type: 'number' },
      })
      .expect(201);
    return new HistoryFixture(
      callboard,
      { open, secret },
      states,
      `${DASHBOARDS}/${dashboard.id}`,
      `${DASHBOARDS}/${dashboard.id}/widgets/${widget.id}`,
    );
  }

  /** Creates items, alternating between the projects. */
  async createItems(count: number): Promise<void> {
    for (let nth = 0; nth < count; nth += 1) {
      const fixture = nth % 2 === 0 ? this.projects.open : this.projects.secret;
      const { id, title } = await fixture.make({ title: `Item ${nth}` });
      this.items.push({
        id,
        title,
        project: fixture,
        created_at: 0,
        steps: [],
        started_at: null,
        completed_at: null,
        isListed: true,
        estimate_points: 0,
        estimate_minutes: 0,
      });
    }
  }

  /** Replaces the histories of some items, by index. */
  async rewriteHistories(
    histories: ReadonlyMap<number, ItemHistory>,
  ): Promise<void> {
    const { knex } = this.callboard;
    const appliedHistories = [...histories].map(([nth, history]) =>
      this.applyHistory(nth, history),
    );
    await updateMany(
      knex,
      'work_items',
      appliedHistories.map(({ row }) => row),
    );
    await knex('work_item_states')
      .whereIn(
        'work_item_id',
        appliedHistories.map(({ row }) => row.id),
      )
      .delete();
    await insertMany(
      knex,
      'work_item_states',
      appliedHistories.flatMap(({ spans }) => spans),
    );
  }

  /** Applies a history to the model of an item; returns the rows for the database. */
  private applyHistory(nth: number, history: ItemHistory) {
    const { id, title, project } = this.items[nth];
    const states = this.states.get(project)!;
    const steps = sortBy(history.steps, 'from').map(({ state, from }) => ({
      state: states.get(state)!,
      from,
    }));
    const { state, from } = steps.at(-1)!;
    const started = steps.find(step => step.state.group === 'started');
    const started_at = started?.from ?? null;
    const completed_at = state.group === 'completed' ? from : null;
    const {
      created_at,
      estimate_points = null,
      estimate_time = null,
    } = history;
    this.items[nth] = {
      id,
      title,
      project,
      created_at,
      started_at,
      completed_at,
      steps: steps.map(step => ({ group: step.state.group, from: step.from })),
      estimate_points: estimate_points ?? 0,
      estimate_minutes: estimate_time ?? 0,
      isListed: !history.hidden && state.group !== 'triage',
    };
    const toDate = (ms: number | null) => (ms === null ? null : new Date(ms));
    return {
      row: {
        id,
        state_id: state.id,
        estimate_points,
        estimate_time,
        created_at: toDate(created_at),
        started_at: toDate(started_at),
        completed_at: toDate(completed_at),
        is_draft: history.hidden === 'draft',
        archived_at: history.hidden === 'archived' ? toDate(created_at) : null,
      },
      spans: steps.map((step, index) => ({
        work_item_id: id,
        state_id: step.state.id,
        entered_at: toDate(step.from),
        left_at: toDate(steps[index + 1]?.from ?? null),
      })),
    };
  }

  /** The items that a person sees. */
  getVisibleItems(who: PersonName): ItemModel[] {
    return this.items.filter(
      ({ project, isListed }) =>
        isListed && (who === 'superAdmin' || project === this.projects.open),
    );
  }

  /** Replaces the chart on the dashboard. */
  async setChart(config: WidgetConfig): Promise<void> {
    await this.callboard
      .as('superAdmin')
      .patch(this.widget, { config })
      .expect(200);
  }

  /** Sets the config of the dashboard. */
  async configure(config: object): Promise<void> {
    await this.callboard
      .as('superAdmin')
      .patch(this.dashboard, { config })
      .expect(200);
  }

  /** The data of the chart for a person. */
  async getChartData(who: PersonName, query = ''): Promise<WidgetBars> {
    const { body } = await this.callboard
      .as(who)
      .get(`${this.widget}/data?${query}`)
      .expect(200);
    return body;
  }

  /** The ids of the items behind the chart. */
  async listRowIds(who: PersonName, query = ''): Promise<string[]> {
    const { body } = await this.callboard
      .as(who)
      .get(`${this.widget}/rows?limit=200&${query}`)
      .expect(200);
    return body.items.map(({ id }: { id: string }) => id).sort();
  }

  /** Requests rows, and returns the status of the response. */
  async getRowsStatus(query: string): Promise<number> {
    const { status } = await this.callboard
      .as('superAdmin')
      .get(`${this.widget}/rows?${query}`);
    return status;
  }
}
