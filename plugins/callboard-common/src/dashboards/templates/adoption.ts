import { DashboardTemplate } from './DashboardTemplate';
import { layOutRows } from './layOutRows';
import { ofActivity } from './createWidgetFactory';

const number = { chart_type: 'number', x_axis: 'DAY' } as const;

/** Is the portal used, and for what? All widgets use the range of the dashboard. */
export const adoption: DashboardTemplate = {
  name: 'adoption',
  dashboard: {
    callboard_dashboard: 1,
    name: 'Portal adoption',
    description:
      'Portal usage in the last 30 days: people, actions and entity types.',
    config: { date_range: 'last_30_days' },
    references: [],
    widgets: layOutRows([
      {
        height: 2,
        widgets: [
          ofActivity(3, 'People', { ...number, metric: 'people' }),
          ofActivity(3, 'Actions', number),
          ofActivity(3, 'Pages viewed', {
            ...number,
            filters: { actions: ['page_view'] },
          }),
          ofActivity(3, 'Entities created', {
            ...number,
            filters: { actions: ['create'] },
          }),
        ],
      },
      {
        height: 6,
        widgets: [
          ofActivity(6, 'People per day', {
            chart_type: 'line',
            x_axis: 'DAY',
            metric: 'people',
          }),
          ofActivity(6, 'Activity per day', {
            chart_type: 'area',
            x_axis: 'DAY',
          }),
        ],
      },
      {
        height: 7,
        widgets: [
          ofActivity(6, 'By action', {
            chart_type: 'bar',
            x_axis: 'ACTION',
            limit: 15,
          }),
          ofActivity(6, 'By entity type', {
            chart_type: 'bar',
            x_axis: 'ENTITY_TYPE',
            limit: 15,
          }),
        ],
      },
      {
        height: 7,
        widgets: [
          ofActivity(6, 'Most active people', {
            chart_type: 'bar',
            x_axis: 'USER',
            limit: 20,
          }),
          ofActivity(6, 'People by entity type', {
            chart_type: 'bar',
            x_axis: 'ENTITY_TYPE',
            metric: 'people',
            limit: 15,
          }),
        ],
      },
    ]),
  },
};
