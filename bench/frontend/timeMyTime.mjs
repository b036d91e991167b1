import { PortalClient } from '../../scripts/lib/PortalClient.mjs';
import { DAY_MS } from '../lib/dates.mjs';
import { openShown, openWatched, WARM_UPS } from './browser.mjs';

const ROWS = 60;
const PROJECT = 'component/default/search-index';
const API = '/api/callboard/workspaces/default';

const CELL = '[role=grid] [data-cell]';

/** What is typed into one cell after the other, key by key. */
const KEYS = ['1', 'h', '3', '0', 'Enter', '2', '.', '5', 'Tab', 'ArrowUp'];
const ROUNDS = 6;

/**
 * Measures My time with a week of 60 rows.
 *
 * @param options.url - of a portal with the demo data
 * @param options.folder - for the profile of the browser
 * @returns in milliseconds: `loads`, from the navigation to the first cells; `keys`,
 *   the script that each key ran until its frame was drawn, by the key
 */
export async function timeMyTime({ url, folder, loads }) {
  const week = await fillWeek(new PortalClient(url));
  const path = `/my-time?week=${week}`;
  const context = await openWatched({
    url,
    folder,
    person: 'alex.admin',
    selector: CELL,
  });
  try {
    const found = [];
    for (let n = 0; n < WARM_UPS + loads; n += 1) {
      const page = await openShown(context, path);
      found.push(await page.evaluate(() => window.firstShown));
      await page.close();
    }
    const page = await openShown(context, path);
    await page.waitForLoadState('networkidle');
    return { loads: found.slice(WARM_UPS), keys: await timeKeys(page) };
  } finally {
    await context.close();
  }
}

/** The demo data have weeks of the last year, most of them approved. */
const WEEKS_AGO = 60;

/** Logs on many items on a Monday long ago, and answers its date. */
async function fillWeek(client) {
  const token = await client.tokenOf('alex.admin');
  const ask = (method, path, body) =>
    client.request(token, method, `${API}${path}`, body);
  const now = new Date();
  const daysAgo = ((now.getUTCDay() + 6) % 7) + 7 * WEEKS_AGO;
  const monday = now.getTime() - daysAgo * DAY_MS;
  const date = new Date(monday).toISOString().slice(0, 10);
  const { id } = await ask('PUT', `/projects/by-entity/${PROJECT}`, {});
  const cells = [];
  for (let n = 0; n < ROWS; n += 1) {
    const item = await ask('POST', `/projects/${id}/work-items`, {
      title: `Row ${n}: keep the index in step with the catalogue`,
    });
    cells.push({ work_item_id: item.id, date, minutes: 5 });
  }
  await ask('PUT', '/timesheet', { week: date, cells });
  return date;
}

/** Types into cells in the midst of the grid. */
async function timeKeys(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const scriptMs = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1_000 * metrics.find(({ name }) => name === 'ScriptDuration').value;
  };
  await page
    .locator(`tr:nth-child(${ROWS / 2}) [data-cell]`)
    .nth(1)
    .click();
  await page.keyboard.press('Escape');
  const found = new Map(KEYS.map(key => [key, []]));
  for (let n = 0; n < ROUNDS; n += 1) {
    for (const key of KEYS) {
      const before = await scriptMs();
      await page.keyboard.press(key);
      await page.evaluate(
        () =>
          new Promise(drawn =>
            requestAnimationFrame(() => requestAnimationFrame(drawn)),
          ),
      );
      found.get(key).push((await scriptMs()) - before);
    }
    // What was typed is saved meanwhile.
    await page.waitForTimeout(2_000);
  }
  return found;
}
