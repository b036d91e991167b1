import { Link } from '@backstage/core-components';
import { useTranslationRef, useRouteRef } from '@backstage/frontend-plugin-api';
import { endpoints, type Webhook } from '@callboard/plugin-callboard-common';
import {
  EmptyState,
  PageSubject,
  QueryState,
  useCallboardQuery,
  getQueryKey,
} from '@callboard/plugin-callboard-react';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useMemo,
} from 'react';
import { useParams } from 'react-router-dom';
import { useQueryClient } from '@tanstack/react-query';
import {
  createWebhookRouteRef,
  editWebhookRouteRef,
  webhookRouteRef,
  webhooksRouteRef,
} from '../routes';
import { isMissing } from '../shared/isMissing';
import { callboardWebhooksTranslationRef } from './translation';

/** The endpoints whose responses depend on webhooks or their deliveries. */
export const webhookEndpoints = [
  endpoints.listWebhooks,
  endpoints.getWebhook,
  endpoints.getWebhookHealth,
  endpoints.listWebhookDeliveries,
  endpoints.getWebhookDelivery,
];

export function useRefreshWebhooks(): () => void {
  const queries = useQueryClient();
  return useCallback(() => {
    for (const endpoint of webhookEndpoints) {
      queries.invalidateQueries({ queryKey: getQueryKey(endpoint) });
    }
  }, [queries]);
}

export function useWebhookLinks(slug: string) {
  const getListPath = useRouteRef(webhooksRouteRef);
  const getCreatePath = useRouteRef(createWebhookRouteRef);
  const getWebhookPath = useRouteRef(webhookRouteRef);
  const getEditPath = useRouteRef(editWebhookRouteRef);
  return useMemo(() => {
    const buildWorkspaceLink = (path: string | undefined) =>
      `${path ?? ''}?${new URLSearchParams({ workspace: slug })}`;
    return {
      list: buildWorkspaceLink(getListPath?.()),
      create: buildWorkspaceLink(getCreatePath?.()),
      getWebhookLink: (id: string) =>
        buildWorkspaceLink(getWebhookPath?.({ id })),
      getEditLink: (id: string) => buildWorkspaceLink(getEditPath?.({ id })),
    };
  }, [slug, getListPath, getCreatePath, getWebhookPath, getEditPath]);
}

interface PageWebhook {
  slug: string;
  webhook: Webhook;
}

const WebhookContext = createContext<PageWebhook | undefined>(undefined);

export const useWebhookInUrl = (): PageWebhook => useContext(WebhookContext)!;

export function WebhookInUrl(props: {
  workspace: string;
  /** The polling interval in milliseconds; no polling by default. */
  refetchInterval?: number;
  children: ReactNode;
}) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { workspace: slug } = props;
  const { id = '' } = useParams();
  const links = useWebhookLinks(slug);
  const webhook = useCallboardQuery(
    endpoints.getWebhook,
    { params: { slug, id } },
    { refetchInterval: props.refetchInterval },
  );
  if (isMissing(webhook.error)) {
    return (
      <EmptyState
        title={t('detail.missing')}
        action={<Link to={links.list}>{t('detail.back')}</Link>}
      >
        {t('detail.missingHint')}
      </EmptyState>
    );
  }
  return (
    <QueryState query={webhook}>
      {found => (
        <PageSubject name={found.name} href={links.getWebhookLink(found.id)}>
          <WebhookContext.Provider
            key={found.id}
            value={{ slug, webhook: found }}
          >
            {props.children}
          </WebhookContext.Provider>
        </PageSubject>
      )}
    </QueryState>
  );
}
