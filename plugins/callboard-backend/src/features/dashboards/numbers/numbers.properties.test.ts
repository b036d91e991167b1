import {
  MAX_BARS,
  numberAxes,
  sourceOfWidgetType,
  WidgetBars,
  WidgetNumber,
} from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import { omit, round, sortBy } from 'lodash';
import { dailySeed } from '../../../__testUtils__/dailySeed';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import {
  landscape,
  thing,
} from '../../../core/projects/__testUtils__/landscape';
import {
  AskedWidget,
  countedFacts,
  ExpectedNumbers,
  expectedNumbers,
  factsBehind,
} from './__testUtils__/numbersModel';
import { NumbersWorld } from './__testUtils__/NumbersWorld';
import { ExpectedTabs } from './__testUtils__/ExpectedTabs';
import {
  AskedBySomebody,
  randomQuestion,
  randomTabs,
  TabsAskedBySomebody,
} from './__testUtils__/randomQuestion';

jest.setTimeout(120_000);

const RUNS = 100;

/** Each of them asks four tabs. */
const RUNS_OF_TABS = 25;

/** One of some choices, in a sequence that the seed tells. */
function picker(): <T>(choices: readonly T[]) => T {
  let state = (dailySeed % 2_147_483_646) + 1;
  return choices => {
    state = (state * 16_807) % 2_147_483_647;
    return choices[state % choices.length];
  };
}

const rounded = (value: number | null | undefined) =>
  typeof value === 'number' ? round(value, 6) : value ?? null;

/** An answer as the model says it. */
function told(
  answer: WidgetBars | WidgetNumber,
  { range }: AskedWidget,
): ExpectedNumbers {
  if ('value' in answer) {
    return {
      total: rounded(answer.value),
      ...(range && { previous: rounded(answer.previous_value) }),
      ...{ bars: {}, groups: {} },
    };
  }
  const { data, schema, total, previous_total } = answer;
  return {
    total: rounded(total),
    ...(range && { previous: rounded(previous_total) }),
    bars: Object.fromEntries(
      data.map(({ key, count }) => [key, rounded(count)]),
    ),
    groups: Object.fromEntries(
      data.map(bar => [
        bar.key,
        Object.fromEntries(
          Object.keys(schema).map(group => [
            group,
            rounded(bar[group] as number),
          ]),
        ),
      ]),
    ),
  };
}

describeCallboard(
  'numbers of widgets',
  { entities: [...landscape, thing('Component', 'ledger')] },
  callboard => {
    let world: NumbersWorld;
    let path: string;
    let wid: string;

    beforeAll(async () => {
      world = await NumbersWorld.open(callboard(), picker());
      const boss = callboard().as('superAdmin');
      const dashboards = '/workspaces/default/dashboards';
      const dashboard = await boss
        .post(dashboards, { name: 'Numbers', access: 'shared' })
        .expect(201);
      path = `${dashboards}/${dashboard.body.id}`;
      const widget = await boss
        .post(`${path}/widgets`, { widget_type: 'text' })
        .expect(201);
      wid = widget.body.id;
    });

    /** Puts a widget in place of the one before, without a trace in the log. */
    const draw = async ({ widget_type, config }: AskedWidget) => {
      const { x_axis } = config;
      const isByDate = x_axis && numberAxes[x_axis].order === 'date';
      const limit = isByDate ? undefined : MAX_BARS;
      await callboard()
        .knex('dashboard_widgets')
        .where({ id: wid })
        .update({ widget_type, config: JSON.stringify({ ...config, limit }) });
    };
    const get = async (
      { who, tz }: AskedBySomebody,
      what: string,
      query: Record<string, string> = {},
    ): Promise<any> => {
      const { body } = await callboard()
        .as(who)
        .get(
          `${path}/widgets/${wid}/${what}?${new URLSearchParams({
            tz,
            ...query,
          })}`,
        )
        .expect(200);
      return body;
    };

    /** Has weeks begin on a day, and reads what everybody sees from then on. */
    const settle = async (week_start: number) => {
      await callboard()
        .as('superAdmin')
        .patch('/workspaces/default', { week_start })
        .expect(200);
      await world.read();
    };

    it.each([1, 7])(
      'are those of counting the lists that people see, in weeks from day %i on',
      async week_start => {
        await settle(week_start);
        let reached = 0;
        await fc.assert(
          fc.asyncProperty(randomQuestion(world, week_start), async asked => {
            const source = sourceOfWidgetType[asked.widget_type]!;
            const facts = world.seenBy(asked.who, source);
            reached += Math.sign(countedFacts(facts, asked).length);
            await draw(asked);
            const answer = told(await get(asked, 'data'), asked);
            expect(answer).toEqual(expectedNumbers(facts, asked));
            for (const key of Object.keys(answer.bars).slice(0, 1)) {
              const { total } = await get(asked, 'rows', { key, limit: '1' });
              expect(total).toBe(factsBehind(facts, asked, key).length);
            }
          }),
          { numRuns: RUNS, seed: dailySeed },
        );
        expect(reached).toBeGreaterThan(RUNS / 4);
      },
    );

    /** Asks the analytics page. */
    const ask = async (
      { who, tz, range, filters }: TabsAskedBySomebody,
      tab: string,
    ): Promise<any> => {
      const query = new URLSearchParams({ tab, tz, ...range });
      for (const [name, values] of Object.entries(filters)) {
        if (values) query.set(name, values.join());
      }
      const { body } = await callboard()
        .as(who)
        .get(`/workspaces/default/analytics?${query}`)
        .expect(200);
      return body;
    };
    /** Rows in the order of their keys, without the names that only the tabs tell. */
    const rowsBy = (key: string, rows: readonly object[]) =>
      sortBy(
        rows.map(row => omit(row, 'name')),
        key,
      );

    it('in the tabs of the analytics page are of the same lists', async () => {
      const week_start = 1;
      await settle(week_start);
      let reached = 0;
      await fc.assert(
        fc.asyncProperty(randomTabs(world, week_start), async asked => {
          const expected = new ExpectedTabs(
            {
              work_items: world.seenBy(asked.who, 'work_items'),
              time: world.seenBy(asked.who, 'time'),
            },
            asked,
            user_ref => world.departmentsOf(user_ref),
          );
          const overview = expected.overview();
          reached += Math.sign(
            overview.work_items.count + overview.logged_minutes.filter_count!,
          );
          expect(await ask(asked, 'overview')).toMatchObject(overview);

          const work = await ask(asked, 'work-items');
          expect(work.interval).toBe(expected.interval);
          const { projects, ...ofAll } = expected.work();
          expect(work).toMatchObject(ofAll);
          expect(rowsBy('project_id', work.projects)).toEqual(
            rowsBy('project_id', projects),
          );

          const { people } = await ask(asked, 'people');
          expect(rowsBy('user_ref', people)).toEqual(
            rowsBy('user_ref', expected.people()),
          );

          const time = await ask(asked, 'time');
          expect(time.interval).toBe(expected.interval);
          const {
            projects: places,
            activity_types,
            ...minutes
          } = expected.time();
          expect(time).toMatchObject(minutes);
          expect(rowsBy('project_id', time.projects)).toEqual(
            rowsBy('project_id', places),
          );
          expect(rowsBy('activity_type', time.activity_types)).toEqual(
            rowsBy('activity_type', activity_types),
          );
        }),
        { numRuns: RUNS_OF_TABS, seed: dailySeed },
      );
      expect(reached).toBeGreaterThan(RUNS_OF_TABS / 4);
    });
  },
);
