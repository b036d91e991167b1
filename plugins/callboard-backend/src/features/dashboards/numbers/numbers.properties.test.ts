import {
  MAX_BARS,
  numberAxes,
  sourceOfWidgetType,
  WidgetBars,
  WidgetNumber,
} from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import { round } from 'lodash';
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
import {
  AskedBySomebody,
  randomQuestion,
} from './__testUtils__/randomQuestion';

jest.setTimeout(120_000);

const RUNS = 100;

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

    it.each([1, 7])(
      'are those of counting the lists that people see, in weeks from day %i on',
      async week_start => {
        await callboard()
          .as('superAdmin')
          .patch('/workspaces/default', { week_start })
          .expect(200);
        await world.read();
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
  },
);
