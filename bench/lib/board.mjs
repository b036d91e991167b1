const work = (title, config) => ({
  ...{ widget_type: 'work_items_chart', title },
  config,
});
const time = (title, config) => ({
  ...{ widget_type: 'time_chart', title },
  config: { metric: 'logged_minutes', ...config },
});

const ofLog = {
  widget_type: 'activity_chart',
  title: 'Activity',
  config: { chart_type: 'bar', x_axis: 'ACTION' },
};
const ofProjects = work('By project', { chart_type: 'bar', x_axis: 'PROJECT' });

/** The widgets of a team's dashboard. */
const widgets = [
  work('Overdue', { chart_type: 'number', metric: 'overdue' }),
  work('Created', { chart_type: 'number', metric: 'count' }),
  time('Logged', { chart_type: 'number' }),
  work('By priority', { chart_type: 'donut', x_axis: 'PRIORITY' }),
  work('By group', {
    ...{ chart_type: 'stacked_bar', x_axis: 'STATE_GROUPS' },
    group_by: 'PRIORITY',
  }),
  work('By label', { chart_type: 'bar', x_axis: 'LABELS' }),
  work('By person', { chart_type: 'bar', x_axis: 'ASSIGNEES' }),
  work('Made each week', {
    ...{ chart_type: 'line', x_axis: 'CREATED_AT', interval: 'week' },
  }),
  time('People', { chart_type: 'bar', x_axis: 'MEMBER' }),
  time('Each day', {
    ...{ chart_type: 'area', x_axis: 'LOGGED_AT', group_by: 'BILLABLE' },
  }),
  ofLog,
  work('Created and completed', { chart_type: 'created_vs_completed' }),
];

/**
 * Creates a shared dashboard of twelve widgets about some days.
 *
 * @param options.hasLog - whether one widget is of the log, of which every member has
 *   access to another part
 */
export async function makeBoard(request, date_range, { hasLog = true } = {}) {
  const { id, name } = await request('POST', '/dashboards', {
    name: `Quarter ${Date.now()}`,
    access: 'shared',
    config: { date_range },
  });
  const ids = [];
  for (const widget of widgets) {
    const input = widget === ofLog && !hasLog ? ofProjects : widget;
    const made = await request('POST', `/dashboards/${id}/widgets`, input);
    ids.push(made.id);
  }
  return { id, name, widgets: ids };
}
