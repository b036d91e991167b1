import type { ApiRef } from '@backstage/frontend-plugin-api';
import {
  createApiFactory,
  type AnyApiFactory,
  attachComponentData,
  getComponentData,
} from '@backstage/core-plugin-api';
import { lazy, type ComponentType, type ReactNode } from 'react';
import type { AdminBlock } from '../page/AdminBlockBlueprint';
import {
  type PageSection,
  type PageSections,
  sortPageSections,
} from '../sections/PageSections';

const ADMIN_BLOCK = 'callboard.admin-block';

/** A block without its path, which the portal defines when it mounts the page. @public */
export type AdminBlockWithoutPath = Omit<AdminBlock, 'to'>;

/**
 * Attaches a block for the admin page's overview to a page of the legacy frontend system. The
 * overview shows the block if the page is a tab of the admin page.
 *
 * @public
 */
export function attachAdminBlock(
  page: ComponentType<any>,
  block: AdminBlockWithoutPath,
): void {
  attachComponentData(page, ADMIN_BLOCK, block);
}

/** The block of a page, if it has one. @public */
export function getAdminBlock(
  page: ReactNode,
): AdminBlockWithoutPath | undefined {
  return getComponentData(page, ADMIN_BLOCK);
}

/**
 * Creates a page section for portals on the legacy frontend system.
 *
 * @param options - `load` is the return value of `wrapForLegacySystem`
 * @public
 */
export function createPageSection<Props extends {}>(options: {
  name: string;
  order: number;
  load: () => Promise<(props: Props) => JSX.Element>;
}): PageSection<Props> {
  const { name, order, load } = options;
  return {
    name,
    order,
    // TypeScript cannot infer that `Props` without a `ref` are `Props`.
    Section: lazy(async () => ({
      default: await load(),
    })) as unknown as ComponentType<Props>,
  };
}

/**
 * Registers the sections that other plugins add to a page, in a portal on the legacy frontend
 * system.
 *
 * @example
 * ```ts
 * export const apis = [
 *   createPageSectionsFactory(workItemSectionsApiRef, [callboardTimeItemSection]),
 * ];
 * ```
 *
 * @public
 */
export function createPageSectionsFactory<Props extends {}>(
  page: ApiRef<PageSections<Props>>,
  sections: readonly PageSection<Props>[],
): AnyApiFactory {
  return createApiFactory(page, sortPageSections(sections));
}
