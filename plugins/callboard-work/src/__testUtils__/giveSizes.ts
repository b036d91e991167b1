/** jsdom lays nothing out: what scrolls by itself gets a height here. */
export function giveSizes(): void {
  const isScroller = (element: HTMLElement) =>
    element.role === 'dialog' ||
    // In portals on the legacy frontend system.
    element.tagName === 'MAIN' ||
    (element.tagName === 'DIV' && element.parentElement?.tagName === 'SECTION');
  const isCard = (element: HTMLElement) => element.role === 'listitem';
  for (const [property, column, card] of [
    ['offsetHeight', 600, 90],
    ['offsetWidth', 280, 264],
  ] as const) {
    Object.defineProperty(HTMLElement.prototype, property, {
      configurable: true,
      get() {
        if (isCard(this)) {
          return card;
        }
        return isScroller(this) ? column : 0;
      },
    });
  }
  global.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
}
