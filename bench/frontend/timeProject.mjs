import { PortalClient } from '../../scripts/lib/PortalClient.mjs';
import { openShown, openWatched, WARM_UPS } from './browser.mjs';

const CARDS = 1_000;
const ENTITY = 'component/default/search-index';
const BOARD = '/catalog/default/component/search-index/work?view=board';
const API = '/api/callboard/workspaces/default';

const CARD = '[data-card]';

/**
 * Measures the board (four columns) of a project with 1,000 items.
 *
 * @param options.url - of a portal with the demo data
 * @param options.folder - for the profiles of browsers
 * @param options.loads - how often it is opened, and a card is moved
 * @returns in milliseconds: `loads`, from the navigation to the first cards; `others`,
 *   from a drop until the card is in its new column in another browser
 */
export async function timeProject({ url, folder, loads }) {
  const columns = await fillBoard(new PortalClient(url));
  const browser = person =>
    openWatched({ url, folder, person, selector: CARD });
  const own = await browser('alex.admin');
  const other = await browser('mona.manager');
  try {
    const shown = [];
    for (let n = 0; n < WARM_UPS + loads; n += 1) {
      const page = await openShown(own, BOARD);
      shown.push(await page.evaluate(() => window.firstShown));
      await page.close();
    }
    const page = await openShown(own, BOARD);
    const second = await openShown(other, BOARD);
    // A board that is still loading takes no drops.
    await page.waitForLoadState('networkidle');
    await second.waitForLoadState('networkidle');
    const others = [];
    for (let n = 0; n < WARM_UPS + loads; n += 1) {
      others.push(await timeDrop(page, second, columns));
    }
    return { loads: shown.slice(WARM_UPS), others: others.slice(WARM_UPS) };
  } finally {
    await Promise.all([own.close(), other.close()]);
  }
}

/** Creates the cards, and returns the names of their columns. */
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

/** Drops the first card of a column into the next, and looks for it elsewhere. */
async function timeDrop(page, second, [from, to]) {
  const card = columnOf(page, from).locator(CARD).first();
  const id = await card.getAttribute('data-card');
  const target = await middleOf(columnOf(page, to));
  const moved = columnOf(second, to).locator(`[data-card="${id}"]`);
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
