import { WidgetBars } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { NumberViewer } from '../Question';
import { createdAndCompleted } from './createdAndCompleted';
import { cycleTimes } from './cycleTimes';
import { groupChanges } from './groupChanges';
import { HistoryQuestion } from './HistoryQuestion';
import { formatSnapshots } from './formatSnapshots';

/** Computes a chart over time: one statement, plus names. */
export async function formatHistory(
  knex: Knex,
  question: HistoryQuestion,
  viewer: NumberViewer,
): Promise<Omit<WidgetBars, 'computed_at'>> {
  const { chart } = question;
  switch (chart) {
    case 'created_vs_completed':
      return createdAndCompleted(knex, question, viewer);
    case 'cycle_time':
      return cycleTimes(knex, question, viewer);
    default: {
      const changes = await groupChanges(knex, question, viewer);
      return formatSnapshots(changes, { ...question, chart });
    }
  }
}
