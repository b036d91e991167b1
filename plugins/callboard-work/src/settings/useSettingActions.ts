import {
  endpoints,
  permissions,
  workSettingEndpoints,
  type SettingEndpoints,
  type Cycle,
  type Label,
  type WorkModule,
  type WorkState,
  type ProjectPatch,
} from '@callboard/plugin-callboard-common';
import {
  invalidateEndpoints,
  toIfMatchHeader,
  useEndpointMutation,
  getProblems,
  getErrorStatus,
} from '@callboard/plugin-callboard-react';
import { useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { toProjectParams, useWorkProject } from '../data/WorkProject';
import { refreshWork } from '../data/refreshWork';
import { callboardWorkSettingsTranslationRef } from '../settingsTranslation';

/** The kinds of settings that items refer to. */
export type SettingKind = keyof typeof workSettingEndpoints;

/** A state, label, cycle or module of a project. */
export type Setting = WorkState | Label | Cycle | WorkModule;

export const permissionsByKind = {
  states: permissions.state,
  labels: permissions.label,
  cycles: permissions.cycle,
  modules: permissions.module,
};

type SettingBody = Record<string, string | number | null>;

/**
 * Creates, changes and deletes settings of a kind. Each mutation completes once the refreshed list
 * is visible.
 */
export function useSettingActions(kind: SettingKind) {
  const scope = useWorkProject();
  const queries = useQueryClient();
  const settingEndpoints = workSettingEndpoints[
    kind
  ] as unknown as SettingEndpoints;
  // Only the deletion of a state can move its items to another setting of the kind.
  const deleteEndpoint = (
    kind === 'states' ? endpoints.deleteState : settingEndpoints.remove
  ) as typeof endpoints.deleteState;
  const params = toProjectParams(scope);
  const onSettled = async () => {
    refreshWork(queries, { columns: true });
    invalidateEndpoints(queries, [endpoints.getWorkItem]);
    await invalidateEndpoints(queries, [settingEndpoints.list]);
  };
  return {
    create: useEndpointMutation(settingEndpoints.create, {
      toRequest: (body: SettingBody) => ({ params, body }),
      onSettled,
    }) as UseMutationResult<Setting, Error, SettingBody>,
    update: useEndpointMutation(settingEndpoints.update, {
      toRequest: (change: { resource: Setting; body: SettingBody }) => ({
        params: { ...params, id: change.resource.id },
        body: change.body,
        headers: toIfMatchHeader(change.resource),
      }),
      onSettled,
    }),
    remove: useEndpointMutation(deleteEndpoint, {
      toRequest: (deletion: { resource: Setting; reassign_to?: string }) => ({
        params: { ...params, id: deletion.resource.id },
        query: deletion.reassign_to
          ? { reassign_to: deletion.reassign_to }
          : {},
        headers: toIfMatchHeader(deletion.resource),
      }),
      onSettled,
    }),
  };
}

/**
 * Changes the project, unless someone else changed it since `version`. Completes once the refreshed
 * project is visible.
 *
 * @param options - `version`: the version that a form was filled with; by default, the current
 * version; `toSuccessTitle`: the title of the message after success
 */
export function useUpdateProject(options: {
  version?: number;
  toSuccessTitle: () => string;
}) {
  const scope = useWorkProject();
  const queries = useQueryClient();
  return useEndpointMutation(endpoints.updateProject, {
    toRequest: (body: ProjectPatch) => ({
      params: toProjectParams(scope),
      body,
      headers: toIfMatchHeader({
        version: options.version ?? scope.project.version,
      }),
    }),
    toSuccessTitle: options.toSuccessTitle,
    onSuccess: (_, { identifier }) => {
      if (identifier !== undefined) {
        // The identifiers of all items contain the project's identifier.
        refreshWork(queries, { columns: true });
        invalidateEndpoints(queries, [endpoints.getWorkItem]);
      }
    },
    onSettled: () =>
      invalidateEndpoints(queries, [
        endpoints.listProjects,
        endpoints.listProjectOverviews,
        endpoints.getProject,
      ]),
  });
}

/** Returns a function that explains why a setting was not saved. */
export function useSettingProblem(): (error: Error) => string {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  return error =>
    getErrorStatus(error) === 412
      ? t('conflict')
      : `${t('failed')} ${getProblems(error).message}`;
}
