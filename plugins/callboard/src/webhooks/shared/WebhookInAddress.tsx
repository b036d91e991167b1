import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, type Webhook } from '@callboard/plugin-callboard-common';
import {
  EmptyState,
  PageSubject,
  QueryState,
  statusOf,
  useCallboardQuery,
} from '@callboard/plugin-callboard-react';
import { Fragment, type ReactNode } from 'react';
import { useParams } from 'react-router-dom';
import { callboardWebhooksTranslationRef } from '../translation';
import { useWebhookLinks } from './useWebhookLinks';

/** Draws a page about the webhook in the address, if it is there. */
export function WebhookInAddress(props: {
  workspace: string;
  /** How often it is read again, in milliseconds; never by default. */
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
  const status = statusOf(webhook.error);
  // An id that cannot be one is refused rather than not found.
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
