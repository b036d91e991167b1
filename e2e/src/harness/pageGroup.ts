import { Page } from 'playwright-core';
import { Look } from './pageStates';
import { Person } from './signIn';
import { Stage } from './Stage';
import { startOfTimer } from './time';

/** Pages that one person looks at, one after the other. */
export interface PageGroup {
  title: string;
  person: Person;
  /** Makes what the pages show, and answers them. */
  prepare: (stage: Stage) => Promise<Look[]>;
  /** Ends what other pages would show, too. */
  tidyUp?: (stage: Stage) => Promise<void>;
}

export type Loaded = Look['loaded'];

export const grid: Loaded = page => page.getByRole('grid').first().waitFor();

export const log: Loaded = page => page.getByRole('treegrid').waitFor();

export const list =
  (name: string): Loaded =>
  page =>
    page.getByRole('list', { name }).getByRole('listitem').first().waitFor();

export const text =
  (words: string | RegExp): Loaded =>
  page =>
    page.getByText(words).first().waitFor();

export const table =
  (name: string): Loaded =>
  page =>
    page.getByRole('table', { name }).first().waitFor();

export const board: Loaded = page =>
  page.getByRole('link', { name: 'Board' }).first().waitFor();

export const chart: Loaded = page =>
  page
    .getByRole('img', { name: /in all/ })
    .first()
    .waitFor();

export const toLook = (
  title: string,
  path: string,
  loaded: Loaded,
  more: Partial<Look> = {},
): Look => ({ title, path, loaded, ...more });

/** What is in a window of its own, or in a list that grows as its end comes into sight. */
export const IN_WINDOW = { fullPage: false };

export const IN_DIALOG = { within: '[role=dialog]', fullPage: false };

/** Opens a dialog by a key or click, unless a page that is drawn anew has kept it. */
export async function openDialog(
  page: Page,
  name: string,
  open: () => Promise<unknown>,
): Promise<void> {
  const dialog = page.getByRole('dialog', { name });
  // The header is whole once it is there.
  await startOfTimer(page)
    .or(page.getByRole('group', { name: 'Timer' }))
    .or(dialog)
    .first()
    .waitFor();
  if (!(await dialog.isVisible())) {
    await open();
    await dialog.waitFor();
  }
}
