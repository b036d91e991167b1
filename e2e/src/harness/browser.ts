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

/** Generous, because a busy machine is slow: only a failure takes this long. */
const TIMEOUT_MS = 90_000;

/** The key under which the portal's app stores the signed-in person. */
const PERSON_KEY = 'callboard.demo.person';

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
      localStorage: [{ name: PERSON_KEY, value: person }],
    },
  ],
});

/** Opens a fresh context, with `person` signed in if given. */
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
    // During an animation, screenshots and measurements differ from run to run.
    reducedMotion: 'reduce',
    storageState: person && toStorageState(url, person),
  });
  context.setDefaultTimeout(TIMEOUT_MS);
  return context;
}

/**
 * Returns an exclusive context with `person` signed in. Another test may already have loaded
 * the app in the context, which saves two seconds of CPU time.
 */
export async function borrowContext(
  url: string,
  person: Person,
): Promise<BrowserContext> {
  const context = getBrowser().idle.get(person)?.pop();
  return context ?? newContext(url, person);
}

/** Returns a context of `borrowContext` to the pool. The context keeps only the loaded app. */
export async function returnContext(
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
