const work = (title, chart_type, more) => ({
  widget_type: 'work_items_chart',
  title,
  config: { chart_type, ...more },
});
const time = (title, chart_type, more) => ({
  widget_type: 'time_chart',
  title,
  config: { metric: 'logged_minutes', chart_type, ...more },
});
const ofLog = {
  widget_type: 'activity_chart',
  title: 'Activity',
  config: { chart_type: 'bar', x_axis: 'ACTION' },
};
const groups = { x_axis: 'STATE_GROUPS', group_by: 'PRIORITY' };

const widgets = [
  work('Overdue', 'number', { metric: 'overdue' }),
  work('Created', 'number', { metric: 'count' }),
  time('Logged', 'number'),
  work('By priority', 'donut', { x_axis: 'PRIORITY' }),
  work('By group', 'stacked_bar', groups),
  work('By label', 'bar', { x_axis: 'LABELS' }),
  work('By person', 'bar', { x_axis: 'ASSIGNEES' }),
  work('Made weekly', 'line', { x_axis: 'CREATED_AT', interval: 'week' }),
  time('People', 'bar', { x_axis: 'MEMBER' }),
  time('Each day', 'area', { x_axis: 'LOGGED_AT', group_by: 'BILLABLE' }),
  ofLog,
  work('Created vs completed', 'created_vs_completed'),
];

/** Opens a project of a component with a member; @returns its id */
export async function openProject(request, component, user_ref) {
  const path = `/projects/by-entity/component/default/${component}`;
  const { id } = await request('PUT', path);
  const member = { user_ref, role: 'member' };
  await request('POST', `/projects/${id}/members`, member);
  return id;
}

/** Creates a shared dashboard of twelve widgets, optionally with one of the log. */
export async function makeBoard(request, date_range, { hasLog = true } = {}) {
  const { id, name } = await request('POST', '/dashboards', {
    name: `Quarter ${Date.now()}`,
    access: 'shared',
    config: { date_range },
  });
  const board = { id, name, widgets: [] };
  for (const widget of widgets) {
    const other = work('By project', 'bar', { x_axis: 'PROJECT' });
    const input = widget === ofLog && !hasLog ? other : widget;
    const made = await request('POST', `/dashboards/${id}/widgets`, input);
    board.widgets.push(made.id);
  }
  return board;
}
