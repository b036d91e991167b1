import { Endpoint } from '@callboard/plugin-callboard-common';
import { z } from 'zod';
import { PartToParse } from './parseRequest';

/**
 * The workspace a request names, in its path or its query, and the project, if
 * its endpoint is about one. A path that is wrong anywhere names none.
 */
export function nameOfWorkspace(
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
