import { isResourcePermission } from '@backstage/plugin-permission-common';
import { z } from 'zod';
import {
  callboardActivityReadNamedPermission,
  callboardPermissions,
  RESOURCE_TYPE_PROJECT,
} from '../permissions';
import { allEndpoints, endpoints } from './endpoints';

/** The permission that decides on parts of responses. */
const WITHOUT_ENDPOINT = callboardActivityReadNamedPermission.name;

/**
 * Lists the optional fields of a schema, of its nested objects and of the elements of its arrays
 * for which null is invalid.
 */
function listFieldsWithoutNull(
  schema: z.core.$ZodType,
  path: string,
  object = schema,
): string[] {
  const { def } = schema._zod as z.core.$ZodTypes['_zod'];
  switch (def.type) {
    case 'object':
      return Object.entries(def.shape).flatMap(([name, field]) => {
        const isOptional = z.safeParse(field, undefined).success;
        const { error } = z.safeParse(object, { [name]: null });
        return isOptional && error?.issues.some(one => one.path[0] === name)
          ? [`${path}.${name}`]
          : listFieldsWithoutNull(field, `${path}.${name}`);
      });
    case 'union':
      return def.options.flatMap(option => listFieldsWithoutNull(option, path));
    case 'array':
      return listFieldsWithoutNull(def.element, path);
    case 'pipe':
      return listFieldsWithoutNull(def.out, path, schema);
    default:
      return 'innerType' in def
        ? listFieldsWithoutNull(def.innerType, path)
        : [];
  }
}

const entries = Object.entries(allEndpoints);

describe('API contract', () => {
  it('defines each combination of method and path once', () => {
    const keys = entries.map(([, { method, path }]) => `${method} ${path}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it.each(entries)(
    'describes %s according to the API conventions',
    (_id, endpoint) => {
      const { method, path, status, body, response, download } = endpoint;
      // Snake case, no trailing slash, every parameter described.
      expect(path).toMatch(
        /^(?:\/(?:[a-z][a-z0-9._-]*|\{[a-z_]+\}(?:\.[a-z]+)?))+$/,
      );
      expect(path.match(/\{\w+\}/g) ?? []).toEqual(
        Object.keys(endpoint.params.shape).map(name => `{${name}}`),
      );
      for (const name of Object.keys(endpoint.query.shape)) {
        expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
      }
      expect(endpoint.summary).toMatch(/^[A-Z].*[^.]$/);
      expect(body === undefined).toBe(['GET', 'DELETE'].includes(method));
      expect([response, download].filter(Boolean)).toHaveLength(
        status === 204 ? 0 : 1,
      );
      expect(status === 204).toBe(method === 'DELETE');
    },
  );

  it.each(entries)(
    'rejects unknown query parameters of %s',
    (_id, endpoint) => {
      const { error } = endpoint.query.safeParse({ surprise: '1' });
      expect(error?.issues).toContainEqual(
        expect.objectContaining({
          code: 'unrecognized_keys',
          keys: ['surprise'],
        }),
      );
    },
  );

  const posts = entries.filter(
    ([, { method, upload }]) => method === 'POST' && !upload,
  );

  it('treats null as an absent field in every new resource', () => {
    const fields = posts.flatMap(([id, { body }]) =>
      listFieldsWithoutNull(body!, id),
    );
    // Changes of stored items are no new resources.
    expect(fields.filter(field => !field.includes('.changes.'))).toEqual([]);
  });

  it('accepts a missing body wherever every field has a default', () => {
    const required = posts.filter(
      ([, { body }]) =>
        body!.safeParse({}).success && !body!.safeParse(undefined).success,
    );
    expect(required.map(([id]) => id)).toEqual([]);
  });

  it('returns updated_at with the version of every resource', () => {
    const without = entries.filter(([, { response }]) => {
      const shape = response instanceof z.ZodObject ? response.shape : {};
      return 'version' in shape && !('updated_at' in shape);
    });
    expect(without.map(([id]) => id)).toEqual([]);
  });

  it('requires a workspace parameter wherever a workspace role is required', () => {
    const nameless = entries.filter(
      ([, { access, params, query }]) =>
        access.kind === 'workspace' &&
        !('slug' in params.shape) &&
        !('workspace' in query.shape),
    );
    expect(nameless).toEqual([]);
  });

  it('requires a permission for every change', () => {
    const withoutPermission = entries
      .filter(([, { method, permission }]) => method !== 'GET' && !permission)
      .map(([id]) => id);
    expect(withoutPermission).toEqual([]);
    const names = entries.flatMap(
      ([, { permission }]) => permission?.name ?? [],
    );
    for (const name of names) {
      expect(name).toMatch(/^callboard(\.[a-z]+(-[a-z]+)*){2,3}$/);
    }
    expect(callboardPermissions.map(({ name }) => name).sort()).toEqual(
      [...new Set([...names, WITHOUT_ENDPOINT])].sort(),
    );
  });

  it('requires permissions of the resource type that a request refers to', () => {
    const wrong = entries.filter(([, { permission, params, query }]) => {
      if (!permission || !isResourcePermission(permission)) return false;
      return permission.resourceType === RESOURCE_TYPE_PROJECT &&
        permission.attributes.action !== 'read'
        ? !('pid' in params.shape)
        : !('slug' in params.shape) && !('workspace' in query.shape);
    });
    expect(wrong.map(([id]) => id)).toEqual([]);
  });

  it('exports allEndpoints and endpoints as the same object', () => {
    expect(allEndpoints).toBe(endpoints);
  });
});
