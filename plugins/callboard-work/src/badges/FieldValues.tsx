import type {
  Label,
  Priority,
  WorkItem,
} from '@callboard/plugin-callboard-common';
import {
  oneLine,
  ColorDot,
  PeopleList,
  BadgeWithLabel,
  PriorityIcon,
  formatMinutes,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { usePersonNames } from '../data/usePersonNames';
import { useWorkProject } from '../data/WorkProject';
import { callboardWorkTranslationRef } from '../translation';

export function PriorityBadge(props: { priority: Priority }) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  return (
    <BadgeWithLabel
      icon={<PriorityIcon priority={props.priority} />}
      label={t(`priority.${props.priority}`)}
    />
  );
}

/** The assignees of an item, without links, because the card or row around them is clickable. */
export function AssigneeList(props: {
  assignees: readonly string[];
  /** Omits the name of a single assignee, to save space. */
  small?: boolean;
}) {
  const { assignees, small } = props;
  const { workspace } = useWorkProject();
  const getPersonName = usePersonNames(assignees);
  return (
    <PeopleList
      people={assignees.map(user_ref => ({
        user_ref,
        name: getPersonName(user_ref),
      }))}
      workspace={workspace.slug}
      small={small}
      linked={false}
    />
  );
}

/** The first `maxShown` labels as small chips, and the number of hidden labels. */
export function LabelList(props: {
  labels: readonly Label[];
  maxShown?: number;
}) {
  const { labels, maxShown = 3 } = props;
  const visibleLabels = labels.slice(0, maxShown);
  const hiddenCount = labels.length - visibleLabels.length;
  return (
    <Box
      component="span"
      title={labels.map(({ name }) => name).join(', ')}
      sx={{ display: 'inline-flex', gap: 0.5, minWidth: 0, maxWidth: '100%' }}
    >
      {visibleLabels.map(({ id, name, color }) => (
        <Box
          key={id}
          component="span"
          sx={{
            display: 'inline-flex',
            alignItems: 'center',
            gap: 0.5,
            minWidth: 0,
            px: 0.75,
            border: 1,
            borderColor: 'divider',
            borderRadius: 4,
            typography: 'caption',
            lineHeight: '20px',
          }}
        >
          <ColorDot color={color} />
          <Box component="span" sx={oneLine}>
            {name}
          </Box>
        </Box>
      ))}
      {hiddenCount > 0 && (
        <Box
          component="span"
          sx={{ typography: 'caption', lineHeight: '22px' }}
        >
          +{hiddenCount}
        </Box>
      )}
    </Box>
  );
}

/** Returns a function that formats an estimate: points, time, or both; empty if unset. */
export function useEstimateText(): (
  item: Pick<WorkItem, 'estimate_points' | 'estimate_time'>,
) => string {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  return useCallback(
    ({ estimate_points: points, estimate_time: minutes }) =>
      [
        ...(points === null
          ? []
          : [
              t('points', {
                count: points,
                formatted: points.toLocaleString(),
              }),
            ]),
        ...(minutes === null ? [] : [formatMinutes(minutes)]),
      ].join(', '),
    [t],
  );
}
