import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, type Dashboard } from '@callboard/plugin-callboard-common';
import {
  toIfMatchHeader,
  getProblems,
  getQueryKey,
  useCallboardClient,
  useCopyLink,
  useToast,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { openParameters } from './useDashboardUrl';
import { callboardDashboardsViewTranslationRef } from './viewTranslation';

/** Returns the address of a dashboard to share, without the viewer's open elements. */
function getShareUrl({ slug }: OwnWorkspace): string {
  const address = new URL(window.location.href);
  openParameters.forEach(name => address.searchParams.delete(name));
  address.searchParams.set('workspace', slug);
  return address.toString();
}

/** Copies the link of a dashboard; if it is private, warns that others cannot open it. */
export function useShare(
  workspace: OwnWorkspace,
  dashboard: Dashboard,
): () => Promise<void> {
  const { t } = useTranslationRef(callboardDashboardsViewTranslationRef);
  const copy = useCopyLink();
  const notify = useToast();
  const client = useCallboardClient();
  const queries = useQueryClient();
  const share = async () => {
    const params = { slug: workspace.slug, id: dashboard.id };
    try {
      const shared = await client.call(endpoints.updateDashboard, {
        params,
        body: { access: 'shared' },
        headers: toIfMatchHeader(dashboard),
      });
      queries.setQueryData(
        getQueryKey(endpoints.getDashboard, { params }),
        shared,
      );
      await copy(getShareUrl(workspace));
    } catch (error) {
      notify({ status: 'danger', title: getProblems(error).message });
    }
  };
  return async () => {
    if (dashboard.access === 'shared') {
      await copy(getShareUrl(workspace));
      return;
    }
    notify({
      status: 'info',
      title: t('shareNote'),
      description: t('shareHint', { workspace: workspace.name }),
      actions: [{ label: t('shareNow'), onClick: share }],
    });
  };
}
