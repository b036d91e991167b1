import {
  DEFAULT_WORKSPACE,
  IngestedWorkItem,
  IngestedWorkItemComment,
  MAX_INGESTED_ITEMS,
} from '@callboard/plugin-callboard-common';
import { SeedServices } from '@callboard/plugin-callboard-node';
import { Calendar } from '../year/Calendar';
import { DatedChange } from '../year/changes';
import { IssueComment } from './commentsOnIssues';
import { IssueState } from './issuesOfProject';

/** When GitHub was connected, as a fraction of the year. */
const CONNECTED = 0.12;

/** When issues are fetched on any day. */
const HOUR = 21;

/** The newest state of each issue. */
function newest(states: IngestedWorkItem[]): IngestedWorkItem[] {
  return [...new Map(states.map(state => [state.external_id, state])).values()];
}

/** The issues and comments that arrive in one night. */
interface Night {
  items: IngestedWorkItem[];
  comments: IngestedWorkItemComment[];
}

/**
 * The nights on which issues and their comments arrive from GitHub. All from before
 * GitHub was connected arrive on the first night, later ones at the end of their
 * day.
 *
 * @param issues - in order of time
 */
export function syncsOfYear(
  issues: readonly IssueState[],
  comments: readonly IssueComment[],
  calendar: Calendar,
): DatedChange[] {
  const connected = Math.floor(CONNECTED * calendar.days);
  const nights = new Map<number, Night>();
  const nightOf = (day: number): Night => {
    const index = Math.max(day, connected);
    const night = nights.get(index) ?? { items: [], comments: [] };
    nights.set(index, night);
    return night;
  };
  issues.forEach(({ day, state }) => nightOf(day).items.push(state));
  comments.forEach(({ day, comment }) => nightOf(day).comments.push(comment));
  return [...nights].map(([index, night]) => {
    const at = calendar.dayAt(index).plus({ hours: HOUR }).toJSDate();
    return { at, apply: services => receive(services, at, night) };
  });
}

/** Splits a list into parts that fit one call each. */
function inCalls<T>(all: readonly T[]): T[][] {
  const calls = Math.ceil(all.length / MAX_INGESTED_ITEMS);
  return Array.from({ length: calls }, (_, n) =>
    all.slice(n * MAX_INGESTED_ITEMS, (n + 1) * MAX_INGESTED_ITEMS),
  );
}

async function receive(
  services: SeedServices,
  at: Date,
  night: Night,
): Promise<void> {
  const source = 'github';
  for (const items of inCalls(newest(night.items))) {
    await services.ingestWorkItems(at, DEFAULT_WORKSPACE, { source, items });
  }
  for (const comments of inCalls(night.comments)) {
    await services.ingestWorkItemComments(at, DEFAULT_WORKSPACE, {
      source,
      comments,
    });
  }
}
