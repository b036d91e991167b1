import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { BarList, type BarListItem } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { callboardActivityTranslationRef } from '../translation';
import { Card } from './Card';

const MAX_SHOWN_ITEMS = 5;

/** Ranked counts; one bar sums up the rest and expands. */
export function RankingCard(props: { title: string; items: BarListItem[] }) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const [open, setOpen] = useState(false);
  const { items, title } = props;
  const folded = !open && items.length > MAX_SHOWN_ITEMS + 1;
  const others = folded ? items.slice(MAX_SHOWN_ITEMS) : [];
  const othersText = t('cards.others', { number: String(others.length) });
  const shown: BarListItem[] = folded
    ? [
        ...items.slice(0, MAX_SHOWN_ITEMS),
        {
          // No real text contains this character, so no bar has the same key.
          key: '\0',
          label: othersText,
          name: othersText,
          count: others.reduce((sum, item) => sum + item.count, 0),
          onSelect: () => setOpen(true),
        },
      ]
    : items;
  return (
    <Card title={title}>
      {items.length === 0 && (
        <Box sx={{ color: 'text.secondary', typography: 'body2' }}>
          {t('cards.none')}
        </Box>
      )}
      <Box
        tabIndex={open ? 0 : undefined}
        sx={{ maxHeight: 224, overflowY: 'auto', mx: -1 }}
      >
        <BarList label={title} items={shown} />
      </Box>
      {open && (
        <Button
          size="small"
          onClick={() => setOpen(false)}
          sx={{ alignSelf: 'start', mt: 1 }}
        >
          {t('cards.fewer')}
        </Button>
      )}
    </Card>
  );
}
