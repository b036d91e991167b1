import axe, { RunOptions } from 'axe-core';
import { Page } from 'playwright-core';
import { reportFile } from './folders';
import { waitUntilQuiet } from './untilQuiet';

declare global {
  interface Window {
    /** Present in pages that have loaded axe. */
    axe: typeof axe;
  }
}

const HEIGHT = 900;
const WIDE = 1400;
const NARROW = 400;

const isFullRun = Boolean(process.env.CALLBOARD_E2E_FULL);

/** How long a page may be too wide before its layout is final. */
const LAYOUT_MS = 20_000;

/** A page to check. */
export interface PageState {
  /** The name of its screenshots. */
  title: string;
  path: string;
  /** Prepares the opened page, and waits until it has loaded. */
  waitUntilLoaded: (page: Page) => Promise<unknown>;
  /** The selector of the element that axe checks, for pages without `main` or `article`. */
  within?: string;
  /** Whether screenshots include content beyond the window. */
  fullPage?: boolean;
}

/** A width and a colour scheme; variants after the first check only what can differ from it. */
interface Variant {
  name: string;
  width: number;
  colorScheme: 'light' | 'dark';
  /** The rules that axe checks; all by default. */
  rules?: RunOptions;
}

const LIGHT: Variant = {
  name: 'light',
  width: WIDE,
  colorScheme: 'light',
};

/** A wide window with the light and the dark theme, and a narrow window. */
export const VARIANTS: Variant[] = [
  LIGHT,
  {
    name: 'dark',
    width: WIDE,
    colorScheme: 'dark',
    // Only the colours differ.
    rules: { runOnly: ['color-contrast'] },
  },
  {
    name: 'narrow',
    width: NARROW,
    colorScheme: 'light',
    // The colours are the same as in the wide window.
    rules: { rules: { 'color-contrast': { enabled: false } } },
  },
];

/**
 * Returns a line for each flaw of the pages. Checks a wide window with the light theme; full runs
 * check all `VARIANTS`. Opens each page once, and takes screenshots if requested.
 */
export async function findFlaws(
  page: Page,
  pageStates: readonly PageState[],
  variants = isFullRun ? VARIANTS : [LIGHT],
): Promise<string[]> {
  const flaws: string[] = [];
  let isDialogOpen = false;
  for (const pageState of pageStates) {
    await setVariant(page, LIGHT);
    // A dialog may stay open when the app navigates away from it without a reload.
    if (isDialogOpen || pageState.within) await page.goto(pageState.path);
    else await goWithin(page, pageState.path);
    isDialogOpen = pageState.within !== undefined;
    for (const variant of variants) {
      await setVariant(page, variant);
      await pageState.waitUntilLoaded(page);
      await waitUntilQuiet(page);
      await waitUntilStill(page);
      flaws.push(...(await findFlawsNow(page, pageState, variant)));
    }
  }
  return flaws;
}

async function setVariant(
  page: Page,
  { width, colorScheme }: Variant,
): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width, height: HEIGHT });
  if (page.url().startsWith('http')) {
    await page.locator(`body[data-theme-mode=${colorScheme}]`).waitFor();
  }
}

/** Navigates within the loaded app, as a link does. */
export async function goWithin(page: Page, path: string): Promise<void> {
  await page.evaluate(to => {
    window.history.pushState({}, '', to);
    window.dispatchEvent(new PopStateEvent('popstate', { state: {} }));
  }, path);
}

/** Waits for the end of animations, except endless ones. */
export async function waitUntilStill(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        ({ playState, effect }) =>
          playState !== 'running' ||
          effect?.getComputedTiming().iterations === Infinity,
      ),
  );
}

async function findFlawsNow(
  page: Page,
  { title, within, fullPage = true }: PageState,
  { name, rules }: Variant,
): Promise<string[]> {
  await takeScreenshot(page, `${title} ${name}`, { fullPage });
  const findings = await runAxe(page, within, rules);
  const overflow = await measureOverflow(page);
  return [
    ...findings,
    ...(overflow > 0 ? [`${overflow} pixels wider than the window`] : []),
  ].map(flaw => `${title} ${name}: ${flaw}`);
}

/** Returns by how many pixels the page is wider than the window, once its layout is final. */
async function measureOverflow(page: Page): Promise<number> {
  const fits = () => document.documentElement.scrollWidth <= window.innerWidth;
  await page
    .waitForFunction(fits, undefined, { timeout: LAYOUT_MS })
    .catch(() => {});
  return page.evaluate(
    () => document.documentElement.scrollWidth - window.innerWidth,
  );
}

/** Optional, because the screenshots of all pages take minutes. */
const areScreenshotsRequested = process.env.CALLBOARD_E2E_PICTURES === '1';

/** Takes a screenshot of the page for manual review, if screenshots are requested. */
export async function takeScreenshot(
  page: Page,
  name: string,
  // Lists that load more while they scroll need `fullPage: false`.
  options = { fullPage: true },
): Promise<void> {
  if (areScreenshotsRequested) {
    await page.screenshot({ path: reportFile(name, 'png'), ...options });
  }
}

/** Runs axe on the page within `within`; returns one line for each element. */
export async function runAxe(
  page: Page,
  within = 'main, article',
  rules: RunOptions = {},
): Promise<string[]> {
  // While an element fades in, its contrast is lower than at the end.
  await waitUntilStill(page);
  // The script survives navigation within the app.
  if (!(await page.evaluate(() => 'axe' in window))) {
    await page.evaluate(axe.source);
  }
  const { violations } = await page.evaluate(
    ([selector, options]) => window.axe.run({ include: [[selector]] }, options),
    [
      within,
      {
        resultTypes: ['violations'],
        // Loads the stylesheets, to find styles that lock the orientation. This takes a third of
        // the time of all rules.
        preload: isFullRun,
        ...rules,
      } satisfies RunOptions,
    ] as const,
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(node => `${id}: ${help} (${node.target.join(' ')}) ${node.html}`),
  );
}
