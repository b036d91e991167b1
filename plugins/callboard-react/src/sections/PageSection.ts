import type { ComponentType } from 'react';

/** A section of a page that another plugin renders, with its own heading. @public */
export interface PageSection<Props extends {}> {
  /** A unique name. */
  name: string;
  /** Sections are sorted by this number, then by name. */
  order: number;
  Section: ComponentType<Props>;
}

/** The sections that other plugins add to a page. @public */
export interface PageSections<Props extends {}> {
  /** In rendering order. */
  readonly sections: readonly PageSection<Props>[];
}

/** The order of sections without their own. */
export const LAST_SECTION = 1000;
