import { getMonday } from '../lib/dates.mjs';
import { chunk, map, range } from '../lib/backend.mjs';
import * as portals from './portal.mjs';

const { getCenter, openBrowser, openLoadedPage, repeat, signIn, timeLoads } =
  portals;

/** Reports times that users wait. The median and the slowest have the same bound. */
export function reportWait(figure, what, times, limit) {
  figure.median([what, 'the median'], times, limit);
  figure.median([what, 'the slowest'], [Math.max(...times)], limit);
}

/** Times the rows of the Activity Tracker, and the options of a filter after a click. */
export async function timeTracker(figure, portal, sizes) {
  const path = '/callboard/activity-tracker';
  const context = await openBrowser(portal, 'alex.admin', {
    first: '[role=treegrid] [role=row][aria-selected]',
    options: '[role=listbox] [role=option]',
  });
  const page = await openLoadedPage(context, path);
  const filter = page.getByRole('combobox', { name: 'Action' });
  // Checks that the buttons take clicks: nothing covers them, and they do not move.
  await filter.click({ trial: true });
  await page.getByRole('button', { name: 'Apply' }).click({ trial: true });
  // The filter is located before the measurement, so that locating it does not count.
  const { x, y } = await getCenter(filter);
  await page.close();
  const loads = await timeLoads(context, path, sizes, async opened => {
    await opened.mouse.click(x, y);
    await opened.waitForFunction(() => window.firstShown.options);
  });
  await context.close();
  const [rows, options] = ['first', 'options'].map(key => map(loads, key));
  reportWait(figure, 'Activity Tracker: first rows', rows, 1_500);
  reportWait(figure, 'Activity Tracker: a filter opened', options, 1_500);
}

async function addItems(send, count, createBody) {
  const entity = 'component/default/search-index';
  const { id } = await send('PUT', `/projects/by-entity/${entity}`, {});
  const path = `/projects/${id}`;
  const { items: states } = await send('GET', `${path}/states`);
  const ids = [];
  for (const batch of chunk(range(count), 20)) {
    const adding = batch.map(n => {
      const title = `Item ${n}: keep the index in step with the catalogue`;
      const body = { title, ...createBody?.(n, states) };
      return send('POST', `${path}/work-items`, body);
    });
    ids.push(...(await Promise.all(adding)).map(item => item.id));
  }
  return { ids, states };
}

const CARD = '[data-card]';
const groups = ['backlog', 'unstarted', 'started'];
const selectColumns = states =>
  states.filter(({ group }) => groups.includes(group)).slice(0, 4);

/** Times a board with 1,000 items in four columns, and a card dropped into another column. */
export async function timeProject(figure, portal, sizes) {
  const send = await signIn(portal.url, 'alex.admin');
  const { states } = await addItems(send, 1_000, (n, all) => {
    const columns = selectColumns(all);
    return { state_id: columns[n % columns.length].id };
  });
  const path = '/catalog/default/component/search-index/work?view=board';
  const browser = await openBrowser(portal, 'alex.admin', { first: CARD });
  const manager = await openBrowser(portal, 'mona.manager', { first: CARD });
  const shown = await timeLoads(browser, path, sizes);
  const page = await openLoadedPage(browser, path);
  const managerPage = await openLoadedPage(manager, path);
  // A board that is still loading accepts no drops.
  await page.waitForLoadState('networkidle');
  await managerPage.waitForLoadState('networkidle');
  const names = selectColumns(states).map(({ name }) => name);
  const seen = await repeat(sizes, () => drop(page, managerPage, names));
  await Promise.all([browser.close(), manager.close()]);
  const cards = map(shown, 'first');
  reportWait(figure, 'a board of 1,000 items: first cards', cards, 1_500);
  reportWait(figure, 'a dropped card is seen in another browser', seen, 1_000);
}

const getBoardColumn = (page, name) =>
  page.getByRole('region', { name: new RegExp(`^${name}\\b`) });

/** Drops the first card of a column into the next, and waits for it in another page. */
async function drop(page, managerPage, [from, to]) {
  const card = getBoardColumn(page, from).locator(CARD).first();
  const id = await card.getAttribute('data-card');
  const moved = getBoardColumn(managerPage, to).locator(`[data-card="${id}"]`);
  // Playwright's `hover` could scroll the board, so the mouse is moved directly.
  const { x, y } = await getCenter(card);
  await page.mouse.move(x, y);
  await page.mouse.down();
  // The board may scroll during the first move, so the second move corrects the position.
  for (const steps of [10, 2]) {
    const target = await getCenter(getBoardColumn(page, to));
    await page.mouse.move(target.x, target.y - 100, { steps });
  }
  const seen = moved.waitFor();
  const began = performance.now();
  await page.mouse.up();
  await seen;
  return performance.now() - began;
}

const ROWS = 60;
const CELL = '[role=grid] [data-cell]';
/** This week is older than the demo data: most weeks of the demo data are approved and locked. */
const WEEKS_AGO = 60;
const KEYS = ['1', 'h', '3', '0', 'Enter', '2', '.', '5', 'Tab', 'ArrowUp'];

/** Times My time with a week of 60 rows, and the scripts that run between a key and a frame. */
export async function timeMyTime(figure, portal, sizes) {
  const send = await signIn(portal.url, 'alex.admin');
  const { ids } = await addItems(send, ROWS);
  const date = getMonday(Date.now(), -WEEKS_AGO);
  const cells = ids.map(work_item_id => ({ work_item_id, date, minutes: 5 }));
  await send('PUT', '/timesheet', { week: date, cells });
  const path = `/my-time?week=${date}`;
  const context = await openBrowser(portal, 'alex.admin', { first: CELL });
  const shown = await timeLoads(context, path, sizes);
  const page = await openLoadedPage(context, path);
  await page.waitForLoadState('networkidle');
  const keys = await timeKeys(page, sizes.fewRounds);
  await context.close();
  const first = map(shown, 'first');
  reportWait(figure, 'My time, 60 rows: first cells', first, 1_500);
  for (const [key, times] of keys) {
    figure.median(['My time: script of a key', key], times, 16);
  }
}

/** Runs in the page: waits until the next frame is drawn. */
const waitForNextFrame = () =>
  new Promise(drawn =>
    requestAnimationFrame(() => requestAnimationFrame(drawn)),
  );

async function timeKeys(page, rounds) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const readScriptMs = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1_000 * metrics.find(({ name }) => name === 'ScriptDuration').value;
  };
  const row = page.locator(`tr:nth-child(${ROWS / 2}) [data-cell]`);
  await row.nth(1).click();
  await page.keyboard.press('Escape');
  const timesByKey = new Map(KEYS.map(key => [key, []]));
  for (let n = 0; n < rounds; n += 1) {
    for (const key of KEYS) {
      const before = await readScriptMs();
      await page.keyboard.press(key);
      await page.evaluate(waitForNextFrame);
      timesByKey.get(key).push((await readScriptMs()) - before);
    }
    // The typed text must be saved before the next round.
    await page.waitForTimeout(2_000);
  }
  return timesByKey;
}
