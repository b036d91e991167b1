import { endpoints } from '@callboard/plugin-callboard-common';
import { pick } from 'lodash';
import { readPeriodDays } from '../inputFields';
import { defineAction } from '../AssistantAction';

export const dashboardReads = [
  defineAction({
    name: 'list-dashboards',
    title: 'List dashboards',
    effect: 'reads',
    description:
      'Lists the dashboards that the user has access to, by name: id, name, description, owner_name, access (private or shared).',
    input: ({ workspace, page, search }) => ({
      workspace,
      text: search.describe('Part of a name'),
      ...page,
    }),
    async run(user, { workspace: slug, text, ...page }) {
      const { items, ...paging } = await user.call(endpoints.listDashboards, {
        params: { slug },
        query: { ...page, search: text },
      });
      return {
        items: items.map(dashboard =>
          pick(dashboard, [
            'id',
            'name',
            'description',
            'owner_name',
            'access',
          ]),
        ),
        ...paging,
      };
    },
  }),
  defineAction({
    name: 'get-dashboard',
    title: 'Get a dashboard',
    effect: 'reads',
    description:
      'Returns one dashboard and its widgets: id, title, widget_type, and config (the query and the chart). For the data of a widget, use get-widget-numbers.',
    input: ({ workspace, id }) => ({
      workspace,
      dashboard_id: id('The id of a dashboard'),
    }),
    async run(user, { workspace: slug, dashboard_id: id }) {
      const { name, description, owner_name, widgets } = await user.call(
        endpoints.getDashboard,
        { params: { slug, id } },
      );
      return {
        id,
        name,
        description,
        owner_name,
        widgets: widgets.map(widget =>
          pick(widget, ['id', 'title', 'widget_type', 'config']),
        ),
      };
    },
  }),
  defineAction({
    name: 'get-widget-numbers',
    title: "Get a widget's numbers",
    effect: 'reads',
    description:
      'Returns the data of a dashboard widget, limited to what the user has access to: value and previous_value for a single number, data with one entry per bar (key, name, count and a number per group), or items for a list. is_partial is true if the user does not have access to some of the data. Text widgets have no data.',
    input: ({ workspace, days, id }) => ({
      workspace,
      dashboard_id: id('The id of a dashboard'),
      widget_id: id('The id of a widget of that dashboard'),
      ...days,
    }),
    async run(user, { dashboard_id, widget_id, ...input }) {
      return user.call(endpoints.getWidgetData, {
        params: { slug: input.workspace, id: dashboard_id, wid: widget_id },
        query: await readPeriodDays(user, input),
      });
    },
  }),
];
