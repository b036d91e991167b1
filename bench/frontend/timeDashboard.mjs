import { setTimeout as sleep } from 'node:timers/promises';
import { PortalClient } from '../../scripts/lib/PortalClient.mjs';
import { makeBoard } from '../lib/board.mjs';
import { openBrowser, WARM_UPS } from './browser.mjs';

const PERSON = 'mona.manager';
const WIDGETS = 12;

/** How long a gesture lasts, and the time between two of its movements; milliseconds. */
const GESTURE_MS = 2_000;
const STEP_MS = 16;

/** A widget that follows the hand moves by more than these pixels. */
const LEAST_MOVED = 200;

/**
 * Measures a dashboard of twelve widgets about the demo's last quarter.
 *
 * @param options.url - of a portal with the demo data
 * @param options.folder - for the browser's profile
 * @param options.loads - how often it is opened
 * @returns in milliseconds: `first` and `all`, from the click on its name in the list
 *   of a page that was just loaded until a widget, and all, show what they count;
 *   `dragging`, how long each frame took while a widget was moved
 */
export async function timeDashboard({ url, folder, loads }) {
  const client = new PortalClient(url);
  const token = await client.tokenOf(PERSON);
  const api = '/api/callboard/workspaces/default';
  const { name } = await makeBoard(
    (method, path, body) => client.request(token, method, api + path, body),
    'last_3_months',
  );
  const context = await openBrowser({ url, folder, person: PERSON });
  await context.addInitScript(noteWidgets, WIDGETS);
  try {
    const page = await context.newPage();
    const found = [];
    for (let n = 0; n < WARM_UPS + loads; n += 1) {
      await page.goto('/dashboards?workspace=default');
      await page.getByRole('link', { name }).click();
      await page.waitForFunction(() => window.whenShown.all);
      found.push(await page.evaluate(() => window.whenShown));
    }
    // Where nothing was waited for, nothing tells the wait from its end.
    if (!found.every(({ waited }) => waited > 0)) {
      throw new Error('No widget was seen to wait for its numbers.');
    }
    const dragging = await framesOfDrag(page);
    const measured = found.slice(WARM_UPS);
    return {
      first: measured.map(({ first }) => first),
      all: measured.map(({ all }) => all),
      dragging,
    };
  } finally {
    await context.close();
  }
}

/** Moves a widget across the dashboard and back; it must follow. */
async function framesOfDrag(page) {
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const handle = page.getByRole('button', {
    name: 'Move or resize By priority',
  });
  await handle.scrollIntoViewIfNeeded();
  const { x, y } = await handle.boundingBox();
  await page.mouse.move(x + 8, y + 8);
  await page.mouse.down();
  let farthest = 0;
  await sleep(1_000);
  await page.evaluate(() => window.frames.splice(0));
  for (let past = 0; past < GESTURE_MS; past += STEP_MS) {
    const part = 1 - Math.abs(1 - (2 * past) / GESTURE_MS);
    await page.mouse.move(x + 8 + 500 * part, y + 8 + 60 * part);
    await sleep(STEP_MS);
    if (part > 0.95) {
      const there = await handle.boundingBox();
      farthest = Math.max(farthest, there.x - x);
    }
  }
  const frames = await page.evaluate(() => window.frames);
  await page.mouse.up();
  if (farthest <= LEAST_MOVED) {
    throw new Error(`The widget moved by ${Math.round(farthest)} px only.`);
  }
  return frames;
}

/** Runs in the page: notes its frames, and when widgets show what they count. */
function noteWidgets(widgets) {
  window.frames = [];
  window.whenShown = { waited: 0 };
  let began;
  window.addEventListener(
    'click',
    () => {
      began = performance.now();
    },
    true,
  );
  // The portal puts its own letters before the names of classes.
  const waits = card => card.querySelector('[class*="MuiSkeleton-root"]');
  const draws = card =>
    card.querySelector('[role=img] svg :is(path, rect, text)') ||
    /\d/.test(card.lastElementChild.textContent);
  let last;
  const look = now => {
    const cards = [...document.querySelectorAll('section:has(h3)')];
    const shown = cards.filter(card => !waits(card) && draws(card)).length;
    const found = window.whenShown;
    if (began !== undefined) {
      found.waited = Math.max(found.waited, cards.filter(waits).length);
      if (shown > 0) found.first ??= performance.now() - began;
      if (shown === widgets) found.all ??= performance.now() - began;
    }
    if (last !== undefined) window.frames.push(now - last);
    last = now;
    window.requestAnimationFrame(look);
  };
  window.requestAnimationFrame(look);
}
