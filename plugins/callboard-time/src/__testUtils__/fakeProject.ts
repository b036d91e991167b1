import {
  type Estimate,
  type Project,
  type Worklog,
  type WorklogSummary,
} from '@callboard/plugin-callboard-common';
import {
  type FakeHandlers,
  pageOfItems,
  Refusal,
} from '@callboard/plugin-callboard-react/testUtils';
import type { FakeTime } from './FakeTime';

const minutesOf = (entries: readonly Worklog[]) =>
  entries.reduce((sum, { duration_minutes }) => sum + duration_minutes, 0);

/** The entries by what one of their fields says, most time first. */
function grouped(
  entries: readonly Worklog[],
  field: 'logged_by' | 'work_item_id' | 'logged_at',
): Array<{ first: Worklog; total_minutes: number }> {
  const groups = new Map<string, Worklog[]>();
  for (const entry of entries) {
    groups.set(entry[field], [...(groups.get(entry[field]) ?? []), entry]);
  }
  return [...groups.values()]
    .map(each => ({ first: each[0], total_minutes: minutesOf(each) }))
    .sort((a, b) => b.total_minutes - a.total_minutes);
}

/** The sums of entries, as the API answers them. */
export function summaryOf(entries: readonly Worklog[]): WorklogSummary {
  return {
    total_duration_minutes: minutesOf(entries),
    by_member: grouped(entries, 'logged_by').map(
      ({ first, total_minutes }) => ({
        member_id: first.logged_by,
        display_name: first.logged_by_name,
        total_minutes,
      }),
    ),
    by_issue: grouped(entries, 'work_item_id').map(
      ({ first, total_minutes }) => ({
        issue_id: first.work_item_id,
        issue_name: first.work_item.title,
        identifier: first.work_item.identifier,
        estimate_time: null,
        total_minutes,
      }),
    ),
    by_day: grouped(entries, 'logged_at').map(({ first, total_minutes }) => ({
      date: first.logged_at,
      total_minutes,
    })),
  };
}

/** Answers what the pages of a project ask for; without one, there is none yet. */
export function answerProject(
  server: FakeTime,
  project: Project | undefined,
  estimates: readonly Estimate[] = [],
): FakeHandlers {
  return {
    listProjects: () => pageOfItems(project ? [project] : []),
    listProjectMembers: () => pageOfItems([]),
    getProjectTimeSummary: ({ query }) => {
      if (project?.role === null || project?.role === 'guest') {
        throw new Refusal(403, 'Only members read time');
      }
      const person = query.get('member_id');
      const billable = query.get('billable');
      return summaryOf(
        server.worklogs.filter(
          entry =>
            (!person || entry.logged_by === person) &&
            (!billable || String(entry.is_billable) === billable),
        ),
      );
    },
    listEstimates: () => ({
      ...pageOfItems(estimates),
      totals: {
        estimate_minutes: 120,
        logged_minutes: 150,
        remaining_minutes: 0,
        over_minutes: 30,
        unestimated_minutes: 45,
      },
    }),
  };
}
