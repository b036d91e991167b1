import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, type WorkItem } from '@callboard/plugin-callboard-common';
import { useCallboardQuery } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { toProjectParams } from '../data/toProjectParams';
import { useWorkProject } from '../data/useWorkProject';
import { ParentMenu } from '../pickers/ParentMenu';
import { callboardWorkTranslationRef } from '../translation';
import { useOpenItem } from './useOpenItem';
import type { ItemEdit } from './useItemEdit';

/** An item's parent: a link to it, and a menu to change it. */
export function ParentProperty(props: {
  item: WorkItem;
  edit: ItemEdit;
  mayWrite: boolean;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { item, edit, mayWrite } = props;
  const scope = useWorkProject();
  const [anchor, setAnchor] = useState<Element | null>(null);
  const [, open] = useOpenItem();
  const { data: parent } = useCallboardQuery(
    endpoints.getWorkItem,
    { params: { ...toProjectParams(scope), id: item.parent_id ?? '' } },
    { enabled: item.parent_id !== null },
  );
  const hasParent = item.parent_id !== null && parent !== undefined;
  return (
    <Stack direction="row" alignItems="center" sx={{ minWidth: 0, mx: -1 }}>
      {hasParent && (
        <Button
          size="small"
          color="inherit"
          onClick={() => open(parent.id)}
          sx={{ fontSize: 'inherit', fontWeight: 400, minWidth: 0, px: 1 }}
        >
          <span
            style={{
              overflow: 'hidden',
              textOverflow: 'ellipsis',
              whiteSpace: 'nowrap',
            }}
          >
            {parent.identifier} {parent.title}
          </span>
        </Button>
      )}
      {mayWrite ? (
        <Button
          size="small"
          color="inherit"
          aria-haspopup="dialog"
          onClick={event => setAnchor(event.currentTarget)}
          sx={{ fontSize: 'inherit', fontWeight: 400, flexShrink: 0, px: 1 }}
        >
          {hasParent ? t('drawer.otherParent') : t('drawer.chooseParent')}
        </Button>
      ) : (
        !hasParent && <Box sx={{ px: 1 }}>{t('none.parent')}</Box>
      )}
      {anchor && (
        <ParentMenu
          items={[item]}
          value={item.parent_id}
          anchor={anchor}
          onPick={id => id !== item.parent_id && edit.save({ parent_id: id })}
          onClose={() => setAnchor(null)}
        />
      )}
    </Stack>
  );
}
