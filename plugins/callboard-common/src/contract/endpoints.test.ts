import { isResourcePermission } from '@backstage/plugin-permission-common';
import {
  callboardActivityReadNamedPermission,
  callboardPermissions,
  callboardWorkItemReadPermission,
  RESOURCE_TYPE_PROJECT,
} from '../permissions';
import { allEndpoints, endpoints } from './endpoints';

/** The permissions that decide on parts of responses, or on the portal's search. */
const WITHOUT_ENDPOINT = [
  callboardActivityReadNamedPermission.name,
  callboardWorkItemReadPermission.name,
];

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
      [...new Set([...names, ...WITHOUT_ENDPOINT])].sort(),
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
