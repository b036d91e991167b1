import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type Dashboard,
  type DashboardPatch,
} from '@callboard/plugin-callboard-common';
import {
  toIfMatchHeader,
  saveFile,
  useAttempt,
  useCallboardClient,
  useToast,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useNavigate } from 'react-router-dom';
import { callboardDashboardsListTranslationRef } from './listTranslation';
import { refreshDashboards } from '../data/dashboards';

/** Returns the path of a dashboard, relative to the list. */
export const buildDashboardHref = (id: string, workspace: string): string =>
  `${id}?workspace=${encodeURIComponent(workspace)}`;

/** The maximum length of a file name without its extension, in characters. */
const MAX_FILE_NAME_LENGTH = 80;

/** The letters and digits of a name, with dashes for other characters; `dashboard` if none. */
export function getExportFileName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+/, '');
  // Cuts whole code points: slicing the string could split a surrogate pair.
  const short = Array.from(plain).slice(0, MAX_FILE_NAME_LENGTH).join('');
  return `${short.replace(/-+$/, '') || 'dashboard'}.json`;
}

/** The menu's actions that need no dialog. Messages report failures and successful changes. */
export function useDashboardActions({ slug, name: workspace }: OwnWorkspace) {
  const { t } = useTranslationRef(callboardDashboardsListTranslationRef);
  const client = useCallboardClient();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const notify = useToast();
  const attempt = useAttempt();
  return useMemo(() => {
    async function attemptChange(
      failureTitle: string,
      action: () => Promise<unknown>,
    ) {
      await attempt(action, failureTitle);
      await refreshDashboards(queries);
    }
    const open = ({ id }: Pick<Dashboard, 'id'>) =>
      navigate(buildDashboardHref(id, slug));
    const patch = (
      { id, version }: Pick<Dashboard, 'id' | 'version'>,
      body: DashboardPatch,
    ) =>
      client.call(endpoints.updateDashboard, {
        params: { slug, id },
        body,
        headers: toIfMatchHeader({ version }),
      });

    return {
      open,
      duplicate: ({ id, name }: Dashboard) =>
        attemptChange(t('failed.duplicate', { name }), async () => {
          const copy = await client.call(endpoints.duplicateDashboard, {
            params: { slug, id },
          });
          notify({
            status: 'success',
            title: t('did.duplicate', { name: copy.name }),
            actions: [{ label: t('openIt'), onClick: () => open(copy) }],
          });
        }),
      setDefault: (dashboard: Dashboard, is_default: boolean) => {
        const { name } = dashboard;
        const key = is_default ? 'makeDefault' : 'unmakeDefault';
        return attemptChange(t(`failed.${key}`, { name }), async () => {
          await patch(dashboard, { is_default });
          notify({
            status: 'success',
            title: t(`did.${key}`, { name, workspace }),
          });
        });
      },
      setShared: (dashboard: Dashboard, isShared: boolean) => {
        const { name, access, is_default } = dashboard;
        const key = isShared ? 'share' : 'makePrivate';
        const failureTitle = t(`failed.${key}`, { name });
        const undoPatch = is_default ? { access, is_default } : { access };
        return attemptChange(failureTitle, async () => {
          const changed = await patch(dashboard, {
            access: isShared ? 'shared' : 'private',
          });
          notify({
            status: 'success',
            title: t(`did.${key}`, { name, workspace }),
            onUndo: () =>
              attemptChange(t('failed.undo', { name }), () =>
                patch(changed, undoPatch),
              ),
          });
        });
      },
      exportFile: ({ id, name }: Dashboard) =>
        attempt(async () => {
          const file = await client.call(endpoints.exportDashboard, {
            params: { slug, id },
          });
          saveFile(
            new Blob([`${JSON.stringify(file, null, 2)}\n`], {
              type: 'application/json',
            }),
            getExportFileName(name),
          );
        }, t('failed.export', { name })),
    };
  }, [t, client, queries, navigate, notify, attempt, slug, workspace]);
}

export type DashboardActions = ReturnType<typeof useDashboardActions>;
