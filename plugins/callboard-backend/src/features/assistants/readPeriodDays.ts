import { InputError } from '@backstage/errors';
import { endpoints } from '@callboard/plugin-callboard-common';
import { DateTime } from 'luxon';
import { getPreviousRange, toDayRange } from '../dashboards/numbers/dayRanges';
import { addDays } from '../time/rules/workingDays';
import { AssistantUser } from './AssistantUser';
import { periods } from './periods';

/** The requested days, as the assistant specifies them. */
interface PeriodInput {
  workspace: string;
  period?: (typeof periods)[number];
  start?: string;
  end?: string;
}

/**
 * The first and last day of a period, or of the explicit days.
 *
 * @param otherwise - the default period
 */
export async function readPeriodDays(
  person: AssistantUser,
  { workspace: slug, period: named, start, end }: PeriodInput,
  otherwise?: PeriodInput['period'],
): Promise<{ start?: string; end?: string }> {
  if (named && (start || end)) {
    throw new InputError('period: cannot be combined with start and end');
  }
  const period = start || end ? undefined : named ?? otherwise;
  if (!period) {
    return { start, end };
  }
  const { timezone, week_start } = await person.call(endpoints.getWorkspace, {
    params: { slug },
  });
  const today = DateTime.now().setZone(timezone).toISODate()!;
  const getChosenDays = (choice: 'this_week' | 'this_month') =>
    toDayRange(choice, { today, weekStart: week_start });
  if (period === 'last_week') {
    return getPreviousRange(getChosenDays('this_week'))!;
  }
  if (period === 'last_month') {
    const last = addDays(getChosenDays('this_month').start, -1);
    return { start: `${last.slice(0, 7)}-01`, end: last };
  }
  return toDayRange(period, { today, weekStart: week_start });
}
