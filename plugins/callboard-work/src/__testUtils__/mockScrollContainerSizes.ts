import { mockElementSizes } from '@callboard/plugin-callboard-react/testUtils';

/** Gives scroll containers a height in the tests of a suite. */
export function mockScrollContainerSizes(): void {
  const isScroller = (element: HTMLElement) =>
    element.role === 'dialog' ||
    // The scroll container of portals on the legacy frontend system.
    element.tagName === 'MAIN' ||
    (element.tagName === 'DIV' && element.parentElement?.tagName === 'SECTION');
  const isCard = (element: HTMLElement) => element.role === 'listitem';
  mockElementSizes(element => {
    if (isCard(element)) {
      return { width: 264, height: 90 };
    }
    return isScroller(element) ? { width: 280, height: 600 } : undefined;
  });
}
