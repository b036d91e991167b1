import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type DashboardAccess,
  type ExportedDashboard,
  type ResponseOf,
} from '@callboard/plugin-callboard-common';
import {
  toIfMatchHeader,
  getProblems,
  useCallboardClient,
  useToast,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import {
  useMutation,
  useQueryClient,
  type UseMutationResult,
} from '@tanstack/react-query';
import { callboardDashboardsListTranslationRef } from './listTranslation';
import { refreshDashboards } from '../data/dashboards';

/** The content and access of a new dashboard. */
export interface NewDashboard {
  file: ExportedDashboard;
  access: DashboardAccess;
}

export type CreatedDashboard = ResponseOf<typeof endpoints.importDashboard>;

/**
 * Creates a dashboard from a template or a file, completely or not at all, and then shares it if
 * requested. If sharing fails, the dashboard stays private, and a message says so. A message also
 * reports a changed name.
 */
export function useCreateDashboard({
  slug,
}: OwnWorkspace): UseMutationResult<CreatedDashboard, Error, NewDashboard> {
  const { t } = useTranslationRef(callboardDashboardsListTranslationRef);
  const client = useCallboardClient();
  const queries = useQueryClient();
  const notify = useToast();
  return useMutation({
    mutationFn: async ({ file, access }: NewDashboard) => {
      const created = await client.call(endpoints.importDashboard, {
        params: { slug },
        body: file,
      });
      const { id, name } = created;
      if (name !== file.name) {
        notify({ status: 'info', title: t('create.renamed', { name }) });
      }
      if (access === 'shared') {
        try {
          await client.call(endpoints.updateDashboard, {
            params: { slug, id },
            body: { access },
            headers: toIfMatchHeader(created),
          });
        } catch (error) {
          notify({
            status: 'danger',
            title: t('create.notShared', { name }),
            description: getProblems(error).message,
          });
        }
      }
      return created;
    },
    onSettled: () => {
      refreshDashboards(queries);
    },
  });
}
