import { Page } from 'playwright-core';
import { PageState } from './pageStates';
import { Person } from './signIn';
import { PortalSession } from './PortalSession';
import { startOfTimer } from './time';

/** Pages that one person opens, one after the other. */
export interface PageGroup {
  title: string;
  person: Person;
  /** Creates the data of the pages, and returns the pages. */
  prepare: (session: PortalSession) => Promise<PageState[]>;
  /** Undoes changes that other pages would show, too. */
  tidyUp?: (session: PortalSession) => Promise<void>;
}

export type Loaded = PageState['loaded'];

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
    .getByRole('img', { name: /in total/ })
    .first()
    .waitFor();

export const toPageState = (
  title: string,
  path: string,
  loaded: Loaded,
  more: Partial<PageState> = {},
): PageState => ({ title, path, loaded, ...more });

/** For content in its own window, or in a list that grows on scrolling: captures the viewport only. */
export const IN_WINDOW = { fullPage: false };

export const IN_DIALOG = { within: '[role=dialog]', fullPage: false };

/** Opens a dialog by key or click, unless it is still open after the page was redrawn. */
export async function openDialog(
  page: Page,
  name: string,
  open: () => Promise<unknown>,
): Promise<void> {
  const dialog = page.getByRole('dialog', { name });
  // The header is complete once it is shown.
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
