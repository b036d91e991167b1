import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, type Webhook } from '@callboard/plugin-callboard-common';
import {
  formatCount,
  useCallboardQuery,
} from '@callboard/plugin-callboard-react';
import { BlockStatus } from '../admin/BlockStatus';
import { getWebhookState } from './shared/getWebhookState';
import { callboardWebhooksTranslationRef } from './translation';

function Facts(props: { slug: string; name?: string }) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { data } = useCallboardQuery(endpoints.listWebhooks, {
    params: { slug: props.slug },
    query: {},
  });
  const formatWebhookStats = (items: Webhook[]) => {
    const countWebhooks = (...states: string[]) =>
      items.filter(webhook => states.includes(getWebhookState(webhook))).length;
    const failing = countWebhooks('failing');
    const deactivated = countWebhooks('removed', 'stopped');
    return [
      props.name,
      items.length > 0
        ? t('block.count', {
            count: items.length,
            formatted: formatCount(items.length),
          })
        : t('block.none'),
      failing > 0 && t('block.failing', { formatted: formatCount(failing) }),
      deactivated > 0 &&
        t('block.deactivated', { formatted: formatCount(deactivated) }),
    ];
  };
  return (
    <>{data && formatWebhookStats(data.items).filter(Boolean).join(' · ')}</>
  );
}

/** The status of the webhooks in the first workspace that the person administers. */
export function WebhooksBlockStatus() {
  return <BlockStatus Facts={Facts} />;
}
