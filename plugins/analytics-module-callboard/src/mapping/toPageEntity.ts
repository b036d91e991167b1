import { parseEntityPath } from './parseEntityPath';
import { toNamedEntity, NamedEntity } from './toNamedEntity';
import { PortalEvent } from './PortalEvent';

/**
 * The entity whose page a navigation opened. A portal may have moved the
 * catalog to another path, so the route's own parameters come first.
 */
export function toPageEntity(
  event: PortalEvent,
  path: string,
): NamedEntity | undefined {
  const { context, attributes } = event;
  const isEntityRoute =
    context?.extensionId === 'page:catalog/entity' ||
    context?.routeRef === 'catalog:entity' ||
    context?.extension === 'CatalogEntityPage';
  return (
    toNamedEntity(context?.entityRef) ??
    (isEntityRoute && attributes?.kind && attributes.name
      ? toNamedEntity(
          `${attributes.kind}:${attributes.namespace ?? 'default'}/${
            attributes.name
          }`,
        )
      : undefined) ??
    parseEntityPath(path)
  );
}
