import { setSizes } from '@callboard/plugin-callboard-react/testUtils';

/** Gives a size to what is scrolled or panned, in the tests of a suite. */
export function giveSizes(): void {
  setSizes(element =>
    element.classList.contains('react-flow') ||
    // It scrolls by itself in portals on the legacy frontend system.
    element.tagName === 'MAIN' ||
    element.querySelector(':scope > [role=tree]') !== null
      ? { width: 1000, height: 600 }
      : undefined,
  );
}
