import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, staffStatus } from '@callboard/plugin-callboard-common';
import {
  formatCount,
  useCallboardQuery,
} from '@callboard/plugin-callboard-react';
import { BlockStatus } from '../../admin/BlockStatus';
import { callboardStaffTranslationRef } from '../staffTranslation';

function Facts(props: { slug: string; name?: string }) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { data } = useCallboardQuery(endpoints.getStaffStats, {
    params: { slug: props.slug },
  });
  const formatStaffStats = (stats: NonNullable<typeof data>) => [
    props.name,
    t('directory.count', {
      count: stats.total,
      formatted: formatCount(stats.total),
    }),
    ...staffStatus.options
      .filter(status => stats.by_status[status] > 0)
      .map(status =>
        t(`block.${status}`, {
          formatted: formatCount(stats.by_status[status]),
        }),
      ),
  ];
  return <>{data && formatStaffStats(data).filter(Boolean).join(' · ')}</>;
}

/** The number of people in the first workspace that the person administers. */
export function PeopleBlockStatus() {
  return <BlockStatus Facts={Facts} />;
}
