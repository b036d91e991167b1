import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WorkItem } from '@callboard/plugin-callboard-common';
import { formatCount } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import { useState } from 'react';
import { FieldMenu } from '../pick/FieldMenu';
import type { ItemField } from '../pick/ItemField';
import { callboardWorkTranslationRef } from '../translation';
import { sharedValues } from './sharedValues';
import { useBulkChange } from './useBulkChange';

const fields = ['state', 'assignees', 'priority'] as const;

/** What can be done to the items that are selected; it stays in view. */
export function BulkBar(props: {
  items: readonly WorkItem[];
  /** Is told what stays selected. */
  onLeft: (ids: readonly string[]) => void;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { items, onLeft } = props;
  const [open, setOpen] = useState<{ field: ItemField; anchor: Element }>();
  const bulk = useBulkChange(items, onLeft);
  const count = items.length;
  return (
    <Paper
      component="section"
      aria-label={t('bulk.region')}
      elevation={6}
      sx={{
        position: 'sticky',
        bottom: 16,
        zIndex: 2,
        mt: 2,
        px: 2,
        py: 1,
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: 1,
      }}
    >
      <Box role="status" sx={{ typography: 'body2', fontWeight: 600, mr: 1 }}>
        {bulk.isBusy
          ? t('bulk.progress', {
              done: formatCount(bulk.done),
              total: formatCount(count),
            })
          : t('bulk.selected', { count, formatted: formatCount(count) })}
      </Box>
      {fields.map(field => (
        <Button
          key={field}
          size="small"
          variant="outlined"
          aria-haspopup="dialog"
          aria-disabled={bulk.isBusy}
          onClick={event =>
            !bulk.isBusy && setOpen({ field, anchor: event.currentTarget })
          }
        >
          {t('pick.set', { field: t(`field.${field}`) })}
        </Button>
      ))}
      <Button size="small" onClick={() => onLeft([])}>
        {t('bulk.clear')}
      </Button>
      {open && (
        <FieldMenu
          field={open.field}
          anchor={open.anchor}
          values={sharedValues(items)}
          onChange={bulk.act}
          onClose={() => setOpen(undefined)}
        />
      )}
    </Paper>
  );
}
