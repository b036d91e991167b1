import {
  DEFAULT_WORKSPACE,
  IngestedWorkItem,
  MAX_INGESTED_ITEMS,
} from '@callboard/plugin-callboard-common';
import { Calendar } from '../year/Calendar';
import { DatedChange } from '../year/changes';
import { IssueState } from './issuesOfProject';

/** When GitHub was connected, as a fraction of the year. */
const CONNECTED = 0.12;

/** When issues are fetched on any day. */
const HOUR = 21;

/** The newest state of each issue. */
function newest(states: IngestedWorkItem[]): IngestedWorkItem[] {
  return [...new Map(states.map(state => [state.external_id, state])).values()];
}

/**
 * The nights on which the states of issues arrive from GitHub: those from
 * before it was connected on the first, others at the end of their day.
 *
 * @param issues - in order of time
 */
export function syncsOfYear(
  issues: IssueState[],
  calendar: Calendar,
): DatedChange[] {
  const connected = Math.floor(CONNECTED * calendar.days);
  const nights = new Map<number, IngestedWorkItem[]>();
  for (const { day, state } of issues) {
    const night = Math.max(day, connected);
    const known = nights.get(night) ?? [];
    nights.set(night, known);
    known.push(state);
  }
  return [...nights].map(([night, states]) => {
    const at = calendar.dayAt(night).plus({ hours: HOUR }).toJSDate();
    const items = newest(states);
    return {
      at,
      async apply(services) {
        for (let n = 0; n < items.length; n += MAX_INGESTED_ITEMS) {
          await services.ingestWorkItems(at, DEFAULT_WORKSPACE, {
            source: 'github',
            items: items.slice(n, n + MAX_INGESTED_ITEMS),
          });
        }
      },
    };
  });
}
