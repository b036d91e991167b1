import type {
  DashboardSchedule,
  ScheduleFormat,
  ScheduleFrequency,
} from '@callboard/plugin-callboard-common';

/** A schedule as it is being filled in. */
export interface ScheduleDraft {
  recipient_refs: string[];
  frequency: ScheduleFrequency;
  /** Kept while another frequency is tried. */
  weekday: number;
  day_of_month: number;
  hour: number;
  timezone: string;
  format: ScheduleFormat;
}

const EARLY = 8;

/** What a form begins with: a schedule as it is, or one that is usual. */
export function toScheduleDraft(
  schedule: DashboardSchedule | undefined,
  usual: { user_ref: string; timezone: string },
): ScheduleDraft {
  return {
    recipient_refs: schedule?.recipient_refs ?? [usual.user_ref],
    frequency: schedule?.frequency ?? 'weekly',
    weekday: schedule?.weekday ?? 1,
    day_of_month: schedule?.day_of_month ?? 1,
    hour: schedule?.hour ?? EARLY,
    timezone: schedule?.timezone ?? usual.timezone,
    format: schedule?.format ?? 'pdf',
  };
}

/** What is sent of a draft. */
export function inputOf(draft: ScheduleDraft) {
  const { frequency, weekday, day_of_month } = draft;
  return {
    ...draft,
    weekday: frequency === 'weekly' ? weekday : null,
    day_of_month: frequency === 'monthly' ? day_of_month : null,
  };
}
