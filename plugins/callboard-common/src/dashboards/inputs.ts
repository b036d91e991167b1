import { z } from 'zod';
import {
  calendarDate,
  createListParameter,
  timeZone,
  uuid,
  whenValid,
} from '../contract/primitives';
import {
  createMultiLineTextSchema,
  createRequiredLineSchema,
  createSingleLineTextSchema,
} from '../contract/text';
import { datePreset, dayRange } from './widgetConfig';
import { findWidgetProblems } from './widgetProblems';

/* The fields and checks that several requests share. */

export const dashboardName = createRequiredLineSchema(255);
export const dashboardDescription = createMultiLineTextSchema(4_000);
export const widgetTitle = createSingleLineTextSchema(255);
export const widgetOrder = z.number().min(-1e12).max(1e12);

/** Reports the incompatible fields of a widget. */
export const widgetCheck = z.superRefine(
  (value: Parameters<typeof findWidgetProblems>[0], context) => {
    for (const problem of findWidgetProblems(value)) {
      context.addIssue({ code: 'custom', ...problem });
    }
  },
  { when: whenValid('widget_type', 'config', 'size') },
);

/** The parameters by which a viewer filters data. */
export const viewerFilters = {
  date_range: datePreset.optional(),
  start: calendarDate.optional(),
  end: calendarDate.optional(),
  tz: timeZone.optional(),
  project_ids: createListParameter(uuid).optional(),
  department_ids: createListParameter(uuid).optional(),
};

function checkRange(
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

/** Reports incompatible range parameters. */
export const rangeCheck = z.superRefine(checkRange, {
  when: whenValid('date_range', 'start', 'end'),
});
