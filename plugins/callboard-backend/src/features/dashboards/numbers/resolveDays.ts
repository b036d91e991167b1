import {
  DateRangeChoice,
  DayRange,
  WidgetConfig,
} from '@callboard/plugin-callboard-common';
import { WorkspaceRow } from '../../../access/rows';
import { getDateInZone } from '../../../database/zones';
import { toDayRange, Today } from './toDayRange';
import type { WidgetDataInput } from './toResolvedQuery';

/** The resolved range of a widget, with its zone. */
export interface ResolvedDays {
  day: Today;
  /** An IANA name. */
  zone: string;
  /** Undefined for all times. */
  range: DayRange | undefined;
}

/**
 * Resolves the range of a widget, or the requested one.
 *
 * @param now - milliseconds since 1970
 * @param defaultRange - if neither sets a range
 */
export function resolveDays(
  workspace: WorkspaceRow,
  config: Pick<WidgetConfig, 'date_range'>,
  {
    input,
    now,
    defaultRange,
  }: { input: WidgetDataInput; now: number; defaultRange?: DateRangeChoice },
): ResolvedDays {
  const zone = input.tz ?? workspace.timezone;
  const day = {
    today: getDateInZone(now, zone),
    weekStart: workspace.week_start,
  };
  const choice = input.date_range ?? config.date_range ?? defaultRange;
  return { day, zone, range: choice ? toDayRange(choice, day) : undefined };
}
