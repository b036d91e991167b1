import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Activity } from '@callboard/plugin-callboard-common';
import { useHistoryHref } from '@callboard/plugin-callboard-react';
import HistoryIcon from '@mui/icons-material/History';
import Button from '@mui/material/Button';
import type { ActivityFilters } from '../filters/ActivityFilters';
import { callboardActivityTranslationRef } from '../translation';

/**
 * A link to the history of the resource of an action: to its own page if that has a history,
 * otherwise to the list filtered by it.
 */
export function HistoryButton(props: {
  activity: Activity;
  onFilter: (patch: Partial<ActivityFilters>) => void;
}) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const { entity_type, entity_id, entity_label } = props.activity;
  const href = useHistoryHref(entity_type, entity_id);
  if (!entity_type || !entity_id) {
    return null;
  }
  const look = {
    size: 'small',
    variant: 'outlined',
    startIcon: <HistoryIcon />,
  } as const;
  const text = t('drawer.historyOf', { name: entity_label || entity_id });
  return href ? (
    <Button {...look} component={Link} to={href}>
      {text}
    </Button>
  ) : (
    <Button
      {...look}
      onClick={() =>
        props.onFilter({
          user_id: undefined,
          action: undefined,
          q: undefined,
          entity_type,
          entity_id,
          range: undefined,
        })
      }
    >
      {text}
    </Button>
  );
}
