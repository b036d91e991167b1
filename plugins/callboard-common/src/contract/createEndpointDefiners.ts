import { z } from 'zod';
import {
  Access,
  defineEndpoint,
  Endpoint,
  EndpointInput,
  HttpMethod,
  Nothing,
  ObjectSchema,
  PathParams,
} from './endpoint';

/**
 * Returns functions that declare endpoints with a tag of the API documentation: one for each HTTP
 * method, which takes the path and the other parts of `defineEndpoint`. Deleting has the status 204.
 */
export function createEndpointDefiners(tag: string) {
  const createDefiner =
    (method: HttpMethod, status: Endpoint['status'] = 200) =>
    <
      const Path extends string,
      Params extends ObjectSchema = PathParams<Path>,
      Query extends ObjectSchema = Nothing,
      Body extends z.ZodType = z.ZodUndefined,
      Response extends z.ZodType = z.ZodUndefined,
      const Caller extends Access = Access,
    >(
      path: Path,
      endpoint: Omit<
        EndpointInput<Params, Query, Body, Response, Caller>,
        'method' | 'path' | 'tag'
      >,
    ) =>
      defineEndpoint<Path, Params, Query, Body, Response, Caller>({
        method,
        path,
        tag,
        status,
        ...endpoint,
      });
  return {
    get: createDefiner('GET'),
    post: createDefiner('POST'),
    put: createDefiner('PUT'),
    patch: createDefiner('PATCH'),
    remove: createDefiner('DELETE', 204),
  };
}
