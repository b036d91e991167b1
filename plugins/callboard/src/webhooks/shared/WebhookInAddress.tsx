import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, type Webhook } from '@callboard/plugin-callboard-common';
import {
  EmptyState,
  PageSubject,
  QueryState,
  getErrorStatus,
  useCallboardQuery,
} from '@callboard/plugin-callboard-react';
import { Fragment, type ReactNode } from 'react';
import { useParams } from 'react-router-dom';
import { callboardWebhooksTranslationRef } from '../translation';
import { useWebhookLinks } from './useWebhookLinks';

/** Loads the webhook in the URL and renders a page about it. */
export function WebhookInAddress(props: {
  workspace: string;
  /** The polling interval in milliseconds; no polling by default. */
  refetchInterval?: number;
  children: (webhook: Webhook) => ReactNode;
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
  const status = getErrorStatus(webhook.error);
  // The server rejects a malformed id with a 400.
  if (status === 404 || status === 400) {
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
        <PageSubject name={found.name} href={links.webhook(found.id)}>
          <Fragment key={found.id}>{props.children(found)}</Fragment>
        </PageSubject>
      )}
    </QueryState>
  );
}
