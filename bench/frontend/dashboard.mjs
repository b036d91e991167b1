import { setTimeout as sleep } from 'node:timers/promises';
import { sum } from '../lib/backend.mjs';
import { makeBoard } from '../lib/board.mjs';
import { reportWait } from './pages.mjs';
import { openBrowser, repeat, signIn } from './portal.mjs';

const PERSON = 'mona.manager';
const WIDGETS = 12;
/** The duration of a gesture, and the interval of its movements; milliseconds. */
const GESTURE_MS = 2_000;
const STEP_MS = 16;

/** Times a dashboard of the last quarter, from the click on its name; and the frames of a drag. */
export async function timeDashboard(figure, portal, sizes) {
  const send = await signIn(portal.url, PERSON);
  const { name } = await makeBoard(send, 'last_3_months');
  const context = await openBrowser(portal, PERSON);
  await context.addInitScript(noteWidgets, WIDGETS);
  const page = await context.newPage();
  const found = await repeat(sizes, async () => {
    await page.goto('/dashboards?workspace=default');
    await page.getByRole('link', { name }).click();
    await page.waitForFunction(() => window.whenShown.all);
    return page.evaluate(() => window.whenShown);
  });
  // If no widget waited, the wait and its end cannot be distinguished.
  if (!found.every(({ waited }) => waited > 0)) {
    throw new Error('No widget was seen to wait for its numbers.');
  }
  const frames = await framesOfDrag(page);
  await context.close();
  const [first, all] = ['first', 'all'].map(key => found.map(it => it[key]));
  reportWait(figure, 'a dashboard: first numbers', first, 300);
  reportWait(figure, 'a dashboard: all twelve widgets', all, 1_000);
  const rate = Math.round((1_000 * frames.length) / sum(frames));
  figure.rate('frames while dragging a widget', rate, 60);
}

async function framesOfDrag(page) {
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const name = 'Move or resize By priority';
  const handle = page.getByRole('button', { name });
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
  // A dragged widget moves farther.
  if (farthest > 200) return frames;
  throw new Error(`The widget moved by ${Math.round(farthest)} px only.`);
}

/** Runs in the page: records its frames, and when widgets show their numbers. */
function noteWidgets(widgets) {
  window.frames = [];
  window.whenShown = { waited: 0 };
  let began;
  const begin = () => {
    began = performance.now();
  };
  window.addEventListener('click', begin, true);
  // The portal prefixes the names of classes.
  const waits = card => card.querySelector('[class*="MuiSkeleton-root"]');
  const draws = card =>
    card.querySelector('[role=img] svg :is(path, rect, text)') ||
    /\d/.test(card.lastElementChild.textContent);
  let last;
  const check = now => {
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
    window.requestAnimationFrame(check);
  };
  window.requestAnimationFrame(check);
}
