import { useRouteRef } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import {
  createWebhookRouteRef,
  editWebhookRouteRef,
  webhookRouteRef,
  webhooksRouteRef,
} from '../../routes';

/** The addresses of a workspace's webhook pages. */
interface WebhookLinks {
  list: string;
  create: string;
  webhook: (id: string) => string;
  edit: (id: string) => string;
}

/** Returns links between webhook pages that keep the workspace. */
export function useWebhookLinks(slug: string): WebhookLinks {
  const list = useRouteRef(webhooksRouteRef);
  const create = useRouteRef(createWebhookRouteRef);
  const webhook = useRouteRef(webhookRouteRef);
  const edit = useRouteRef(editWebhookRouteRef);
  return useMemo(() => {
    const buildWorkspaceLink = (path: string | undefined) =>
      `${path ?? ''}?${new URLSearchParams({ workspace: slug })}`;
    return {
      list: buildWorkspaceLink(list?.()),
      create: buildWorkspaceLink(create?.()),
      webhook: id => buildWorkspaceLink(webhook?.({ id })),
      edit: id => buildWorkspaceLink(edit?.({ id })),
    };
  }, [slug, list, create, webhook, edit]);
}
