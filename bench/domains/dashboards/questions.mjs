import { loadBackend, requireOfBackend } from '../../lib/backend.mjs';
import { viewers, workspace_id } from '../../lib/data.mjs';

const { vocabularyOfNumbers } = requireOfBackend(
  '@callboard/plugin-callboard-common',
);

/** The widget types that ask the sources, each with what it counts. */
const widgets = {
  work_items: ['work_items_chart', 'count'],
  time: ['time_chart', 'logged_minutes'],
  people: ['people_chart', 'people'],
  activity: ['activity_chart', 'count'],
};

/** As many bars as there can be, and as many groups of those by value. */
export const LIMIT = 200;
export const { MOST_GROUPS } = loadBackend(
  'features/dashboards/numbers/NumberReadModel',
);

/**
 * A widget that asks for each axis of each source once, without a group and with
 * the axis after it as one: so each is a group once, too.
 */
export function questions() {
  return vocabularyOfNumbers.sources.flatMap(({ name, axes }) => {
    const [widget_type, metric] = widgets[name];
    return axes.flatMap((x_axis, nth) =>
      [null, axes[(nth + 1) % axes.length]].map(group_by => ({
        source: name,
        ...{ x_axis, group_by, metric },
        widget: {
          widget_type,
          config: {
            chart_type: group_by ? 'stacked_bar' : 'bar',
            ...{ x_axis, ...(group_by && { group_by }), metric, limit: LIMIT },
          },
        },
      })),
    );
  });
}

const workspace = {
  id: workspace_id,
  slug: 'default',
  timezone: 'UTC',
  week_start: 1,
  settings: {},
};

const viewerOf = (user_ref, role) => ({
  caller: { user_ref, display_name: user_ref },
  workspace,
  role,
});

/** The viewers that numbers are computed for. */
export const viewersByRole = {
  'an admin': viewerOf('user:default/sue.super', 'admin'),
  'a member': viewerOf(viewers['a member'], 'member'),
  'a busy member': viewerOf(viewers['a busy member'], 'member'),
};
