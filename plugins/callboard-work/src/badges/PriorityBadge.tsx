import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Priority } from '@callboard/plugin-callboard-common';
import {
  BadgeWithLabel,
  PriorityIcon,
} from '@callboard/plugin-callboard-react';
import { callboardWorkTranslationRef } from '../translation';

/** A priority: its icon and its label. */
export function PriorityBadge(props: { priority: Priority }) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  return (
    <BadgeWithLabel
      icon={<PriorityIcon priority={props.priority} />}
      label={t(`priority.${props.priority}`)}
    />
  );
}
