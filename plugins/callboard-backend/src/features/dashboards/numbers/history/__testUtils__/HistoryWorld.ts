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
import { Desk } from '../../../../work/__testUtils__/Desk';

const DASHBOARDS = '/workspaces/default/dashboards';

/** The name of a state that is deleted, and that items were in. */
export const GONE = 'Gone';

/** The life of an item, in milliseconds since 1970. */
export interface Life {
  made: number;
  /** The states that it was in, by name, from when on; at least one. */
  steps: ReadonlyArray<{ state: string; from: number }>;
  estimate_points?: number | null;
  estimate_time?: number | null;
  /** Whether it is out of the way of lists. */
  hidden?: 'archived' | 'draft' | null;
}

/** An item that has lived a life, as a model of it. */
export interface LivedItem {
  id: string;
  title: string;
  desk: Desk;
  made: number;
  steps: ReadonlyArray<{ group: StateGroup; from: number }>;
  started_at: number | null;
  completed_at: number | null;
  estimate_points: number;
  estimate_minutes: number;
  isListed: boolean;
}

/** An open and a secret project, a dashboard, and items whose past is made up. */
export class HistoryWorld {
  readonly items: LivedItem[] = [];

  private constructor(
    private readonly callboard: TestCallboard,
    readonly desks: { open: Desk; secret: Desk },
    private readonly states: Map<Desk, Map<string, WorkState>>,
    private readonly dashboard: string,
    private readonly widget: string,
  ) {}

  static async open(callboard: TestCallboard): Promise<HistoryWorld> {
    const boss = callboard.as('superAdmin');
    const open = await Desk.open(callboard);
    const secret = await Desk.open(callboard, 'payments_api');
    await boss.patch(secret.path, { access: 'secret' }).expect(200);
    await callboard.as('member').get('/me').expect(200);
    const states = new Map<Desk, Map<string, WorkState>>();
    for (const desk of [open, secret]) {
      const gone = await desk.set('states', { name: GONE, group: 'started' });
      await boss.delete(`${desk.path}/states/${gone.id}`).expect(204);
      const all = Object.entries(desk.states);
      states.set(desk, new Map([...all, [GONE, gone]]));
    }
    const { body: dashboard } = await boss
      .post(DASHBOARDS, { name: 'History', access: 'shared' })
      .expect(201);
    const { body: widget } = await boss
      .post(`${DASHBOARDS}/${dashboard.id}/widgets`, {
        widget_type: 'work_items_chart',
        config: { chart_type: 'number' },
      })
      .expect(201);
    return new HistoryWorld(
      callboard,
      { open, secret },
      states,
      `${DASHBOARDS}/${dashboard.id}`,
      `${DASHBOARDS}/${dashboard.id}/widgets/${widget.id}`,
    );
  }

  /** Makes as many items, in both projects by turns. */
  async make(count: number): Promise<void> {
    for (let nth = 0; nth < count; nth += 1) {
      const desk = nth % 2 === 0 ? this.desks.open : this.desks.secret;
      const { id, title } = await desk.make({ title: `Item ${nth}` });
      this.items.push({
        ...{ id, title, desk, made: 0, steps: [] },
        ...{ started_at: null, completed_at: null, isListed: true },
        ...{ estimate_points: 0, estimate_minutes: 0 },
      });
    }
  }

  /** Gives an item another past than it has. */
  async live(nth: number, life: Life): Promise<LivedItem> {
    const { knex } = this.callboard;
    const { id, title, desk } = this.items[nth];
    const states = this.states.get(desk)!;
    const spans = sortBy(life.steps, 'from').map(({ state, from }) => ({
      ...{ state: states.get(state)!, from },
    }));
    const last = spans.at(-1)!;
    const started = spans.find(({ state }) => state.group === 'started');
    const started_at = started?.from ?? null;
    const completed_at = last.state.group === 'completed' ? last.from : null;
    const at = (ms: number | null) => (ms === null ? null : new Date(ms));
    await knex('work_items')
      .where({ id })
      .update({
        state_id: last.state.id,
        created_at: at(life.made),
        started_at: at(started_at),
        completed_at: at(completed_at),
        estimate_points: life.estimate_points ?? null,
        estimate_time: life.estimate_time ?? null,
        is_draft: life.hidden === 'draft',
        archived_at: life.hidden === 'archived' ? at(life.made) : null,
      });
    await knex('work_item_states').where({ work_item_id: id }).delete();
    await knex('work_item_states').insert(
      spans.map(({ state, from }, index) => ({
        work_item_id: id,
        state_id: state.id,
        entered_at: at(from),
        left_at: at(spans[index + 1]?.from ?? null),
      })),
    );
    const lived: LivedItem = {
      ...{ id, title, desk, made: life.made, started_at, completed_at },
      steps: spans.map(({ state, from }) => ({ group: state.group, from })),
      estimate_points: life.estimate_points ?? 0,
      estimate_minutes: life.estimate_time ?? 0,
      isListed: !life.hidden && last.state.group !== 'triage',
    };
    this.items[nth] = lived;
    return lived;
  }

  /** What somebody sees of the items. */
  seenBy(who: PersonName): LivedItem[] {
    return this.items.filter(
      ({ desk, isListed }) =>
        isListed && (who === 'superAdmin' || desk === this.desks.open),
    );
  }

  /** Has a chart on the dashboard, in place of the one before. */
  async draw(config: WidgetConfig): Promise<void> {
    await this.callboard
      .as('superAdmin')
      .patch(this.widget, { config })
      .expect(200);
  }

  /** Has something to say for the whole dashboard. */
  async settle(config: object): Promise<void> {
    await this.callboard
      .as('superAdmin')
      .patch(this.dashboard, { config })
      .expect(200);
  }

  /** What the chart shows to somebody. */
  async data(who: PersonName, query = ''): Promise<WidgetBars> {
    const { body } = await this.callboard
      .as(who)
      .get(`${this.widget}/data?${query}`)
      .expect(200);
    return body;
  }

  /** The ids of the items behind it. */
  async rows(who: PersonName, query = ''): Promise<string[]> {
    const { body } = await this.callboard
      .as(who)
      .get(`${this.widget}/rows?limit=200&${query}`)
      .expect(200);
    return body.items.map(({ id }: { id: string }) => id).sort();
  }

  /** The status of an answer without rows. */
  async refusal(query: string): Promise<number> {
    const { status } = await this.callboard
      .as('superAdmin')
      .get(`${this.widget}/rows?${query}`);
    return status;
  }
}
