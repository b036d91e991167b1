import type { Dashboard, Widget } from '@callboard/plugin-callboard-common';
import { FakeDashboards } from '../../__testUtils__/FakeDashboards';
import { renderDashboards } from '../../__testUtils__/renderDashboards';

/** A dashboard with two widgets side by side. */
export interface NewBoard {
  server: FakeDashboards;
  dashboard: Dashboard;
  left: Widget;
  right: Widget;
  /**
   * Opens the dashboard for editing.
   *
   * @param options.query - the query of its address
   * @param options.width - the width available to widgets, in pixels
   */
  open: (options?: {
    query?: string;
    width?: number;
  }) => ReturnType<typeof renderDashboards>;
}

/** Makes a dashboard with two widgets side by side. */
export function newBoard(): NewBoard {
  const server = new FakeDashboards();
  const dashboard = server.add('Team health');
  const at = (x: number) => ({ size: { x, y: 0, width: 6, height: 6 } });
  const left = server.addWidget(dashboard, 'Left', at(0));
  const right = server.addWidget(dashboard, 'Right', at(6));
  return {
    ...{ server, dashboard, left, right },
    open: ({ query = 'mode=edit', width = 1200 } = {}) => {
      // jsdom has no layout.
      jest
        .spyOn(HTMLElement.prototype, 'clientWidth', 'get')
        .mockReturnValue(width);
      return renderDashboards(`/dashboards/${dashboard.id}?${query}`, server);
    },
  };
}
