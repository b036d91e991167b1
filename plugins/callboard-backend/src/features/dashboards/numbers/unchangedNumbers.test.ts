import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import {
  people as persons,
  TestCallboard,
} from '../../../__testUtils__/startCallboard';
import { landscape } from '../../../core/projects/__testUtils__/landscape';
import { WorkspaceDirectory } from '../../../core/workspaces/WorkspaceDirectory';
import { WorkspaceStore } from '../../../core/workspaces/WorkspaceStore';
import { newId } from '../../../database/ids';
import { Desk } from '../../work/__testUtils__/Desk';
import { AnalyticsService } from '../analytics/AnalyticsService';
import { AskingWidget, WidgetNumbers } from './WidgetNumbers';

const chart = {
  widget_type: 'work_items_chart',
  config: { x_axis: 'STATES', metric: 'count' },
} as const;
const stats = { widget_type: 'project_stats', config: {} } as const;

/** Somebody who asks every five seconds how many items there are. */
function askingOften(
  callboard: () => TestCallboard,
  widget: AskingWidget = chart,
) {
  let desk: Desk;
  let ask: () => Promise<any>;
  let clock: jest.SpyInstance<number>;

  beforeAll(async () => {
    desk = await Desk.open(callboard());
    await desk.make({});
    // They join the workspace with their first request, which is a change.
    await callboard().as('guest').get('/workspaces/default').expect(200);
  });

  beforeEach(async () => {
    let now = 0;
    clock = jest.spyOn(performance, 'now').mockImplementation(() => now);
    const { knex } = callboard();
    const deps = { knex, clock: { now: () => Date.now() } };
    const numbers = new WidgetNumbers({
      ...deps,
      analytics: new AnalyticsService(deps),
      privacy: { maskFor: async () => undefined },
    });
    const user_ref = persons.superAdmin;
    const workspaces = new WorkspaceDirectory(new WorkspaceStore(knex));
    const seen = await workspaces.see(
      { user_ref, is_super_admin: true },
      'default',
    );
    const asker = { ...seen, caller: { user_ref, display_name: 'Sue' } };
    ask = async () => {
      now += 5_000;
      return numbers.answer(asker, widget);
    };
  });

  afterEach(() => clock.mockRestore());

  return { ask: () => ask(), make: () => desk.make({}) };
}

describe.each([chart, stats])('the numbers of a $widget_type', widget => {
  describeCallboard('asked for often', { entities: landscape }, callboard => {
    const { ask, make } = askingOften(callboard, widget);

    it('are not counted again while people only look at things', async () => {
      const first = await ask();
      await callboard()
        .as('guest')
        .post('/activity', { action: 'page_view', entity_id: '/catalog' })
        .expect(201);
      expect(await ask()).toBe(first);
    });

    it('are counted again after any change in their workspace', async () => {
      const first = await ask();
      await make();
      const second = await ask();
      expect(second.total).toBe(first.total + 1);
      expect(await ask()).toBe(second);
    });
  });
});

describeCallboard(
  'numbers beside a slow change',
  { entities: landscape, databases: ['POSTGRES_18'] },
  callboard => {
    const { ask } = askingOften(callboard);

    it('are counted again once it is there', async () => {
      const { knex } = callboard();
      const slow = await knex.transaction();
      const { arrival: _, ...row } = await slow('activity')
        .where({ entity_type: 'work_item', source: 'backend' })
        .first();
      await slow('activity').insert({
        ...row,
        id: newId(Date.now()),
        metadata: JSON.stringify(row.metadata),
        changes: JSON.stringify(row.changes),
      });
      const first = await ask();
      expect(await ask()).toBe(first);
      await slow.commit();
      const second = await ask();
      expect(second).not.toBe(first);
      expect(await ask()).toBe(second);
    });
  },
);
