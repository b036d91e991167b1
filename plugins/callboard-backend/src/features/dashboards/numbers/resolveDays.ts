import {
  DateRangeChoice,
  DayRange,
  WidgetConfig,
} from '@callboard/plugin-callboard-common';
import { WorkspaceRow } from '../../../core/workspaces/WorkspaceRow';
import { dateInZone } from '../../../database/zones';
import { daysOfChoice, Today } from './daysOfChoice';
import type { WidgetDataInput } from './questionOf';

/** The days that a widget is about, and where they are. */
export interface ResolvedDays {
  day: Today;
  /** An IANA name. */
  zone: string;
  /** Undefined for all times. */
  range: DayRange | undefined;
}

/**
 * The days of a widget, or what is asked for in their place.
 *
 * @param now - milliseconds since 1970
 * @param usual - where neither says any
 */
export function resolveDays(
  workspace: WorkspaceRow,
  config: Pick<WidgetConfig, 'date_range'>,
  {
    input,
    now,
    usual,
  }: { input: WidgetDataInput; now: number; usual?: DateRangeChoice },
): ResolvedDays {
  const zone = input.tz ?? workspace.timezone;
  const day = {
    today: dateInZone(now, zone),
    weekStart: workspace.week_start,
  };
  const choice = input.date_range ?? config.date_range ?? usual;
  return { day, zone, range: choice ? daysOfChoice(choice, day) : undefined };
}
