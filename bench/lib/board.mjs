const buildWork = (title, chart_type, options) => ({
  widget_type: 'work_items_chart',
  title,
  config: { chart_type, ...options },
});
const buildTime = (title, chart_type, options) => ({
  widget_type: 'time_chart',
  title,
  config: { metric: 'logged_minutes', chart_type, ...options },
});
const byAction = {
  widget_type: 'activity_chart',
  title: 'Activity',
  config: { chart_type: 'bar', x_axis: 'ACTION' },
};
const byStateGroup = { x_axis: 'STATE_GROUPS', group_by: 'PRIORITY' };

const widgets = [
  buildWork('Overdue', 'number', { metric: 'overdue' }),
  buildWork('Created', 'number', { metric: 'count' }),
  buildTime('Logged', 'number'),
  buildWork('By priority', 'donut', { x_axis: 'PRIORITY' }),
  buildWork('By group', 'stacked_bar', byStateGroup),
  buildWork('By label', 'bar', { x_axis: 'LABELS' }),
  buildWork('By person', 'bar', { x_axis: 'ASSIGNEES' }),
  buildWork('Made weekly', 'line', { x_axis: 'CREATED_AT', interval: 'week' }),
  buildTime('People', 'bar', { x_axis: 'MEMBER' }),
  buildTime('Each day', 'area', { x_axis: 'LOGGED_AT', group_by: 'BILLABLE' }),
  buildWork('Created vs completed', 'created_vs_completed'),
];
export const byProject = buildWork('By project', 'bar', { x_axis: 'PROJECT' });

/** Opens the project of a component, and adds a member; @returns the project's id */
export async function openProject(request, component, user_ref) {
  const path = `/projects/by-entity/component/default/${component}`;
  const { id } = await request('PUT', path);
  const member = { user_ref, role: 'member' };
  await request('POST', `/projects/${id}/members`, member);
  return id;
}

/** Creates a shared dashboard of twelve widgets, the last of which shows the log by default. */
export async function createDashboard(request, date_range, last = byAction) {
  const { id, name } = await request('POST', '/dashboards', {
    name: `Quarter ${Date.now()}`,
    access: 'shared',
    config: { date_range },
  });
  const dashboard = { id, name, widgets: [] };
  for (const widget of [...widgets, last]) {
    const created = await request('POST', `/dashboards/${id}/widgets`, widget);
    dashboard.widgets.push(created.id);
  }
  return dashboard;
}
