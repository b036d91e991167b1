import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  priority,
  type Activity,
  type JsonValue,
  type Priority,
} from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import {
  BadgeWithLabel,
  GroupIcon,
  ColorDot,
  PriorityIcon,
} from '../resources/badges';
import { useResource, colouredFields } from '../resources/ResourcesProvider';
import { callboardReactTranslationRef } from '../translation';

function ValueChip(props: {
  icon: ReactNode;
  label: string;
  isDeleted?: boolean;
}) {
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        verticalAlign: 'middle',
        minWidth: 0,
        maxWidth: '100%',
        px: 0.75,
        border: 1,
        borderColor: 'divider',
        borderRadius: 4,
        typography: 'caption',
        lineHeight: '20px',
        color: props.isDeleted ? 'text.secondary' : 'text.primary',
      }}
    >
      <BadgeWithLabel icon={props.icon} label={props.label} />
    </Box>
  );
}

/** A state or label with its current colour; grey if it is deleted. */
function ResourceChip(props: {
  type: 'work_state' | 'label';
  id: string;
  name: string;
}) {
  const resource = useResource(props.type, props.id);
  const { color, group } =
    typeof resource === 'object' ? resource : { color: '' };
  let icon = <ColorDot color={color || 'action.disabled'} />;
  if (group) {
    icon = <GroupIcon group={group} color={color} />;
  }
  return (
    <ValueChip
      icon={icon}
      label={props.name}
      isDeleted={resource === 'deleted'}
    />
  );
}

function PriorityChip(props: { value: Priority }) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  return (
    <ValueChip
      icon={<PriorityIcon priority={props.value} />}
      label={t(`activity.priority.${props.value}`)}
    />
  );
}

/**
 * Formats one value of a change: states, labels and priorities as on the work pages, anything else
 * as text. Colours require a `ResourcesProvider` as an ancestor.
 *
 * @public
 */
export function ChangeValue(props: {
  activity: Pick<Activity, 'entity_type'>;
  field: string;
  value: JsonValue;
  formatValue: (field: string, value: JsonValue) => string;
}) {
  const { activity, field, value, formatValue } = props;
  if (activity.entity_type !== 'work_item') {
    return <>{formatValue(field, value)}</>;
  }
  const priorityValue = field === 'priority' && priority.safeParse(value).data;
  if (priorityValue) {
    return <PriorityChip value={priorityValue} />;
  }
  const type = colouredFields.get(field);
  const ids = [value].flat().filter(id => typeof id === 'string' && id);
  if (!type || ids.length === 0) {
    return <>{formatValue(field, value)}</>;
  }
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        flexWrap: 'wrap',
        verticalAlign: 'middle',
        gap: 0.5,
        minWidth: 0,
      }}
    >
      {ids.map((id, index) => (
        <ResourceChip
          key={index}
          type={type}
          id={id as string}
          name={formatValue(field, id)}
        />
      ))}
    </Box>
  );
}
