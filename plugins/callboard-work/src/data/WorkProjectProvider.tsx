import {
  type Project,
  type WorkItem,
  type WorkItemPatch,
  endpoints,
  mayChange,
  includesRole,
} from '@callboard/plugin-callboard-common';
import {
  QueryState,
  type OwnWorkspace,
  getProblems,
  getErrorStatus,
  useToast,
  useCallboardQuery,
  useMe,
} from '@callboard/plugin-callboard-react';
import { type ReactNode, useCallback, useMemo } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { callboardWorkTranslationRef } from '../translation';
import type { MadeChange } from './WorkActions';
import { WorkActionsContext } from './WorkActionsContext';
import type { WorkProject } from './WorkProject';
import { buildUndoPatch } from './buildUndoPatch';
import { useChangeItem } from './useChangeItem';
import { useLiveWork } from './useLiveWork';
import { WorkProjectContext } from './WorkProjectContext';
import { wasOvertaken } from './wasOvertaken';

/** The maximum page size of the server, which no project exceeds. */
const query = { limit: 200 };

/** Loads a project with the settings of its items; undefined until all are loaded. */
function useLoadedProject(
  workspace: OwnWorkspace,
  project: Project,
): {
  data: WorkProject | undefined;
  error: Error | null;
  refetch: () => Promise<unknown>;
} {
  const params = { slug: workspace.slug, pid: project.id };
  const me = useMe();
  const states = useCallboardQuery(endpoints.listStates, { params, query });
  const labels = useCallboardQuery(endpoints.listLabels, { params, query });
  const cycles = useCallboardQuery(endpoints.listCycles, { params, query });
  const modules = useCallboardQuery(endpoints.listModules, { params, query });
  const members = useCallboardQuery(endpoints.listProjectMembers, {
    params,
    query,
  });
  const all = [me, states, labels, cycles, modules, members];

  const data = useMemo<WorkProject | undefined>(() => {
    if (
      !me.data ||
      !states.data ||
      !labels.data ||
      !cycles.data ||
      !modules.data ||
      !members.data
    ) {
      return undefined;
    }
    const { role, archived_at } = project;
    const isArchived = archived_at !== null;
    const reader = {
      user_ref: me.data.user_ref,
      workspaceRole: workspace.role,
      projectRole: role,
      isArchived,
    };
    return {
      workspace,
      project,
      states: states.data.items,
      labels: labels.data.items,
      cycles: cycles.data.items,
      modules: modules.data.items,
      people: members.data.items
        .map(({ user_ref, display_name }) => ({
          user_ref,
          name: display_name,
        }))
        .sort((a, b) => a.name.localeCompare(b.name)),
      me: { user_ref: me.data.user_ref, name: me.data.display_name },
      mayWrite: !isArchived && role !== null && includesRole(role, 'member'),
      mayChange: (item, field) => mayChange(item, reader, field),
      isAdmin: role === 'admin',
    };
  }, [
    workspace,
    project,
    me.data,
    states.data,
    labels.data,
    cycles.data,
    modules.data,
    members.data,
  ]);
  return {
    data,
    error: all.find(({ error }) => error)?.error ?? null,
    refetch: () => Promise.all(all.map(({ refetch }) => refetch())),
  };
}

/** Provides changes of items to its children, with an undo of the last one. */
function WorkActionsProvider(props: { children: ReactNode }) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { mutateAsync } = useChangeItem();
  const notify = useToast();

  const complain = useCallback(
    (item: WorkItem, error: Error) =>
      notify({
        status: 'danger',
        title: t('change.failed', { item: item.identifier }),
        description: getProblems(error).message,
      }),
    [notify, t],
  );
  const undo = useCallback(
    async (saved: WorkItem, inverse: WorkItemPatch) => {
      try {
        await mutateAsync({ item: saved, patch: inverse, base: saved });
        notify({
          status: 'info',
          title: t('change.undone', { item: saved.identifier }),
        });
      } catch (error) {
        if (getErrorStatus(error) === 412) {
          notify({
            status: 'danger',
            title: t('change.notUndone', { item: saved.identifier }),
            description: t('change.changedSince'),
          });
        } else {
          complain(saved, error as Error);
        }
      }
    },
    [mutateAsync, notify, t, complain],
  );
  const offerUndo = useCallback(
    ({ before, patch, saved }: MadeChange, message: string) =>
      notify({
        status: 'success',
        title: message,
        ...(wasOvertaken(before, saved)
          ? { description: t('change.overtaken') }
          : { onUndo: () => undo(saved, buildUndoPatch(before, patch)) }),
      }),
    [notify, t, undo],
  );
  const change = useCallback(
    (item: WorkItem, patch: WorkItemPatch, message: string) => {
      mutateAsync({ item, patch }).then(
        saved => offerUndo({ before: item, patch, saved }, message),
        error => complain(item, error),
      );
    },
    [mutateAsync, complain, offerUndo],
  );
  const actions = useMemo(() => ({ change, offerUndo }), [change, offerUndo]);
  return (
    <WorkActionsContext.Provider value={actions}>
      {props.children}
    </WorkActionsContext.Provider>
  );
}

/** Renders its children once the project is loaded, and keeps it up to date. */
export function WorkProjectProvider(props: {
  workspace: OwnWorkspace;
  project: Project;
  loading?: ReactNode;
  children: ReactNode;
}) {
  const { workspace, project } = props;
  useLiveWork(workspace.id);
  return (
    <QueryState
      query={useLoadedProject(workspace, project)}
      loading={props.loading}
      givers={{ workspace: workspace.slug, project: project.id }}
    >
      {loaded => (
        <WorkProjectContext.Provider value={loaded}>
          <WorkActionsProvider>{props.children}</WorkActionsProvider>
        </WorkProjectContext.Provider>
      )}
    </QueryState>
  );
}
