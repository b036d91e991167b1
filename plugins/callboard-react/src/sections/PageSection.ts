import type { ComponentType } from 'react';

/**
 * A part of a page that another plugin draws, under a heading of its own.
 *
 * @public
 */
export interface PageSection<Props extends {}> {
  /** Tells it from others. */
  name: string;
  /** Sections are drawn in this order, then by name. */
  order: number;
  Section: ComponentType<Props>;
}

/** The sections that other plugins add to a page. @public */
export interface PageSections<Props extends {}> {
  /** In the order in which they are drawn. */
  readonly sections: readonly PageSection<Props>[];
}

/** The place of sections that name none. */
export const LAST_SECTION = 1000;
