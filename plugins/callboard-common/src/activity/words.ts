import { z } from 'zod';
import { changeActions, entityTypes } from '../changes/vocabulary';

/** The actions of the Backstage analytics events that the portal posts. @public */
export const portalActions = [
  'page_view',
  'entity_view',
  'search',
  'click',
  'discover',
  'not_found',
] as const;

/** Actions that only view something. @public */
export const viewActions = [
  'page_view',
  'entity_view',
  'search',
  'click',
  'not_found',
] as const;

/** Adds an API description and examples to a schema for actions. */
export function documentAsAction<Schema extends z.ZodType<string>>(
  schema: Schema,
): Schema {
  return schema.meta({
    description:
      'The action. The examples are all actions of recorded changes and those that the portal posts. Other clients may post other actions.',
    examples: [...changeActions, ...portalActions],
  });
}

/** Adds an API description and examples to a schema for entity types. */
export function documentAsEntityType<Schema extends z.ZodType<string>>(
  schema: Schema,
): Schema {
  return schema.meta({
    description:
      'The type of the changed entity. The examples are all types of recorded changes. Posted activity can have other types, such as kinds of catalog entities.',
    examples: entityTypes,
  });
}
