import {
  defaultRangeExtractor,
  elementScroll,
  measureElement,
  observeElementOffset,
  observeElementRect,
  observeWindowOffset,
  observeWindowRect,
  useVirtualizer,
  windowScroll,
  type Virtualizer,
} from '@tanstack/react-virtual';
import { useLayoutEffect, useState, type RefObject } from 'react';

function getScrollParent(element: Element): Element | Window {
  let parent = element.parentElement;
  while (parent && parent !== document.body) {
    if (/auto|scroll|overlay/.test(getComputedStyle(parent).overflowY)) {
      return parent;
    }
    parent = parent.parentElement;
  }
  return window;
}

const OVERSCAN = 12;

type Options = Parameters<typeof useVirtualizer<Element, Element>>[0];

const elementOptions = {
  observeElementRect,
  observeElementOffset,
  scrollToFn: elementScroll,
} as Pick<
  Options,
  'observeElementRect' | 'observeElementOffset' | 'scrollToFn'
>;

const windowOptions = {
  observeElementRect: observeWindowRect,
  observeElementOffset: observeWindowOffset,
  scrollToFn: windowScroll,
} as unknown as typeof elementOptions;

/** Reading the height at once would force a layout; a ResizeObserver reports it in time. */
const measureLater: typeof measureElement = (element, entry, instance) => {
  if (entry || typeof ResizeObserver === 'undefined') {
    return measureElement(element, entry, instance);
  }
  const index = instance.indexFromElement(element);
  const key = instance.options.getItemKey(index);
  return (
    instance.itemSizeCache.get(key) ?? instance.options.estimateSize(index)
  );
};

/**
 * Virtualises a list that scrolls with its page, whether an element or the window scrolls.
 *
 * @param options - `keep`: the index of an item that is rendered even when out of view, so that it
 * can have the focus; `headings`: the indexes of sticky group headings, in order. The heading above
 * the first rendered item is rendered, too, and scrolling to an item stops below the heading, so
 * that the heading does not cover the item.
 * @public
 */
export function usePageVirtualizer(
  list: RefObject<HTMLElement>,
  options: {
    count: number;
    getItemKey: (index: number) => string;
    estimateSize: (index: number) => number;
    keep?: number;
    headings?: readonly number[];
  },
): Virtualizer<Element, Element> {
  const { count, keep, headings = [], estimateSize } = options;
  const [scroller, setScroller] = useState<Element | Window | null>(null);
  const [margin, setMargin] = useState(0);

  useLayoutEffect(() => {
    const element = list.current;
    if (!element) {
      return undefined;
    }
    const parent = getScrollParent(element);
    const measure = () => {
      const top =
        parent instanceof Element
          ? parent.getBoundingClientRect().top - parent.scrollTop
          : -window.scrollY;
      setMargin(Math.round(element.getBoundingClientRect().top - top));
    };
    setScroller(parent);
    measure();
    if (typeof ResizeObserver === 'undefined') {
      return undefined;
    }
    // Content above the list can change its height at any time.
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    for (
      let ancestor: Element | null = element;
      ancestor && ancestor !== parent;
      ancestor = ancestor.parentElement
    ) {
      observer.observe(ancestor);
    }
    return () => observer.disconnect();
  }, [list]);

  return useVirtualizer<Element, Element>({
    ...(scroller instanceof Element ? elementOptions : windowOptions),
    count,
    enabled: scroller !== null,
    // Start at the page's current scroll position, so that a new list does not scroll the page to
    // the top.
    initialOffset: () =>
      scroller instanceof Element ? scroller.scrollTop : window.scrollY,
    getScrollElement: () => scroller as Element | null,
    getItemKey: options.getItemKey,
    estimateSize,
    measureElement: measureLater,
    scrollMargin: margin,
    scrollPaddingStart: headings.length > 0 ? estimateSize(headings[0]) : 0,
    overscan: OVERSCAN,
    rangeExtractor: range => {
      const indexes = new Set(defaultRangeExtractor(range));
      const [firstIndex] = indexes;
      const heading = headings.filter(index => index < firstIndex).at(-1);
      if (heading !== undefined) {
        indexes.add(heading);
      }
      if (keep !== undefined && keep >= 0 && keep < count) {
        indexes.add(keep);
      }
      return [...indexes].sort((a, b) => a - b);
    },
  });
}
