import { MarkdownContent } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  MAX_DESCRIPTION_LENGTH,
  type WorkItem,
} from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { callboardWorkTranslationRef } from '../translation';
import { DescriptionEditor } from './DescriptionEditor';
import { DrawerSection } from './DrawerSection';
import type { ItemEdit } from './useItemEdit';

/** The description as it reads, and where it is written. */
export function DescriptionField(props: {
  item: WorkItem;
  edit: ItemEdit;
  mayWrite: boolean;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { item, edit, mayWrite } = props;
  const [base, setBase] = useState<WorkItem>();
  const { description } = item;
  return (
    <DrawerSection
      title={t('field.description')}
      action={
        mayWrite &&
        !base && (
          <Button size="small" onClick={() => setBase(item)}>
            {description ? t('drawer.edit') : t('drawer.addDescription')}
          </Button>
        )
      }
    >
      {base ? (
        <DescriptionEditor
          text={base.description ?? ''}
          longest={MAX_DESCRIPTION_LENGTH}
          isBusy={edit.isBusy}
          onSave={async text => {
            const saved = await edit.save({ description: text || null }, base);
            // What lost against somebody else is kept with the conflict.
            if (saved !== 'failed') {
              setBase(undefined);
            }
          }}
          onClose={() => setBase(undefined)}
        />
      ) : (
        <Box
          sx={{
            typography: 'body2',
            overflowWrap: 'anywhere',
            '& img': { maxWidth: '100%' },
            '& pre': { overflowX: 'auto' },
          }}
        >
          {description ? (
            <MarkdownContent content={description} dialect="gfm" />
          ) : (
            <Box sx={{ color: 'text.secondary' }}>
              {t('drawer.noDescription')}
            </Box>
          )}
        </Box>
      )}
    </DrawerSection>
  );
}
