import { getConfig, prettyDOM, type Config } from '@testing-library/react';
import { mutate } from 'swr';
import { expectValidContract } from './FakeCall';

/**
 * Prepares jsdom and jest for tests of pages. After each test it resets shared state: clocks,
 * spies, storages, the URL and the cached decisions of the portal's policy. It also fails tests that
 * violate the API contract.
 *
 * @param configure - the function of `@testing-library/react`
 * @internal
 */
export function setUpPageTests(
  configure: (options: Partial<Config>) => void,
): void {
  configure({
    // Tests wait for conditions on machines of any speed; the timeout only ends waits that cannot
    // succeed.
    asyncUtilTimeout: 60_000,
    getElementError: createQueryError,
  });

  // jsdom has no layout and logs errors when lists and tables scroll.
  window.scrollTo = () => {};

  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
    // Pages store the workspace and drafts there.
    window.sessionStorage.clear();
    window.localStorage.clear();
    window.history.replaceState(null, '', '/');
  });

  // `usePermission` caches decisions in SWR, whose cache the portals of all tests share.
  afterEach(() => mutate(() => true, undefined));

  afterEach(removeUnusedStyles);

  afterEach(expectValidContract);
}

/**
 * Removes style sheets of Material UI that components leave behind if React rendered but never
 * mounted the components, about ten per test. The sheets slow tests down, because jsdom reads all
 * of them to compute a style. One of each kind stays, because shared sheets are not added again.
 */
function removeUnusedStyles(): void {
  const kinds = new Set<string | null>();
  document.head.querySelectorAll('style[data-jss]').forEach(style => {
    const kind = style.getAttribute('data-meta');
    if (kinds.has(kind)) style.remove();
    kinds.add(kind);
  });
}

/**
 * Creates the error of a query that has no match, or too many. The error contains the page only
 * when the query gives up, because printing the page on each retry would be slow.
 */
function createQueryError(message: string | null, container: Element): Error {
  const { defaultIgnore, _disableExpensiveErrorDiagnostics: isWaiting } =
    getConfig() as Config & { _disableExpensiveErrorDiagnostics?: boolean };
  const printPage = () =>
    `Ignored nodes: comments, ${defaultIgnore}\n${prettyDOM(container)}`;
  // Without a message, the page is all that the caller wants to print.
  const parts = isWaiting && message ? [message] : [message, printPage()];
  const error = new Error(parts.filter(Boolean).join('\n\n'));
  error.name = 'TestingLibraryElementError';
  return error;
}
