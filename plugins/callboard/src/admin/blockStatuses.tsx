import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  staffStatus,
  type Webhook,
} from '@callboard/plugin-callboard-common';
import {
  toCountParams,
  formatCount,
  formatInstant,
  useCallboardQuery,
  useMe,
  useWholeList,
} from '@callboard/plugin-callboard-react';
import type { ComponentType } from 'react';
import { useOpenEvents } from '../critical/CriticalEvent';
import { callboardCriticalTranslationRef } from '../critical/translation';
import {
  useIntegrityStatus,
  useNewestSeal,
  useSealingWait,
} from '../integrity/integrityData';
import { callboardIntegrityTranslationRef } from '../integrity/translation';
import { countUndelivered, useMailStatus } from '../mail/useMailStatus';
import { callboardDepartmentsTranslationRef } from '../organisation/departments/translation';
import {
  computeTreeStats,
  useDepartmentTree,
} from '../organisation/departments/useDepartmentTree';
import { callboardStaffTranslationRef } from '../organisation/staffTranslation';
import { useRights } from '../shared/useRights';
import { callboardTranslationRef } from '../translation';
import { callboardWebhooksTranslationRef } from '../webhooks/translation';
import { getWebhookState } from '../webhooks/WebhookStateLabel';
import { StatusLine } from './StatusLine';

export function CriticalBlockStatus() {
  const { t } = useTranslationRef(callboardCriticalTranslationRef);
  const { data } = useOpenEvents(1);
  const count = data?.total;
  return (
    <StatusLine>
      {count !== undefined &&
        (count === 0 ? t('block.none') : t('block.open', toCountParams(count)))}
    </StatusLine>
  );
}

/** The newest seal, the log's integrity status and, if unusually long, the sealing delay. */
export function IntegrityBlockStatus() {
  const { t } = useTranslationRef(callboardIntegrityTranslationRef);
  const { data: newest } = useNewestSeal();
  const { data: verdict } = useIntegrityStatus();
  const wait = useSealingWait();
  function formatIntegrityStatus() {
    if (newest === undefined || !verdict) {
      return undefined;
    }
    if (newest === null) {
      return t('block.empty');
    }
    return [
      ...(wait === undefined ? [] : [t('block.behind', { wait })]),
      t('block.until', { when: formatInstant(newest.sealed_at, 'short') }),
      t('block.seals', toCountParams(newest.number)),
      t(`block.${verdict.status}`),
    ].join(' · ');
  }
  return <StatusLine>{formatIntegrityStatus()}</StatusLine>;
}

export function MailBlockStatus() {
  const { t } = useTranslationRef(callboardTranslationRef);
  const { data } = useMailStatus();
  function formatMailStatus() {
    if (!data) {
      return undefined;
    }
    if (data.transport === null) {
      return t('mail.off');
    }
    if (data.failing_since !== null) {
      return t('mail.failing');
    }
    return [
      `${t('mail.sent')}: ${formatCount(data.last_day.sent)}`,
      `${t('mail.waiting')}: ${formatCount(data.waiting)}`,
      `${t('mail.notDelivered')}: ${formatCount(countUndelivered(data))}`,
    ].join(' · ');
  }
  return <StatusLine>{formatMailStatus()}</StatusLine>;
}

interface WorkspaceStatusProps {
  slug: string;
  /** The name of the workspace; undefined if the viewer has only one. */
  name?: string;
}

/** A status line about the first workspace that the viewer administers. */
function WorkspaceStatusLine(props: {
  Status: ComponentType<WorkspaceStatusProps>;
}) {
  const { Status } = props;
  const { data: me, isPending } = useMe();
  const { isAdminOf } = useRights();
  const workspaces = me?.workspaces ?? [];
  const workspace = workspaces.find(({ slug }) => isAdminOf(slug));
  return workspace || isPending ? (
    <StatusLine>
      {workspace && (
        <Status
          slug={workspace.slug}
          name={workspaces.length > 1 ? workspace.name : undefined}
        />
      )}
    </StatusLine>
  ) : null;
}

function joinParts(
  parts: ReadonlyArray<string | false | undefined>,
): JSX.Element {
  return <>{parts.filter(Boolean).join(' · ')}</>;
}

function WebhooksStatus({ slug, name }: WorkspaceStatusProps) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { data } = useWholeList(endpoints.listWebhooks, { params: { slug } });
  if (!data) {
    return null;
  }
  const { items } = data;
  const countWebhooks = (
    ...states: Array<ReturnType<typeof getWebhookState>>
  ) =>
    items.filter((webhook: Webhook) =>
      states.includes(getWebhookState(webhook)),
    ).length;
  const failingCount = countWebhooks('failing');
  const deactivatedCount = countWebhooks('removed', 'stopped');
  return joinParts([
    name,
    items.length > 0
      ? t('block.count', toCountParams(items.length))
      : t('block.none'),
    failingCount > 0 &&
      t('block.failing', { formatted: formatCount(failingCount) }),
    deactivatedCount > 0 &&
      t('block.deactivated', { formatted: formatCount(deactivatedCount) }),
  ]);
}

export function WebhooksBlockStatus() {
  return <WorkspaceStatusLine Status={WebhooksStatus} />;
}

function DepartmentsStatus({ slug, name }: WorkspaceStatusProps) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { data } = useDepartmentTree(slug);
  if (!data) {
    return null;
  }
  const { departments, people, withoutManager, inactive } = computeTreeStats(
    data.items,
  );
  return joinParts([
    name,
    t('count.departments', toCountParams(departments)),
    t('count.people', toCountParams(people)),
    withoutManager > 0 &&
      t('count.withoutManager', toCountParams(withoutManager)),
    inactive > 0 && t('count.inactive', toCountParams(inactive)),
  ]);
}

export function DepartmentsBlockStatus() {
  return <WorkspaceStatusLine Status={DepartmentsStatus} />;
}

function PeopleStatus({ slug, name }: WorkspaceStatusProps) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { data } = useCallboardQuery(endpoints.getStaffStats, {
    params: { slug },
  });
  if (!data) {
    return null;
  }
  return joinParts([
    name,
    t('directory.count', toCountParams(data.total)),
    ...staffStatus.options.map(
      status =>
        data.by_status[status] > 0 &&
        t(`block.${status}`, toCountParams(data.by_status[status])),
    ),
  ]);
}

export function PeopleBlockStatus() {
  return <WorkspaceStatusLine Status={PeopleStatus} />;
}
