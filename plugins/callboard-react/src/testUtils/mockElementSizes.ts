/**
 * Gives elements a size in the tests of a suite, because jsdom has no layout.
 *
 * @param getSize - the size of an element in pixels; undefined for one without a size
 * @internal
 */
export function mockElementSizes(
  getSize: (
    element: HTMLElement,
  ) => { width: number; height: number } | undefined,
): void {
  const { prototype } = HTMLElement;
  const ofJsdom = {
    offsetWidth: Object.getOwnPropertyDescriptor(prototype, 'offsetWidth')!,
    offsetHeight: Object.getOwnPropertyDescriptor(prototype, 'offsetHeight')!,
  };

  beforeAll(() => {
    Object.defineProperties(prototype, {
      offsetWidth: {
        configurable: true,
        get() {
          return getSize(this)?.width ?? 0;
        },
      },
      offsetHeight: {
        configurable: true,
        get() {
          return getSize(this)?.height ?? 0;
        },
      },
    });
    global.ResizeObserver ??= class {
      observe() {}
      unobserve() {}
      disconnect() {}
    };
  });

  afterAll(() => {
    Object.defineProperties(prototype, ofJsdom);
  });
}
