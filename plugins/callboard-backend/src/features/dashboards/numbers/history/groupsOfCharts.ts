import {
  ChartOverTime,
  StateGroup,
  stateGroup,
} from '@callboard/plugin-callboard-common';
import { OPEN_GROUPS } from '../../../work/overview/openGroups';

/** The charts that tell in which groups of states items are at some moments. */
export type SnapshotChart = Extract<
  ChartOverTime,
  'burndown' | 'burnup' | 'cumulative_flow'
>;

/** A number of each moment: of the items in some groups of states. */
export interface SnapshotGroup {
  key: string;
  name: string;
  states: readonly StateGroup[];
}

interface SnapshotGroups {
  groups: readonly SnapshotGroup[];
  /** The groups of states of the items that the moment's own number is of. */
  counted: readonly StateGroup[];
}

/** Items in triage are in no chart: nobody has accepted them yet. */
const flow = stateGroup.options.filter(group => group !== 'triage');

/** The numbers of each chart that are counted; an ideal line is not. */
export const groupsOfCharts: Record<SnapshotChart, SnapshotGroups> = {
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

/** Whether a chart is one of these. */
export function isSnapshotChart(chart: ChartOverTime): chart is SnapshotChart {
  return chart in groupsOfCharts;
}
