import {
  ChartOverTime,
  StateGroup,
  stateGroup,
} from '@callboard/plugin-callboard-common';
import { OPEN_GROUPS } from '../../../work/settings/Workflows';

/** The charts that show the state groups of items at moments. */
export type SnapshotChart = Extract<
  ChartOverTime,
  'burndown' | 'burnup' | 'cumulative_flow'
>;

/** A number at each moment: the items in some state groups. */
export interface SnapshotGroup {
  key: string;
  name: string;
  states: readonly StateGroup[];
}

interface SnapshotGroups {
  groups: readonly SnapshotGroup[];
  /** The state groups counted by the chart's main number. */
  counted: readonly StateGroup[];
}

/** Items in triage are in no chart, because nobody has accepted them yet. */
const flow = stateGroup.options.filter(group => group !== 'triage');

/** The counted numbers of each chart; the ideal line is not counted. */
export const snapshotCharts: Record<SnapshotChart, SnapshotGroups> = {
  burndown: {
    groups: [{ key: 'remaining', name: 'Remaining', states: OPEN_GROUPS }],
    counted: OPEN_GROUPS,
  },
  burnup: {
    groups: [
      { key: 'scope', name: 'Scope', states: [...OPEN_GROUPS, 'completed'] },
      { key: 'completed', name: 'Completed', states: ['completed'] },
    ],
    counted: ['completed'],
  },
  cumulative_flow: {
    groups: flow.map(group => ({
      key: group,
      name: group[0].toUpperCase() + group.slice(1),
      states: [group],
    })),
    counted: flow,
  },
};

/** Whether a chart shows snapshots. */
export function isSnapshotChart(chart: ChartOverTime): chart is SnapshotChart {
  return chart in snapshotCharts;
}
