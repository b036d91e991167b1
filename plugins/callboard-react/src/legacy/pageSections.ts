import type { ApiRef } from '@backstage/frontend-plugin-api';
import {
  createApiFactory,
  type AnyApiFactory,
} from '@backstage/core-plugin-api';
import { lazy, type ComponentType } from 'react';
import type { PageSection, PageSections } from '../sections/PageSection';
import { sortPageSections } from '../sections/sortPageSections';

/**
 * Creates a page section for portals on the legacy frontend system.
 *
 * @param options - `load` is the return value of `bridged`
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
 * Gives a page the sections of other plugins, in a portal on the legacy frontend
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
