import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  stateGroup,
  type StateGroup,
  type WorkItemCounts,
} from '@callboard/plugin-callboard-common';
import {
  formatCount,
  GroupIcon,
  toLegibleColor,
  BadgeWithLabel,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useTheme } from '@mui/material/styles';
import { groupColors } from '../badges/groupColors';
import { GroupShares } from '../badges/GroupShares';
import { callboardWorkTranslationRef } from '../translation';

/** A bar of the shares of state groups, with labels that link to the items of each. */
export function GroupBar(props: {
  total: number;
  groups: WorkItemCounts['by_state_group'];
  /** The URL of the work item list. */
  href: string;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const theme = useTheme();
  const { total, groups } = props;
  const getGroupColor = (group: StateGroup) =>
    toLegibleColor(groupColors[group], theme);
  const parts = stateGroup.options
    .map(group => ({ group, count: groups[group] ?? 0 }))
    .filter(({ count }) => count > 0);
  return (
    <Box>
      <Box sx={{ typography: 'body2', fontWeight: 600, mb: 1 }}>
        {t('card.total', { count: total, formatted: formatCount(total) })}
      </Box>
      <Box sx={{ mb: 1 }}>
        <GroupShares parts={parts} height={8} />
      </Box>
      <Box
        component="ul"
        aria-label={t('card.bar')}
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          columnGap: 2,
          rowGap: 0.5,
          m: 0,
          p: 0,
          listStyle: 'none',
          typography: 'body2',
        }}
      >
        {parts.map(({ group, count }) => (
          <li key={group}>
            <Link to={`${props.href}?group=${group}`} color="inherit">
              <BadgeWithLabel
                icon={<GroupIcon group={group} color={getGroupColor(group)} />}
                label={t('card.part', {
                  state: t(`group.${group}`),
                  number: formatCount(count),
                })}
              />
            </Link>
          </li>
        ))}
      </Box>
    </Box>
  );
}
