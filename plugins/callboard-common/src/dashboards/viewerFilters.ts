import { z } from 'zod';
import { createListParameter } from '../contract/createListParameter';
import { calendarDate, timeZone, uuid } from '../contract/primitives';
import { datePreset, dayRange } from './widgetConfig';

/** The parameters by which a viewer filters numbers. */
export const viewerFilters = {
  date_range: datePreset.optional(),
  start: calendarDate.optional(),
  end: calendarDate.optional(),
  tz: timeZone.optional(),
  project_ids: createListParameter(uuid).optional(),
  department_ids: createListParameter(uuid).optional(),
};

/** Reports incompatible range parameters. */
export function checkRange(
  query: { date_range?: string; start?: string; end?: string },
  context: z.core.$RefinementCtx,
): void {
  const { date_range, start, end } = query;
  const addIssue = (path: string, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message });
  if ((start === undefined) !== (end === undefined)) {
    addIssue(
      start === undefined ? 'start' : 'end',
      'start and end must be given together',
    );
  }
  if (date_range && start) {
    addIssue('date_range', 'cannot be combined with start and end');
  }
  if (start && end && !dayRange.safeParse({ start, end }).success) {
    addIssue('end', 'must not be before start');
  }
}
