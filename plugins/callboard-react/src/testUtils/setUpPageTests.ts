import { getConfig, prettyDOM, type Config } from '@testing-library/react';
import { expectValidContract } from './brokenContract';

/**
 * Prepares jsdom and jest for tests of pages. After each test it puts back what
 * the next test of the same file would notice: clocks, spies, storages, the
 * address of the page. It also fails the tests that break the contract of the API.
 *
 * @param configure - that of `@testing-library/react`
 * @internal
 */
export function setUpPageTests(
  configure: (options: Partial<Config>) => void,
): void {
  configure({
    // Tests wait for conditions, however slow the machine is: these ends are for what
    // will never come.
    asyncUtilTimeout: 60_000,
    getElementError: newQueryError,
  });

  // jsdom has no layout and only complains when lists and tables scroll.
  window.scrollTo = () => {};

  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
    // A browser remembers the workspace and drafts.
    window.sessionStorage.clear();
    window.localStorage.clear();
    window.history.replaceState(null, '', '/');
  });

  afterEach(removeLeftStyles);

  afterEach(expectValidContract);
}

/**
 * Removes what Material UI leaves in the page of components that were drawn and never shown, some ten
 * style sheets a test: each later question for a style goes through all of them. One of each kind stays, as
 * a sheet that components share is not added again.
 */
function removeLeftStyles(): void {
  const kinds = new Set<string | null>();
  document.head.querySelectorAll('style[data-jss]').forEach(style => {
    const kind = style.getAttribute('data-meta');
    if (kinds.has(kind)) style.remove();
    kinds.add(kind);
  });
}

/**
 * The error of a query that finds nothing, or too much. Prints the page when the query gives up, and not
 * while a test waits: that would print the page after each of its changes.
 */
function newQueryError(message: string | null, container: Element): Error {
  const { defaultIgnore, _disableExpensiveErrorDiagnostics: isWaiting } =
    getConfig() as Config & { _disableExpensiveErrorDiagnostics?: boolean };
  const page = () =>
    `Ignored nodes: comments, ${defaultIgnore}\n${prettyDOM(container)}`;
  // Without a message, the page is what is asked for.
  const parts = isWaiting && message ? [message] : [message, page()];
  const error = new Error(parts.filter(Boolean).join('\n\n'));
  error.name = 'TestingLibraryElementError';
  return error;
}
