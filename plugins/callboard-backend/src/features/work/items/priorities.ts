import { priority, Priority } from '@callboard/plugin-callboard-common';

/** A priority as it is stored: 0 is the most urgent. */
export function getPriorityRank(value: Priority): number {
  return priority.options.indexOf(value);
}

/** A stored priority. */
export function getPriorityByRank(rank: number): Priority {
  return priority.options[rank];
}
