import { Page } from 'playwright-core';
import { PortalSession } from './PortalSession';
import { WORKSPACE } from './work';

/** The dashboards of the workspace that everybody is in. */
export const DASHBOARDS = `${WORKSPACE}/dashboards`;

export interface Dashboard {
  id: string;
  name: string;
}

/** Creates a shared dashboard of Mona with widgets. */
export async function createDashboard(
  session: PortalSession,
  widgets: object[],
) {
  const send = async (method: string, path: string, body: object) => {
    const response = await session.callApi('mona.manager', path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(response.status).toBeLessThan(300);
    return response.json();
  };
  const { id, name }: Dashboard = await send('POST', DASHBOARDS, {
    name: `Board ${Date.now()}`,
    access: 'shared',
  });
  const createdWidgets = [];
  for (const widget of widgets) {
    createdWidgets.push(
      await send('POST', `${DASHBOARDS}/${id}/widgets`, widget),
    );
  }
  return { id, name, widgets: createdWidgets as Array<{ id: string }> };
}

/** Reads the number of a card, with its unit: `214`, `312h 30m`. */
export async function readNumber(page: Page, title: string): Promise<string> {
  const button = page.getByRole('button', {
    name: `: Show records behind ${title}`,
  });
  return (await button.innerText()).trim();
}
