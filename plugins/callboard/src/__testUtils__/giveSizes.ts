/** jsdom lays nothing out: what is scrolled or panned gets a size here. */
export function giveSizes(): void {
  const sized = (element: HTMLElement) =>
    element.classList.contains('react-flow') ||
    // It scrolls by itself in portals on the legacy frontend system.
    element.tagName === 'MAIN' ||
    element.querySelector(':scope > [role=tree]') !== null;
  for (const [property, size] of [
    ['offsetHeight', 600],
    ['offsetWidth', 1000],
  ] as const) {
    Object.defineProperty(HTMLElement.prototype, property, {
      configurable: true,
      get() {
        return sized(this) ? size : 0;
      },
    });
  }
  global.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
}
