import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openBrowser } from './openBrowser.mjs';

/** How long a gesture lasts, and the time between two of its movements; milliseconds. */
export const GESTURE_MS = 2_000;
export const STEP_MS = 16;

/** A browser whose pages record their frames, and when the selector first matches. */
export async function openWatched({ url, folder, person, selector }) {
  const profile = mkdtempSync(join(folder, 'profile-'));
  const context = await openBrowser({ url, profile, person });
  await context.addInitScript(noteFrames, selector);
  return context;
}

/** Opens a page, and waits until the watched selector matches. */
export async function openShown(context, path) {
  const page = await context.newPage();
  await page.goto(path, { waitUntil: 'commit' });
  await page.waitForFunction(() => window.firstShown);
  return page;
}

/** Runs `act`, and returns how long each frame took meanwhile, in ms. */
export async function framesDuring(page, act) {
  await sleep(1_000);
  await page.evaluate(() => window.frames.splice(0));
  await act();
  return page.evaluate(() => window.frames);
}

/** Turns the wheel at the pointer for `duration` milliseconds. */
export async function scroll(page, duration) {
  for (let past = 0; past < duration; past += STEP_MS) {
    await page.mouse.wheel(0, 60);
    await sleep(STEP_MS);
  }
}

/** Runs in the page: records the frames, and when the selector first matches. */
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
