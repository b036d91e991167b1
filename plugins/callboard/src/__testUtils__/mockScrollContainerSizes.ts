import { mockElementSizes } from '@callboard/plugin-callboard-react/testUtils';

/** Gives scroll containers and the chart a size in the tests of a suite. */
export function mockScrollContainerSizes(): void {
  mockElementSizes(element =>
    element.classList.contains('react-flow') ||
    // The scroll container in portals on the legacy frontend system.
    element.tagName === 'MAIN' ||
    element.querySelector(':scope > [role=tree]') !== null
      ? { width: 1000, height: 600 }
      : undefined,
  );
}
