import {
  formatDuration,
  type TimeSettings,
  type TimeSettingsPatch,
} from '@callboard/plugin-callboard-common';
import { parseDurationInput } from '../entries/DurationField';

/** The unsaved values in the form of time settings. Durations and numbers are unparsed text. */
export interface RulesDraft {
  workingDays: readonly number[];
  minutesPerDay: string;
  maxPerDay: string;
  /** The number of days ahead of today for which a person may log time. */
  future: string;
  /** The number of past working days for which a person may log time; empty for no limit. */
  past: string;
  activityTypes: string;
  rounding: TimeSettings['rounding_minutes'];
  timerHours: string;
  period: TimeSettings['period'];
  /** The first day of all balances; empty for the joining date of each person. */
  balanceFrom: string;
  isDescriptionRequired: boolean;
  hasReminders: boolean;
  remindAt: string;
  /** A percentage of the expected time. */
  remindBelow: string;
}

export function toRulesDraft(settings: TimeSettings): RulesDraft {
  const { reminders, max_past_working_days: past } = settings;
  return {
    workingDays: settings.working_days,
    minutesPerDay: formatDuration(settings.minutes_per_day),
    maxPerDay: formatDuration(settings.max_minutes_per_day),
    future: String(settings.max_future_days),
    past: past === null ? '' : String(past),
    activityTypes: settings.activity_types.join('\n'),
    rounding: settings.rounding_minutes,
    timerHours: String(settings.max_timer_hours),
    period: settings.period,
    balanceFrom: settings.balance_from ?? '',
    isDescriptionRequired: settings.require_description,
    hasReminders: reminders.is_enabled,
    remindAt: reminders.at,
    remindBelow: String(reminders.below_percent),
  };
}

/** Parses a non-negative whole number of at most 6 digits; undefined for other text. */
export const parseWholeNumber = (text: string): number | undefined =>
  /^\d{1,6}$/.test(text.trim()) ? Number(text) : undefined;

type ParsedSettings = {
  [Key in keyof TimeSettingsPatch]?: TimeSettingsPatch[Key];
};

/** Invalid durations and numbers become undefined; the server validates all other values. */
function parseDraft(
  draft: RulesDraft,
  { minutes_per_day: minutesPerDay }: TimeSettings,
): ParsedSettings {
  const belowPercent = parseWholeNumber(draft.remindBelow);
  return {
    working_days: [...draft.workingDays].sort((a, b) => a - b),
    minutes_per_day: parseDurationInput(draft.minutesPerDay, minutesPerDay)
      .minutes,
    max_minutes_per_day: parseDurationInput(draft.maxPerDay, minutesPerDay)
      .minutes,
    max_future_days: parseWholeNumber(draft.future),
    max_past_working_days: draft.past.trim()
      ? parseWholeNumber(draft.past)
      : null,
    activity_types: draft.activityTypes
      .split('\n')
      .map(type => type.trim())
      .filter(Boolean),
    rounding_minutes: draft.rounding,
    max_timer_hours: parseWholeNumber(draft.timerHours),
    period: draft.period,
    balance_from: draft.balanceFrom || null,
    require_description: draft.isDescriptionRequired,
    reminders:
      belowPercent === undefined
        ? undefined
        : {
            is_enabled: draft.hasReminders,
            at: draft.remindAt,
            below_percent: belowPercent,
          },
  };
}

/** Returns the settings that a draft changes; undefined while a field is invalid. */
export function toRulesPatch(
  settings: TimeSettings,
  draft: RulesDraft,
): TimeSettingsPatch | undefined {
  const values = Object.entries(parseDraft(draft, settings));
  if (values.some(([, value]) => value === undefined)) {
    return undefined;
  }
  const saved = new Map(Object.entries(settings));
  return Object.fromEntries(
    values.filter(
      ([name, value]) =>
        JSON.stringify(value) !== JSON.stringify(saved.get(name)),
    ),
  );
}
