import { setTimeout as sleep } from 'node:timers/promises';
import { PortalClient } from '../../scripts/lib/PortalClient.mjs';
import {
  framesDuring,
  GESTURE_MS,
  openShown,
  openWatched,
  scroll,
  STEP_MS,
} from './browserSteps.mjs';

const CARDS = 1_000;
const ENTITY = 'component/default/search-index';
const LIST = '/catalog/default/component/search-index/work';
const BOARD = `${LIST}?view=board`;
const API = '/api/callboard/workspaces/default';

/** Before the caches of server and browser hold everything. */
const WARM_UPS = 3;
const RUNS = 7;

/** Long enough for a thousand rows to go by. */
const LIST_MS = 11_000;

const CARD = '[data-card]';
const ROW = '[role=grid] [role=row][aria-selected]';

/**
 * Measures the board (four columns) and the list of a project with 1,000 items.
 *
 * @param options.url - of a portal with the demo data
 * @param options.folder - for the profiles of browsers
 * @returns in milliseconds: `loads`, from the navigation to the first cards;
 *   `scrolling`, `dragging` and `scrollingList`, how long each frame took
 *   meanwhile; `rows`, how many rows of the list went by; `others`, from a drop
 *   until the card is in its new column in another browser
 */
export async function timeProject({ url, folder }) {
  const columns = await fillBoard(new PortalClient(url));
  const browser = person =>
    openWatched({ url, folder, person, selector: `${CARD}, ${ROW}` });
  const own = await browser('alex.admin');
  const other = await browser('mona.manager');
  try {
    const loads = [];
    for (let n = 0; n < WARM_UPS + RUNS; n += 1) {
      const page = await openShown(own, BOARD);
      loads.push(await page.evaluate(() => window.firstShown));
      await page.close();
    }
    const page = await openShown(own, BOARD);
    const scrolling = await framesDuring(page, () =>
      scrollColumn(page, columns[0]),
    );
    await loadAgain(page);
    const dragging = await framesDuring(page, () => drag(page, columns));
    // At its edge the board has moved with the card.
    await loadAgain(page);
    const list = await scrollList(own);
    const onlooker = await openShown(other, BOARD);
    const others = [];
    for (let n = 0; n < WARM_UPS + RUNS; n += 1) {
      others.push(await timeDrop(page, onlooker, columns));
    }
    return {
      loads: loads.slice(WARM_UPS),
      scrolling,
      dragging,
      ...list,
      others: others.slice(WARM_UPS),
    };
  } finally {
    await Promise.all([own.close(), other.close()]);
  }
}

async function loadAgain(page) {
  await page.reload();
  await page.locator(CARD).first().waitFor();
}

/** Makes the cards, and answers the names of the columns they are in. */
async function fillBoard(client) {
  const token = await client.tokenOf('alex.admin');
  const ask = (method, path, body) =>
    client.request(token, method, `${API}${path}`, body);
  const { id } = await ask('PUT', `/projects/by-entity/${ENTITY}`, {});
  const { items: states } = await ask('GET', `/projects/${id}/states`);
  const open = states.filter(({ group }) =>
    ['backlog', 'unstarted', 'started'].includes(group),
  );
  const columns = open.slice(0, 4);
  for (let n = 0; n < CARDS; n += 1) {
    await ask('POST', `/projects/${id}/work-items`, {
      title: `Card ${n}: keep the index in step with the catalogue`,
      state_id: columns[n % columns.length].id,
    });
  }
  return columns.map(({ name }) => name);
}

const columnOf = (page, name) =>
  page.getByRole('region', { name: new RegExp(`^${name}\\b`) });

async function scrollColumn(page, name) {
  await columnOf(page, name).hover();
  await scroll(page, GESTURE_MS);
}

/** Scrolls through the list, once all of it is loaded. */
async function scrollList(context) {
  const page = await openShown(context, LIST);
  const more = page.getByRole('button', { name: 'Load more' });
  await more.waitFor();
  while (await more.isVisible()) {
    // It takes no clicks while a page is on its way, and goes with the last one.
    await more.evaluateAll(buttons => buttons.forEach(each => each.click()));
    await sleep(100);
  }
  const list = page.getByRole('grid');
  await list.evaluate(element => element.scrollIntoView());
  const { x, width } = await list.boundingBox();
  await page.mouse.move(x + width / 2, 400);
  const scrollingList = await framesDuring(page, () => scroll(page, LIST_MS));
  const rows = await page
    .locator(ROW)
    .last()
    .evaluate(row => Number(row.getAttribute('aria-rowindex')));
  return { scrollingList, rows };
}

/** Takes a card through all columns and back, and drops it where it was. */
async function drag(page, names) {
  const card = columnOf(page, names[0]).locator(CARD).first();
  const from = await middleOf(card);
  const to = await middleOf(columnOf(page, names.at(-1)));
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (let past = 0; past < GESTURE_MS; past += STEP_MS) {
    const part = 1 - Math.abs(1 - (2 * past) / GESTURE_MS);
    await page.mouse.move(from.x + (to.x - from.x) * part, from.y + 40 * part);
    await sleep(STEP_MS);
  }
  await page.keyboard.press('Escape');
  // On the card it would be a click.
  await page.mouse.move(1, 1);
  await page.mouse.up();
}

/** Drops the first card of a column into the next, and looks for it elsewhere. */
async function timeDrop(page, onlooker, [from, to]) {
  const card = columnOf(page, from).locator(CARD).first();
  const id = await card.getAttribute('data-card');
  const target = await middleOf(columnOf(page, to));
  const moved = columnOf(onlooker, to).locator(`[data-card="${id}"]`);
  // `hover` may scroll the board meanwhile, and with it the target.
  const { x, y } = await middleOf(card);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(target.x, target.y - 100, { steps: 10 });
  const seen = moved.waitFor();
  const began = performance.now();
  await page.mouse.up();
  await seen;
  return performance.now() - began;
}

async function middleOf(locator) {
  const { x, y, width, height } = await locator.boundingBox();
  return { x: x + width / 2, y: y + height / 2 };
}
