import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, staffStatus } from '@callboard/plugin-callboard-common';
import {
  formatCount,
  useCallboardQuery,
  useMe,
} from '@callboard/plugin-callboard-react';
import Typography from '@mui/material/Typography';
import { useRights } from '../../workspaces/useRights';
import { callboardStaffTranslationRef } from '../staffTranslation';

function Facts(props: { slug: string; name?: string }) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { data } = useCallboardQuery(endpoints.getStaffStats, {
    params: { slug: props.slug },
  });
  const words = (stats: NonNullable<typeof data>) => [
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
  return (
    <Typography
      component="span"
      variant="body2"
      display="block"
      // Room for what is on its way.
      sx={{ minHeight: '1.5em', mt: 0.5 }}
    >
      {data && words(data).filter(Boolean).join(' · ')}
    </Typography>
  );
}

/** How many people there are, in the first workspace the person administers. */
export function PeopleBlockFacts() {
  const { data: me } = useMe();
  const { isAdminOf } = useRights();
  const own = me?.workspaces.filter(({ slug }) => isAdminOf(slug)) ?? [];
  return own.length > 0 ? (
    <Facts slug={own[0].slug} name={own.length > 1 ? own[0].name : undefined} />
  ) : null;
}
