import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { ACTIVITY_ROW, openBrowser } from './openBrowser.mjs';
import { loadedFiles } from './loadedFiles.mjs';

/** Pages that show nothing of Callboard, and what shows that they are there. */
export const foreignPages = {
  '/settings': page => page.getByText('alex.admin@example.com').waitFor(),
  '/catalog': page =>
    page
      .getByRole('heading', { name: /^(All|Owned) Components/ })
      .first()
      .waitFor(),
};

export const trackerPage = {
  '/callboard/activity-tracker': page =>
    page.locator(ACTIVITY_ROW).first().waitFor(),
};

/**
 * What each of some pages loads in a browser that was never there before.
 *
 * @param options.url - of the portal
 * @param options.folder - for the browsers' profiles
 * @param options.pages - their paths, each with what waits for it
 * @returns the loaded files, by path
 */
export async function weigh({ url, folder, pages }) {
  const found = {};
  for (const [path, untilShown] of Object.entries(pages)) {
    const profile = mkdtempSync(join(folder, 'profile-'));
    const person = 'alex.admin';
    const context = await openBrowser({ url, profile, person });
    try {
      found[path] = await loadedFiles(context, path, untilShown);
    } finally {
      await context.close();
    }
  }
  return found;
}
