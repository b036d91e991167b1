import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type ExportedDashboard,
  type ResponseOf,
} from '@callboard/plugin-callboard-common';
import {
  toIfMatchHeader,
  useAttempt,
  useCallboardClient,
  useToast,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import {
  useMutation,
  useQueryClient,
  type UseMutationResult,
} from '@tanstack/react-query';
import { refreshDashboards } from '../data/dashboards';
import type { NewDetails } from './DetailsFields';
import { callboardDashboardsListTranslationRef } from './listTranslation';

interface NewDashboard {
  content: ExportedDashboard;
  details: NewDetails;
}

export type CreatedDashboard = ResponseOf<typeof endpoints.importDashboard>;

/**
 * Creates a dashboard with its widgets in one request, and then shares it if requested. Messages
 * report when sharing fails, and when the server changed the name because it was taken.
 */
export function useCreateDashboard({
  slug,
}: OwnWorkspace): UseMutationResult<CreatedDashboard, Error, NewDashboard> {
  const { t } = useTranslationRef(callboardDashboardsListTranslationRef);
  const client = useCallboardClient();
  const queries = useQueryClient();
  const notify = useToast();
  const attempt = useAttempt();
  return useMutation({
    mutationFn: async ({ content, details }: NewDashboard) => {
      const requestedName = details.name.trim();
      const created = await client.call(endpoints.importDashboard, {
        params: { slug },
        body: {
          ...content,
          name: requestedName,
          description: details.description.trim() || null,
        },
      });
      const { id, name } = created;
      if (name !== requestedName) {
        notify({ status: 'info', title: t('create.renamed', { name }) });
      }
      if (details.access === 'shared') {
        await attempt(
          () =>
            client.call(endpoints.updateDashboard, {
              params: { slug, id },
              body: { access: 'shared' },
              headers: toIfMatchHeader(created),
            }),
          t('create.notShared', { name }),
        );
      }
      return created;
    },
    onSettled: () => {
      refreshDashboards(queries);
    },
  });
}
