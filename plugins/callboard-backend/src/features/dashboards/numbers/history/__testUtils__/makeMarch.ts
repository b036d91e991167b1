import { WidgetBars, WidgetConfig } from '@callboard/plugin-callboard-common';
import { TestCallboard } from '../../../../../__testUtils__/startCallboard';
import { DELETED, HistoryFixture, Life } from './HistoryFixture';

/** An instant in March 2026. */
const march = (day: number) => Date.UTC(2026, 2, day, 12);

/** A date in March 2026. */
export const date = (day: number) => `2026-03-${String(day).padStart(2, '0')}`;

/** A date range in March 2026. */
export const days = (start: number, end: number) => ({
  start: date(start),
  end: date(end),
});

/** Returns the values of one series. */
export const getBarNumbers = (
  { data }: Pick<WidgetBars, 'data'>,
  name: string,
) => data.map(bar => bar[name]);

/** Creates eight items with a history in March, half of them in a secret project. */
export async function makeMarch(callboard: TestCallboard) {
  const fixture = await HistoryFixture.open(callboard);
  await fixture.make(8);
  const { open } = fixture.desks;
  const cycle = await open.set('cycles', {
    name: 'Sprint',
    start_date: date(2),
    end_date: date(6),
  });
  for (const nth of [0, 2, 4]) {
    await open.patch(fixture.items[nth], { cycle_id: cycle.id });
  }
  const waiting = {
    made: march(2),
    steps: [{ state: 'Backlog', from: march(2) }],
  };
  await fixture.live(
    new Map<number, Life>([
      [
        0,
        {
          made: march(1),
          steps: [
            { state: 'Backlog', from: march(1) },
            { state: 'In Progress', from: march(2) },
            { state: 'Done', from: march(3) },
          ],
          estimate_points: 3,
        },
      ],
      [
        2,
        {
          made: march(1),
          steps: [
            { state: 'Todo', from: march(1) },
            { state: 'Done', from: march(3) },
            { state: DELETED, from: march(5) },
            { state: 'Done', from: march(6) },
          ],
          estimate_points: 5,
        },
      ],
      [
        4,
        {
          made: march(1),
          steps: [
            { state: 'Backlog', from: march(1) },
            { state: 'Cancelled', from: march(4) },
          ],
        },
      ],
      // Its states before completion are unknown.
      [6, { made: march(1), steps: [{ state: 'Done', from: march(5) }] }],
      [1, { made: march(2), steps: [{ state: 'Triage', from: march(2) }] }],
      [3, waiting],
      [5, waiting],
      [7, waiting],
    ]),
  );
  let drawn = 0;
  return {
    fixture,
    cycle: cycle as { id: string },

    /** Draws a chart with a unique query, so that no response is cached. */
    async draw(config: WidgetConfig): Promise<void> {
      drawn += 1;
      const sources = ['callboard', `run-${drawn}`];
      const filters = { sources, ...config.filters };
      await fixture.draw({ ...config, filters });
    },
  };
}
