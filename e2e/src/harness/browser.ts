import { Browser, BrowserContext, chromium } from 'playwright-core';
import { Person } from './signIn';

const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Only a failure takes this long; a busy machine may need it. */
const PATIENCE_MS = 90_000;

/** The storage key of the signed-in person in the portal's app. */
const CHOSEN_PERSON = 'callboard.demo.person';

/** The browser of a worker, and its idle contexts, by signed-in person. */
interface WorkerBrowser {
  browser: Promise<Browser>;
  idle: Map<Person, BrowserContext[]>;
}

/** Test files have separate modules, but share the globals of the process. */
const shared = globalThis as { callboardBrowser?: WorkerBrowser };

function launchBrowser(): WorkerBrowser {
  const browser = chromium.launch({
    executablePath: process.env.CHROMIUM_PATH,
    args: CHROMIUM_FLAGS,
    env: { ...process.env, ...JSON.parse(process.env.CHROMIUM_ENV ?? '{}') },
  });
  return { browser, idle: new Map() };
}

function getBrowser(): WorkerBrowser {
  shared.callboardBrowser ??= launchBrowser();
  return shared.callboardBrowser;
}

/** Ends the browser of this process, if it has one. */
export async function closeBrowser(): Promise<void> {
  const workerBrowser = shared.callboardBrowser;
  delete shared.callboardBrowser;
  await (await workerBrowser?.browser)?.close();
}

const toStorageState = (url: string, person: Person) => ({
  cookies: [],
  origins: [
    {
      origin: url,
      localStorage: [{ name: CHOSEN_PERSON, value: person }],
    },
  ],
});

/** Opens a fresh context, or one with only `person` signed in. */
export async function newContext(
  url: string,
  person?: Person,
): Promise<BrowserContext> {
  const browser = await getBrowser().browser;
  const context = await browser.newContext({
    baseURL: url,
    locale: 'en-GB',
    timezoneId: 'UTC',
    acceptDownloads: true,
    // Animations make screenshots and measurements depend on luck.
    reducedMotion: 'reduce',
    storageState: person && toStorageState(url, person),
  });
  context.setDefaultTimeout(PATIENCE_MS);
  return context;
}

/**
 * Returns an exclusive context with `person` signed in. It may have loaded the app for another
 * test: loading and compiling the app takes two seconds of a core.
 */
export async function takeContext(
  url: string,
  person: Person,
): Promise<BrowserContext> {
  const context = getBrowser().idle.get(person)?.pop();
  return context ?? newContext(url, person);
}

/** Returns a context of `takeContext` to the pool: it retains the loaded app, and nothing else. */
export async function giveBackContext(
  url: string,
  person: Person,
  context: BrowserContext,
): Promise<void> {
  for (const event of ['console', 'weberror']) {
    context.removeAllListeners(event);
  }
  await Promise.all(context.pages().map(page => page.close()));
  await context.setStorageState(toStorageState(url, person));
  const { idle } = getBrowser();
  idle.set(person, [...(idle.get(person) ?? []), context]);
}
