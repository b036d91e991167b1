import {
  ChartOverTime,
  DayRange,
  Interval,
  NumberAxisName,
  NumberMetricName,
  NumberSource,
  WidgetFilters,
} from '@callboard/plugin-callboard-common';
import { ProjectViewer } from '../../../core/projects/whereProjectVisible';
import { ActivityPseudonymiser } from '../../../pseudonyms/ActivityPseudonymiser';
import { TimeViewer } from '../../time/worklogs/whereTimeVisible';

/** Whose eyes numbers are counted with. */
export interface NumberViewer {
  work: ProjectViewer;
  time: TimeViewer;
  /** Hides who people are in activity from viewers who must not see it. */
  pseudonymiser?: ActivityPseudonymiser;
  /**
   * The projects that contain everything the viewer sees of a question. They tell the
   * database where to look, which it cannot infer from the access rules.
   */
  within?: readonly string[];
}

/** A bar or a group by what its axis calls it. */
export interface AxisKey {
  axis: NumberAxisName;
  key: string;
}

/** A question with nothing left open: the same question has the same answer. */
export interface Question {
  workspace_id: string;
  source: NumberSource;
  metric: NumberMetricName;
  x_axis: NumberAxisName | null;
  group_by: NumberAxisName | null;
  interval: Interval;
  filters: WidgetFilters;
  /** A chart of the history of items, which has no axis. */
  chart?: ChartOverTime;
  /** The date that a range is about; else the first one of the axes. */
  date?: NumberAxisName;
  /** The days that are asked about; else all. */
  range?: DayRange;
  /** The days right before them, as many. */
  previous?: DayRange;
  /** Whose days instants belong to. */
  zone: string;
  /** 1 for Monday to 7 for Sunday. */
  weekStart: number;
  /** The day that it is in the zone. */
  today: string;
  /** Only what is behind these bars and groups. */
  only?: readonly AxisKey[];
  /** No more bars than these; dates have as many as their range. */
  limit?: number;
}
