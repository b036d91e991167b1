import { Endpoint } from '@callboard/plugin-callboard-common';
import { z } from 'zod';
import { PartToParse } from './parseRequest';

/**
 * The workspace in a request's path or query, and the project, if the endpoint is about one.
 * Undefined for an invalid path.
 */
export function parseWorkspaceName(
  endpoint: Endpoint,
  path: PartToParse,
  query: PartToParse,
): { isValid: boolean; slug?: string; pid?: string } {
  const params = path.schema.safeParse(path.value);
  if (!params.success || 'slug' in endpoint.params.shape) {
    return {
      isValid: params.success,
      ...(params.data as { slug?: string; pid?: string } | undefined),
    };
  }
  const schema = endpoint.query.shape.workspace as z.ZodType<string>;
  if (!schema) {
    return { isValid: true };
  }
  const { workspace } = query.value as { workspace?: string };
  const named = schema.safeParse(workspace);
  return { isValid: named.success, slug: named.data };
}
