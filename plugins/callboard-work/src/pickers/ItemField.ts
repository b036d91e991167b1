import {
  type WorkItem,
  parseDuration,
} from '@callboard/plugin-callboard-common';

/** The fields of an item that a menu sets. */
export type ItemField =
  | 'state'
  | 'priority'
  | 'assignees'
  | 'labels'
  | 'estimate'
  | 'cycle'
  | 'module';

export const fieldKeys: Readonly<Record<string, ItemField>> = {
  s: 'state',
  a: 'assignees',
  p: 'priority',
  l: 'labels',
  e: 'estimate',
};

/** The values of the fields that a menu sets; for several items, the values they share. */
export type ItemFieldValues = Pick<
  WorkItem,
  | 'assignees'
  | 'labels'
  | 'estimate_points'
  | 'estimate_time'
  | 'cycle_id'
  | 'module_id'
> & {
  state_id: string | null;
  priority: WorkItem['priority'] | null;
};

/** The maximum length of a title; the API accepts no more. */
export const MAX_TITLE_LENGTH = 512;

/** The maximum estimate in points; the API accepts no more. */
const MAX_POINTS = 1e6;

/** The maximum estimated time in minutes; the API accepts no more. */
const MAX_MINUTES = 1e7;

/** Whether a text is a valid number of points, as in URLs. */
export function isPoints(text: string): boolean {
  return /^\d{1,12}(\.\d{1,6})?$/.test(text) && Number(text) <= MAX_POINTS;
}

/** Whether a text is a valid time in whole minutes, as in URLs. */
export function isMinutes(text: string): boolean {
  return /^\d{1,12}$/.test(text) && Number(text) <= MAX_MINUTES;
}

/** Parses points: null for an empty text, undefined for an invalid one. */
export function parsePoints(text: string): number | null | undefined {
  const typed = text.trim().replace(',', '.');
  if (!typed) {
    return null;
  }
  return isPoints(typed) ? Number(typed) : undefined;
}

/** Parses a time into minutes: null for an empty text, undefined for an invalid one. */
export function parseMinutes(
  text: string,
  minutesPerDay: number,
): number | null | undefined {
  if (!text.trim()) {
    return null;
  }
  const minutes = parseDuration(text, minutesPerDay);
  return minutes !== undefined && minutes <= MAX_MINUTES ? minutes : undefined;
}
