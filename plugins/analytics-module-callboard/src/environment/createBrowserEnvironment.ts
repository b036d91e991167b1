import { v7 as uuid } from 'uuid';
import { Environment, PageSignal, TextStorage } from './Environment';

/** The environment of a real browser, below a portal's base path. */
export function createBrowserEnvironment(basePath: string = ''): Environment {
  return {
    now: () => Date.now(),
    getRandomNumber: () => Math.random(),
    createId: () => uuid(),
    schedule(milliseconds, run) {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
    storage: getLocalStorage(),
    locks: navigator.locks,
    getLocation() {
      const { pathname, search } = window.location;
      const isBelow = basePath && pathname.startsWith(`${basePath}/`);
      return {
        pathname: isBelow ? pathname.slice(basePath.length) : pathname,
        search,
      };
    },
    on: listen,
  };
}

function getLocalStorage(): TextStorage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}

function listen(signal: PageSignal, listener: () => void): () => void {
  const [target, type, isExpected] = getSignalSource(signal);
  const handle = (event: Event) => {
    if (isExpected(event)) {
      listener();
    }
  };
  target.addEventListener(type, handle);
  return () => target.removeEventListener(type, handle);
}

function getSignalSource(
  signal: PageSignal,
): [EventTarget, string, (event: Event) => boolean] {
  const returnTrue = () => true;
  switch (signal) {
    case 'hidden':
      return [
        document,
        'visibilitychange',
        () => document.visibilityState === 'hidden',
      ];
    case 'leave':
      return [window, 'pagehide', returnTrue];
    case 'return':
      // Every load fires `pageshow`; `persisted` is true for a page from the back/forward cache.
      return [
        window,
        'pageshow',
        event => (event as PageTransitionEvent).persisted,
      ];
    default:
      return [window, signal, returnTrue];
  }
}
