import {
  endpoints,
  workSettingEndpoints,
  type SettingEndpoints,
} from '@callboard/plugin-callboard-common';
import {
  toIfMatchHeader,
  getQueryKey,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import {
  useMutation,
  useQueryClient,
  type UseMutationResult,
} from '@tanstack/react-query';
import { toProjectParams } from '../data/toProjectParams';
import { refreshWork } from '../data/refreshWork';
import { useWorkProject } from '../data/useWorkProject';
import type { Setting, SettingKind } from './SettingKind';

type Body = Record<string, string | number | null>;

/** The mutations of the settings of a kind. */
export interface SettingActions {
  create: UseMutationResult<Setting, Error, Body>;
  update: UseMutationResult<unknown, Error, { resource: Setting; body: Body }>;
  remove: UseMutationResult<
    unknown,
    Error,
    { resource: Setting; reassign_to?: string }
  >;
}

/** Creates, changes and deletes the settings of the project's items. */
export function useSettingActions(kind: SettingKind): SettingActions {
  const scope = useWorkProject();
  const client = useCallboardClient();
  const queries = useQueryClient();
  const calls = workSettingEndpoints[kind] as unknown as SettingEndpoints;
  // Only deleting a state moves its items; the other endpoints take no target.
  const deleting = (
    kind === 'states' ? endpoints.deleteState : calls.remove
  ) as typeof endpoints.deleteState;
  const params = toProjectParams(scope);
  const onSettled = async () => {
    refreshWork(queries, { columns: true });
    queries.invalidateQueries({ queryKey: getQueryKey(endpoints.getWorkItem) });
    await queries.invalidateQueries({ queryKey: getQueryKey(calls.list) });
  };
  return {
    create: useMutation({
      mutationFn: (body: Body) =>
        client.call(calls.create, { params, body }) as Promise<Setting>,
      onSettled,
    }),
    update: useMutation({
      mutationFn: ({ resource, body }: { resource: Setting; body: Body }) =>
        client.call(calls.update, {
          params: { ...params, id: resource.id },
          body,
          headers: toIfMatchHeader(resource),
        }),
      onSettled,
    }),
    remove: useMutation({
      mutationFn: ({
        resource,
        reassign_to,
      }: {
        resource: Setting;
        reassign_to?: string;
      }) =>
        client.call(deleting, {
          params: { ...params, id: resource.id },
          query: reassign_to ? { reassign_to } : {},
          headers: toIfMatchHeader(resource),
        }),
      onSettled,
    }),
  };
}
