import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PortalClient } from '../../scripts/lib/PortalClient.mjs';
import { openBrowser } from './openBrowser.mjs';

const CARDS = 1_000;
const ENTITY = 'component/default/search-index';
const PATH = `/catalog/default/component/search-index/work?view=board`;
const API = '/api/callboard/workspaces/default';

/** Before the caches of server and browser hold everything. */
const WARM_UPS = 3;
const RUNS = 7;

/** For how long a hand scrolls or drags, and how often it moves; milliseconds. */
const GESTURE_MS = 2_000;
const STEP_MS = 16;

const CARD = '[data-card]';

/**
 * A board of 1,000 cards in four columns, as somebody finds and uses it.
 *
 * @param options.url - of a portal with the demo data
 * @param options.folder - for the profiles of browsers
 * @returns in milliseconds: `loads`, from the navigation to the first cards;
 *   `scrolling` and `dragging`, how long each frame took meanwhile; `others`,
 *   from a drop until the card is in its new column in another browser
 */
export async function timeBoard({ url, folder }) {
  const columns = await fillBoard(new PortalClient(url));
  const browser = async person => {
    const profile = mkdtempSync(join(folder, 'profile-'));
    const context = await openBrowser({ url, profile, person });
    await context.addInitScript(noteFrames, CARD);
    return context;
  };
  const own = await browser('alex.admin');
  const other = await browser('mona.manager');
  try {
    const loads = [];
    for (let n = 0; n < WARM_UPS + RUNS; n += 1) {
      const page = await openBoard(own);
      loads.push(await page.evaluate(() => window.firstShown));
      await page.close();
    }
    const page = await openBoard(own);
    const scrolling = await framesDuring(page, () => scroll(page, columns[0]));
    await page.reload();
    await page.locator(CARD).first().waitFor();
    const dragging = await framesDuring(page, () => drag(page, columns));
    const onlooker = await openBoard(other);
    const others = [];
    for (let n = 0; n < WARM_UPS + RUNS; n += 1) {
      others.push(await timeDrop(page, onlooker, columns));
    }
    return {
      loads: loads.slice(WARM_UPS),
      scrolling,
      dragging,
      others: others.slice(WARM_UPS),
    };
  } finally {
    await Promise.all([own.close(), other.close()]);
  }
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

async function openBoard(context) {
  const page = await context.newPage();
  await page.goto(PATH, { waitUntil: 'commit' });
  await page.waitForFunction(() => window.firstShown);
  return page;
}

const columnOf = (page, name) =>
  page.getByRole('region', { name: new RegExp(`^${name}\\b`) });

/** Does something for a while, and answers how long each frame took meanwhile. */
async function framesDuring(page, act) {
  await sleep(1_000);
  await page.evaluate(() => window.frames.splice(0));
  await act();
  return page.evaluate(() => window.frames);
}

async function scroll(page, name) {
  await columnOf(page, name).hover();
  for (let past = 0; past < GESTURE_MS; past += STEP_MS) {
    await page.mouse.wheel(0, 60);
    await sleep(STEP_MS);
  }
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
  await card.hover();
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

/** Runs in the page: notes when a selector first finds something, and frames. */
function noteFrames(selector) {
  window.frames = [];
  let last;
  const look = now => {
    if (!window.firstShown && document.querySelector(selector)) {
      window.firstShown = performance.now();
    }
    if (last !== undefined) window.frames.push(now - last);
    last = now;
    window.requestAnimationFrame(look);
  };
  window.requestAnimationFrame(look);
}
