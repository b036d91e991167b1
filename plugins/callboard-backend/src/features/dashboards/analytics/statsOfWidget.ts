import {
  Analytics,
  NumberBar,
  WidgetBars,
} from '@callboard/plugin-callboard-common';

type Told = Pick<WidgetBars, 'data' | 'schema' | 'total' | 'truncated'>;

const overviewNames = {
  projects: 'Projects',
  members: 'Members',
  work_items: 'Work items',
  completed: 'Completed',
  cycles: 'Cycles',
  modules: 'Modules',
  logged_minutes: 'Logged',
} as const;

/** The overview as a widget shows it: a bar for each number. */
export function overviewOfWidget(
  overview: Extract<Analytics, { tab: 'overview' }>,
): Told {
  const names = Object.entries(overviewNames) as Array<
    [keyof typeof overviewNames, string]
  >;
  return {
    data: names.map(([key, name]): NumberBar => {
      const { count, filter_count } = overview[key];
      return { key, name, count, previous: filter_count };
    }),
    schema: { previous: 'Days before' },
    // Items and minutes have no sum.
    total: null,
  };
}

const projectNames = {
  completed: 'Completed',
  started: 'In progress',
  overdue: 'Overdue',
} as const;

/** The work of each project as a widget shows it. */
export function projectsOfWidget({
  projects,
  truncated,
}: Extract<Analytics, { tab: 'work-items' }>): Told {
  return {
    data: projects.map(
      ({ project_id, name, created, ...others }): NumberBar => ({
        key: project_id,
        name,
        count: created.count,
        completed: others.completed.count,
        started: others.started.count,
        overdue: others.overdue.count,
      }),
    ),
    schema: { ...projectNames },
    total: projects.reduce((sum, { created }) => sum + created.count, 0),
    ...(truncated ? { truncated } : {}),
  };
}
