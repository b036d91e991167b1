import { click } from '@callboard/plugin-callboard-react/testUtils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeDashboards } from '../../__testUtils__/FakeDashboards';
import { renderDashboards } from '../../__testUtils__/renderDashboards';

/** Creates a dashboard with two widgets side by side. */
export function newBoard() {
  const server = new FakeDashboards();
  const dashboard = server.addDashboard('Team health');
  const toValues = (x: number) => ({ size: { x, y: 0, width: 6, height: 6 } });
  const left = server.addWidget(dashboard, 'Left', toValues(0));
  const right = server.addWidget(dashboard, 'Right', toValues(6));
  return {
    server,
    dashboard,
    left,
    right,
    /**
     * Opens the dashboard for editing.
     *
     * @param options.query - the query string of its URL
     * @param options.width - the width available to widgets, in pixels
     * @param options.config - the configuration of the portal
     */
    open: ({ query = 'mode=edit', width = 1200, config = {} } = {}) => {
      // jsdom has no layout.
      jest
        .spyOn(HTMLElement.prototype, 'clientWidth', 'get')
        .mockReturnValue(width);
      return renderDashboards(
        `/dashboards/${dashboard.id}?${query}`,
        server,
        undefined,
        { config },
      );
    },
  };
}

/** Waits for the handle that moves a widget. */
export const findHandle = (title: string): Promise<HTMLElement> =>
  screen.findByRole('button', { name: `Move or resize ${title}` });

/** Presses keys on the handle of a widget. */
export async function press(title: string, keys: string): Promise<void> {
  (await findHandle(title)).focus();
  await userEvent.keyboard(keys);
}

/** Chooses an action from the menu of a widget. */
export async function chooseAction(
  title: string,
  action: string,
): Promise<void> {
  // The edit mode starts once the policy decisions are loaded.
  await screen.findByRole('toolbar', { name: 'Editing' });
  await click('button', `Actions for ${title}`);
  await click('menuitem', action);
}
