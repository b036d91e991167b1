import AxeBuilder from '@axe-core/playwright';
import { Page } from 'playwright-core';
import { reportFile } from './folders';
import { PageOptions } from './Stage';

/** What a page is looked at in. */
export const variants: Array<Required<Pick<PageOptions, 'theme' | 'width'>>> = [
  { theme: 'light', width: 1400 },
  { theme: 'dark', width: 1400 },
  // The colours are those of the wide window.
  { theme: 'light', width: 400 },
];

/** Keeps a picture of the page for whoever wants to see how it looks. */
export async function screenshot(
  page: Page,
  name: string,
  // Not for a list that loads more as its end comes into sight.
  options = { fullPage: true },
): Promise<void> {
  await page.screenshot({ path: reportFile(name, 'png'), ...options });
}

/** What axe finds on the page below `within`: one line for each element. */
export async function axeFindings(
  page: Page,
  // The portal's own settings page has no main.
  within = 'main, article',
  /** Rules that are checked elsewhere. */
  without: string[] = [],
): Promise<string[]> {
  // What is fading in has less contrast than it will have.
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        ({ playState, effect }) =>
          playState !== 'running' ||
          effect?.getComputedTiming().iterations === Infinity,
      ),
  );
  const { violations } = await new AxeBuilder({ page })
    .include(within)
    .disableRules(without)
    .analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(node => `${id}: ${help} (${node.target.join(' ')}) ${node.html}`),
  );
}

/** By how many pixels the page is wider than its window. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - window.innerWidth,
  );
}
