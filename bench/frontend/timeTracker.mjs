import { ACTIVITY_ROW, openBrowser, WARM_UPS } from './browser.mjs';

const PATH = '/callboard/activity-tracker';

/**
 * When the Activity Tracker can be used, in a browser that was there before.
 *
 * @param options.url - of a portal
 * @param options.folder - for the browser's profile
 * @returns for each load, in milliseconds since the navigation began: `rows`,
 *   when the list shows some; `answered`, when a click on a filter has opened its
 *   choices
 */
export async function timeTracker({ url, folder, loads }) {
  const context = await openBrowser({ url, folder, person: 'alex.admin' });
  await context.addInitScript(noteWhenShown, {
    rows: ACTIVITY_ROW,
    choices: '[role=listbox] [role=option]',
  });
  try {
    const place = await placeOfFilter(context);
    const found = [];
    for (let n = 0; n < WARM_UPS + loads; n += 1) {
      found.push(await load(context, place));
    }
    return found.slice(WARM_UPS);
  } finally {
    await context.close();
  }
}

/** Where to click: to look for it in each load would take time of that. */
async function placeOfFilter(context) {
  const page = await context.newPage();
  await page.goto(PATH);
  await page.waitForFunction(() => window.whenShown.rows);
  const filter = page.getByRole('combobox', { name: 'Action' });
  // That they take clicks: nothing covers them, and they stand still.
  await filter.click({ trial: true });
  await page.getByRole('button', { name: 'Apply' }).click({ trial: true });
  const { x, y, width, height } = await filter.boundingBox();
  await page.close();
  return { x: x + width / 2, y: y + height / 2 };
}

async function load(context, { x, y }) {
  const page = await context.newPage();
  await page.goto(PATH, { waitUntil: 'commit' });
  await page.waitForFunction(() => window.whenShown.rows);
  await page.mouse.click(x, y);
  await page.waitForFunction(() => window.whenShown.choices);
  const { rows, choices } = await page.evaluate(() => window.whenShown);
  await page.close();
  return { rows, answered: choices };
}

/**
 * Runs in the page: notes at which frame each selector first finds something.
 */
function noteWhenShown(selectors) {
  window.whenShown = {};
  const look = () => {
    for (const [name, selector] of Object.entries(selectors)) {
      if (!window.whenShown[name] && document.querySelector(selector)) {
        window.whenShown[name] = performance.now();
      }
    }
    window.requestAnimationFrame(look);
  };
  look();
}
