import { Page } from 'playwright-core';
import { PortalSession } from './PortalSession';
import { WORKSPACE } from './work';

/** The dashboards of the workspace that everybody is in. */
export const DASHBOARDS = `${WORKSPACE}/dashboards`;

export interface Dashboard {
  id: string;
  name: string;
}

/** A shared dashboard of Mona's with widgets. */
export async function createDashboard(
  session: PortalSession,
  widgets: object[],
) {
  const send = async (method: string, path: string, body: object) => {
    const response = await session.api('mona.manager', path, {
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
  const made = [];
  for (const widget of widgets) {
    made.push(await send('POST', `${DASHBOARDS}/${id}/widgets`, widget));
  }
  return { id, name, widgets: made as Array<{ id: string }> };
}

/** The number of a card, with its unit: `214`, `312h 30m`. */
export async function numberOn(page: Page, title: string): Promise<string> {
  const button = page.getByRole('button', {
    name: `: Show records behind ${title}`,
  });
  return (await button.innerText()).trim();
}
