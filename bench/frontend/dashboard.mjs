import { setTimeout as sleep } from 'node:timers/promises';
import { map, sum } from '../lib/backend.mjs';
import { createDashboard } from '../lib/board.mjs';
import { reportWait } from './pages.mjs';
import { openBrowser, repeat, signIn } from './portal.mjs';

const PERSON = 'mona.manager';
const WIDGETS = 12;
/** The duration of a gesture, and the interval of its movements; milliseconds. */
const GESTURE_MS = 2_000;
const STEP_MS = 16;
const MIN_DRAG_PX = 200;

/**
 * Times a dashboard of the last quarter, from the click on its name until its numbers show, and the
 * frames while a widget is dragged.
 */
export async function timeDashboard(figure, portal, sizes) {
  const send = await signIn(portal.url, PERSON);
  const { name } = await createDashboard(send, 'last_3_months');
  const context = await openBrowser(portal, PERSON);
  await context.addInitScript(recordWidgets, WIDGETS);
  const page = await context.newPage();
  const loads = await repeat(sizes, async () => {
    await page.goto('/dashboards?workspace=default');
    await page.getByRole('link', { name }).click();
    await page.waitForFunction(() => window.whenShown.all);
    return page.evaluate(() => window.whenShown);
  });
  // If `isWaiting` does not recognise skeletons, widgets count as shown too early.
  if (!loads.every(({ hasWaited }) => hasWaited)) {
    throw new Error('No widget showed a skeleton while it loaded.');
  }
  const frames = await measureDragFrames(page);
  await context.close();
  const [first, all] = ['first', 'all'].map(key => map(loads, key));
  reportWait(figure, 'a dashboard: first numbers', first, 300);
  reportWait(figure, 'a dashboard: all twelve widgets', all, 1_000);
  const rate = Math.round((1_000 * frames.length) / sum(frames));
  figure.rate('frames while dragging a widget', rate, 60);
}

async function measureDragFrames(page) {
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
  for (let ms = 0; ms < GESTURE_MS; ms += STEP_MS) {
    // From 0 to 1, and back.
    const share = 1 - Math.abs(1 - (2 * ms) / GESTURE_MS);
    await page.mouse.move(x + 8 + 500 * share, y + 8 + 60 * share);
    await sleep(STEP_MS);
    if (share > 0.95) {
      const box = await handle.boundingBox();
      farthest = Math.max(farthest, box.x - x);
    }
  }
  const frames = await page.evaluate(() => window.frames);
  await page.mouse.up();
  if (farthest > MIN_DRAG_PX) return frames;
  throw new Error(`The widget moved by ${Math.round(farthest)} px only.`);
}

/** Runs in the page: records its frames, and how long after a click widgets show numbers. */
function recordWidgets(widgets) {
  window.frames = [];
  window.whenShown = { hasWaited: false };
  let clickedAt;
  const recordClick = () => {
    clickedAt = performance.now();
  };
  window.addEventListener('click', recordClick, true);
  // The portal prefixes the names of classes.
  const isWaiting = card => card.querySelector('[class*="MuiSkeleton-root"]');
  const isShown = card =>
    !isWaiting(card) &&
    (card.querySelector('[role=img] svg :is(path, rect, text)') ||
      /\d/.test(card.lastElementChild.textContent));
  let last;
  const check = now => {
    const cards = [...document.querySelectorAll('section:has(h3)')];
    const shown = cards.filter(isShown).length;
    const { whenShown } = window;
    if (clickedAt !== undefined) {
      whenShown.hasWaited ||= cards.some(isWaiting);
      if (shown > 0) whenShown.first ??= performance.now() - clickedAt;
      if (shown === widgets) whenShown.all ??= performance.now() - clickedAt;
    }
    if (last !== undefined) window.frames.push(now - last);
    last = now;
    window.requestAnimationFrame(check);
  };
  window.requestAnimationFrame(check);
}
