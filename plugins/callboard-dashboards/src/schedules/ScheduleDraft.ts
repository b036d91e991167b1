import type {
  DashboardSchedule,
  ScheduleFormat,
  ScheduleFrequency,
} from '@callboard/plugin-callboard-common';

/** A schedule in the form. */
export interface ScheduleDraft {
  recipient_refs: string[];
  frequency: ScheduleFrequency;
  /** Retained while the user tries another frequency. */
  weekday: number;
  day_of_month: number;
  hour: number;
  timezone: string;
  format: ScheduleFormat;
}

const EARLY = 8;

/** The initial draft of a form: an existing schedule, or the default one. */
export function toScheduleDraft(
  schedule: DashboardSchedule | undefined,
  defaults: { user_ref: string; timezone: string },
): ScheduleDraft {
  return {
    recipient_refs: schedule?.recipient_refs ?? [defaults.user_ref],
    frequency: schedule?.frequency ?? 'weekly',
    weekday: schedule?.weekday ?? 1,
    day_of_month: schedule?.day_of_month ?? 1,
    hour: schedule?.hour ?? EARLY,
    timezone: schedule?.timezone ?? defaults.timezone,
    format: schedule?.format ?? 'pdf',
  };
}

/** Converts a draft to the input of the API. */
export function toScheduleInput(draft: ScheduleDraft) {
  const { frequency, weekday, day_of_month } = draft;
  return {
    ...draft,
    weekday: frequency === 'weekly' ? weekday : null,
    day_of_month: frequency === 'monthly' ? day_of_month : null,
  };
}
