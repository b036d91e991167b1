import {
  Browser,
  BrowserContext,
  BrowserContextOptions,
  Page,
} from 'playwright-core';
import { ConsoleErrors } from './ConsoleErrors';
import { Portal } from './Portal';
import { Person, signIn } from './signIn';
import { tokenOf } from './tokenOf';

export interface PageOptions {
  theme?: 'light' | 'dark';
  width?: number;
  path?: string;
}

const HEIGHT = 900;

/** One test's view of the portal: pages in contexts of their own, people signed in. */
export class Stage {
  readonly console = new ConsoleErrors();
  private readonly contexts: BrowserContext[] = [];

  constructor(readonly portal: Portal, private readonly browser: Browser) {}

  /** A page of a browser that nobody used before. */
  async open(options: PageOptions = {}): Promise<Page> {
    const { theme = 'light', width = 1400, path = '/' } = options;
    const settings: BrowserContextOptions = {
      baseURL: this.portal.url,
      colorScheme: theme,
      viewport: { width, height: HEIGHT },
      locale: 'en-GB',
      timezoneId: 'UTC',
      acceptDownloads: true,
      // Animations make screenshots and measurements depend on luck.
      reducedMotion: 'reduce',
    };
    const context = await this.browser.newContext(settings);
    this.contexts.push(context);
    this.console.watch(context);
    const page = await context.newPage();
    await page.goto(path);
    return page;
  }

  /** A page in which `person` is signed in. */
  async signInAs(person: Person, options: PageOptions = {}): Promise<Page> {
    const page = await this.open(options);
    await signIn(page, person);
    return page;
  }

  /** Calls Callboard's API as `person`, beside the browser. */
  async api(person: Person, path: string, init: RequestInit = {}) {
    return fetch(`${this.portal.url}/api/callboard${path}`, {
      ...init,
      headers: {
        authorization: `Bearer ${await tokenOf(this.portal, person)}`,
        ...init.headers,
      },
    });
  }

  /** Starts the portal anew; an open page notices that it is away, and that it is not ready yet. */
  async restartPortal(...how: Parameters<Portal['restart']>): Promise<void> {
    this.console.expect(/ERR_CONNECTION_REFUSED|503 \(Service Unavailable\)/);
    await this.portal.restart(...how);
  }

  pages(): Page[] {
    return this.contexts.flatMap(context => context.pages());
  }

  async close(): Promise<void> {
    await Promise.all(this.contexts.map(context => context.close()));
  }
}
