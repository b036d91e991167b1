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

/** Nobody waits so long but where something is wrong; a busy machine may need it. */
const PATIENCE_MS = 90_000;

/** Where the portal's app stores who somebody has chosen to be. */
const CHOSEN_PERSON = 'callboard.demo.person';

/** The browser of a lane, and contexts that no test uses at the moment, by who is signed in. */
interface WorkerBrowser {
  browser: Promise<Browser>;
  idle: Map<Person, BrowserContext[]>;
}

/** Test files have modules of their own, but share the globals of the process. */
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
  const fifo_group = shared.callboardBrowser;
  delete shared.callboardBrowser;
  await (await fifo_group?.browser)?.close();
}

const storageOf = (url: string, person: Person) => ({
  cookies: [],
  origins: [
    {
      origin: url,
      localStorage: [{ name: CHOSEN_PERSON, value: person }],
    },
  ],
});

/** A browser that nobody has used before, or in which only `person` has signed in. */
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
    storageState: person && storageOf(url, person),
  });
  context.setDefaultTimeout(PATIENCE_MS);
  return context;
}

/**
 * A context in which `person` is signed in and that nobody else uses. It may have loaded the app
 * for another test: an app that is loaded and compiled anew takes two seconds of a core.
 */
export async function takeContext(
  url: string,
  person: Person,
): Promise<BrowserContext> {
  const context = getBrowser().idle.get(person)?.pop();
  return context ?? newContext(url, person);
}

/** Gives back what `takeContext` has answered: it keeps what it has loaded, and nothing else. */
export async function giveBackContext(
  url: string,
  person: Person,
  context: BrowserContext,
): Promise<void> {
  for (const event of ['console', 'weberror']) {
    context.removeAllListeners(event);
  }
  await Promise.all(context.pages().map(page => page.close()));
  await context.setStorageState(storageOf(url, person));
  const { idle } = getBrowser();
  idle.set(person, [...(idle.get(person) ?? []), context]);
}
