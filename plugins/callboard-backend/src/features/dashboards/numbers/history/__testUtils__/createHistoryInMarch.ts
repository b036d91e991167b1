import { WidgetBars, WidgetConfig } from '@callboard/plugin-callboard-common';
import { TestCallboard } from '../../../../../__testUtils__/startCallboard';
import { DELETED, HistoryFixture, ItemHistory } from './HistoryFixture';

/** An instant in March 2026. */
const toMarchInstant = (day: number) => Date.UTC(2026, 2, day, 12);

/** A date in March 2026. */
export const toMarchDate = (day: number) =>
  `2026-03-${String(day).padStart(2, '0')}`;

/** A date range in March 2026. */
export const toMarchRange = (start: number, end: number) => ({
  start: toMarchDate(start),
  end: toMarchDate(end),
});

/** Returns the values of one series. */
export const getBarNumbers = (
  { data }: Pick<WidgetBars, 'data'>,
  name: string,
) => data.map(bar => bar[name]);

/** Creates eight items with a history in March, half of them in a secret project. */
export async function createHistoryInMarch(callboard: TestCallboard) {
  const fixture = await HistoryFixture.create(callboard);
  await fixture.createItems(8);
  const { open } = fixture.projects;
  const cycle = await open.createSetting('cycles', {
    name: 'Sprint',
    start_date: toMarchDate(2),
    end_date: toMarchDate(6),
  });
  for (const nth of [0, 2, 4]) {
    await open.patch(fixture.items[nth], { cycle_id: cycle.id });
  }
  const backlogHistory = {
    created_at: toMarchInstant(2),
    steps: [{ state: 'Backlog', from: toMarchInstant(2) }],
  };
  await fixture.rewriteHistories(
    new Map<number, ItemHistory>([
      [
        0,
        {
          created_at: toMarchInstant(1),
          steps: [
            { state: 'Backlog', from: toMarchInstant(1) },
            { state: 'In Progress', from: toMarchInstant(2) },
            { state: 'Done', from: toMarchInstant(3) },
          ],
          estimate_points: 3,
        },
      ],
      [
        2,
        {
          created_at: toMarchInstant(1),
          steps: [
            { state: 'Todo', from: toMarchInstant(1) },
            { state: 'Done', from: toMarchInstant(3) },
            { state: DELETED, from: toMarchInstant(5) },
            { state: 'Done', from: toMarchInstant(6) },
          ],
          estimate_points: 5,
        },
      ],
      [
        4,
        {
          created_at: toMarchInstant(1),
          steps: [
            { state: 'Backlog', from: toMarchInstant(1) },
            { state: 'Cancelled', from: toMarchInstant(4) },
          ],
        },
      ],
      // The states of this item before its completion are unknown.
      [
        6,
        {
          created_at: toMarchInstant(1),
          steps: [{ state: 'Done', from: toMarchInstant(5) }],
        },
      ],
      [
        1,
        {
          created_at: toMarchInstant(2),
          steps: [{ state: 'Triage', from: toMarchInstant(2) }],
        },
      ],
      [3, backlogHistory],
      [5, backlogHistory],
      [7, backlogHistory],
    ]),
  );
  let drawCount = 0;
  return {
    fixture,
    cycle: cycle as { id: string },

    /** Draws a chart with a unique query, so that no response is cached. */
    async draw(config: WidgetConfig): Promise<void> {
      drawCount += 1;
      const sources = ['callboard', `run-${drawCount}`];
      const filters = { sources, ...config.filters };
      await fixture.setChart({ ...config, filters });
    },
  };
}
