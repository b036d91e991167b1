import AxeBuilder from '@axe-core/playwright';
import { Page } from 'playwright-core';
import { reportFile } from './folders';

const HEIGHT = 900;
const WIDE = 1400;
const NARROW = 400;

/** A page as it is looked at. */
export interface Look {
  /** Its pictures are called so. */
  title: string;
  path: string;
  /** Does what is left to do once it is open, and waits until it has loaded. */
  loaded: (page: Page) => Promise<unknown>;
  /** What axe checks; the portal's own settings page has no main. */
  within?: string;
  /** Whether the pictures are of more than fits into the window. */
  fullPage?: boolean;
}

/**
 * What is wrong with a page in a wide window, light and dark, and in a narrow
 * one: a line for each finding. Takes a picture of each, if pictures are wanted.
 */
export async function flawsOf(page: Page, look: Look): Promise<string[]> {
  const settle = async () => {
    await look.loaded(page);
    await page.waitForLoadState('networkidle');
    await untilStill(page);
  };
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: WIDE, height: HEIGHT });
  await page.goto(look.path);
  await settle();
  const light = await flawsNow(page, look, 'light');

  await page.emulateMedia({ colorScheme: 'dark' });
  await page.locator('body[data-theme-mode=dark]').waitFor();
  // The portal has drawn everything anew.
  await settle();
  // Only the colours are others.
  const dark = await flawsNow(page, look, 'dark', axe =>
    axe.withRules('color-contrast'),
  );

  await page.setViewportSize({ width: NARROW, height: HEIGHT });
  await page.emulateMedia({ colorScheme: 'light' });
  await page.locator('body[data-theme-mode=light]').waitFor();
  await settle();
  // The colours are those of the wide window.
  const narrow = await flawsNow(page, look, 'narrow', axe =>
    axe.disableRules('color-contrast'),
  );
  return [...light, ...dark, ...narrow];
}

/** Waits for what glides to its place; what goes on forever is not waited for. */
export async function untilStill(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        ({ playState, effect }) =>
          playState !== 'running' ||
          effect?.getTiming().iterations === Infinity,
      ),
  );
}

async function flawsNow(
  page: Page,
  { title, within, fullPage = true }: Look,
  variant: string,
  choose: ChooseRules = axe => axe,
): Promise<string[]> {
  await screenshot(page, `${title} ${variant}`, { fullPage });
  const findings = await axeFindings(page, within, choose);
  const tooWide = await lastingOverflow(page);
  return [
    ...findings,
    ...(tooWide > 0 ? [`${tooWide} pixels wider than the window`] : []),
  ].map(flaw => `${title} ${variant}: ${flaw}`);
}

/** By how many pixels the page stays wider than the window, once cards have moved. */
async function lastingOverflow(page: Page): Promise<number> {
  let pixels = await overflow(page);
  for (let tries = 0; pixels > 0 && tries < 20; tries += 1) {
    await page.waitForTimeout(250);
    pixels = await overflow(page);
  }
  return pixels;
}

/** Drawing and packing the pictures of all pages takes minutes. */
const arePicturesWanted = process.env.CALLBOARD_E2E_PICTURES === '1';

/** Takes a picture of the page, if pictures are wanted, for those who want to see how it looks. */
export async function screenshot(
  page: Page,
  name: string,
  // Not for a list that loads more as its end comes into sight.
  options = { fullPage: true },
): Promise<void> {
  if (arePicturesWanted) {
    await page.screenshot({ path: reportFile(name, 'png'), ...options });
  }
}

type ChooseRules = (axe: AxeBuilder) => AxeBuilder;

/** What axe finds on the page below `within`: one line for each element. */
export async function axeFindings(
  page: Page,
  within = 'main, article',
  choose: ChooseRules = axe => axe,
): Promise<string[]> {
  // Elements that are fading in have less contrast than they will have.
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        ({ playState, effect }) =>
          playState !== 'running' ||
          effect?.getComputedTiming().iterations === Infinity,
      ),
  );
  const axe = new AxeBuilder({ page })
    .include(within)
    .options({ resultTypes: ['violations'] })
    // The other mode collects the results of frames in a page that it opens for
    // them, which takes longer than the rules do; no page of ours has frames.
    .setLegacyMode();
  const { violations } = await choose(axe).analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(node => `${id}: ${help} (${node.target.join(' ')}) ${node.html}`),
  );
}

/** By how many pixels the page is wider than its window. */
function overflow(page: Page): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - window.innerWidth,
  );
}
