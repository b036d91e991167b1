import { BrowserContext, Page } from 'playwright-core';
import { returnContext, newContext, borrowContext } from './browser';
import { ConsoleErrors } from './ConsoleErrors';
import { collectFrames } from './frames';
import { Portal } from './Portal';
import { Person, waitForSignIn } from './signIn';
import { forgetTokens, getToken } from './getToken';
import { watchRequests } from './untilQuiet';

export interface PageOptions {
  width?: number;
  path?: string;
}

const HEIGHT = 900;

/** One test's access to the portal: pages in separate contexts, with signed-in users. */
export class PortalSession {
  readonly console = new ConsoleErrors();
  private readonly contexts: BrowserContext[] = [];
  private readonly borrowed: Array<[Person, BrowserContext]> = [];

  constructor(readonly portal: Portal) {}

  /** Opens a page in a fresh browser context. */
  async open(options: PageOptions = {}): Promise<Page> {
    const context = await newContext(this.portal.url);
    this.contexts.push(context);
    return this.openPage(context, options);
  }

  /** Opens a page with `person` signed in. */
  async signInAs(person: Person, options: PageOptions = {}): Promise<Page> {
    const context = await borrowContext(this.portal.url, person);
    this.borrowed.push([person, context]);
    const page = await this.openPage(context, options);
    await waitForSignIn(page);
    return page;
  }

  /**
   * Like `signInAs`, but in a fresh browser context: for tests that change more than the storage of
   * the page.
   */
  async signInAlone(person: Person, options: PageOptions = {}): Promise<Page> {
    const page = await this.newPageAlone(person, options);
    await page.goto(options.path ?? '/');
    await waitForSignIn(page);
    return page;
  }

  /** Like `signInAlone`, but opens no address yet: the page stays empty. */
  async newPageAlone(person: Person, options: PageOptions = {}): Promise<Page> {
    const context = await newContext(this.portal.url, person);
    this.contexts.push(context);
    return this.newPage(context, options);
  }

  /** Calls Callboard's API as `person`, outside the browser. */
  async callApi(person: Person, path: string, init: RequestInit = {}) {
    return fetch(`${this.portal.url}/api/callboard${path}`, {
      ...init,
      headers: {
        authorization: `Bearer ${await getToken(this.portal, person)}`,
        ...init.headers,
      },
    });
  }

  /** Restarts the portal. Until it is ready, open pages cannot connect or get 503. */
  async restartPortal(...args: Parameters<Portal['restart']>): Promise<void> {
    this.console.expect(/ERR_CONNECTION_REFUSED|503 \(Service Unavailable\)/);
    await this.portal.restart(...args);
  }

  /** Restores the portal's initial demo data. */
  async resetPortal(): Promise<void> {
    await this.portal.stop();
    this.portal.resetToDemoData();
    forgetTokens();
    await this.portal.start();
  }

  listPages(): Page[] {
    return this.listContexts().flatMap(context => context.pages());
  }

  async close(): Promise<void> {
    await Promise.all([
      ...this.contexts.map(context => context.close()),
      ...this.borrowed.map(([person, context]) =>
        returnContext(this.portal.url, person, context),
      ),
    ]);
  }

  private listContexts(): BrowserContext[] {
    return [...this.contexts, ...this.borrowed.map(([, context]) => context)];
  }

  private async openPage(
    context: BrowserContext,
    options: PageOptions,
  ): Promise<Page> {
    const page = await this.newPage(context, options);
    await page.goto(options.path ?? '/');
    return page;
  }

  private async newPage(
    context: BrowserContext,
    { width = 1400 }: PageOptions,
  ): Promise<Page> {
    this.console.watch(context);
    const page = await context.newPage();
    watchRequests(page);
    collectFrames(page);
    await page.setViewportSize({ width, height: HEIGHT });
    return page;
  }
}
