import { Page } from 'playwright-core';
import { PageState } from './pageStates';
import { Person } from './signIn';
import { PortalSession } from './PortalSession';
import { getStartTimerButton } from './time';

/** Pages that one person opens, one after the other. */
export interface PageGroup {
  title: string;
  person: Person;
  /** Creates the data of the pages, and returns the pages. */
  prepare: (session: PortalSession) => Promise<PageState[]>;
  /** Undoes changes that would also show on the pages of other groups. */
  tidyUp?: (session: PortalSession) => Promise<void>;
}

export type PageLoader = PageState['waitUntilLoaded'];

export const waitForGrid: PageLoader = page =>
  page.getByRole('grid').first().waitFor();

export const waitForLog: PageLoader = page =>
  page.getByRole('treegrid').waitFor();

export const waitForList =
  (name: string): PageLoader =>
  page =>
    page.getByRole('list', { name }).getByRole('listitem').first().waitFor();

export const waitForText =
  (text: string | RegExp): PageLoader =>
  page =>
    page.getByText(text).first().waitFor();

export const waitForTable =
  (name: string): PageLoader =>
  page =>
    page.getByRole('table', { name }).first().waitFor();

export const waitForBoardLink: PageLoader = page =>
  page.getByRole('link', { name: 'Board' }).first().waitFor();

export const waitForChart: PageLoader = page =>
  page
    .getByRole('img', { name: /in total/ })
    .first()
    .waitFor();

export const toPageState = (
  title: string,
  path: string,
  waitUntilLoaded: PageLoader,
  overrides: Partial<PageState> = {},
): PageState => ({ title, path, waitUntilLoaded, ...overrides });

/** Captures only the viewport: some pages scroll inside it, and lists load more while they scroll. */
export const IN_WINDOW = { fullPage: false };

export const IN_DIALOG = { within: '[role=dialog]', fullPage: false };

/** Opens a dialog by key or click, unless it is still open after the page was redrawn. */
export async function openDialog(
  page: Page,
  name: string,
  open: () => Promise<unknown>,
): Promise<void> {
  const dialog = page.getByRole('dialog', { name });
  // The page handles keys and clicks once its header shows a timer, or the dialog is already open.
  await getStartTimerButton(page)
    .or(page.getByRole('group', { name: 'Timer' }))
    .or(dialog)
    .first()
    .waitFor();
  if (!(await dialog.isVisible())) {
    await open();
    await dialog.waitFor();
  }
}
