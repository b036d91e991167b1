import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useToday } from '@callboard/plugin-callboard-react';
import AddIcon from '@mui/icons-material/Add';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useWorkProject } from '../data/useWorkProject';
import { callboardWorkSettingsTranslationRef } from '../settingsTranslation';
import { DeleteSettingDialog } from './DeleteSettingDialog';
import { isOver } from './isOver';
import { PastToggle } from './PastToggle';
import { SectionLayout } from './SectionLayout';
import { SettingDialog } from './SettingDialog';
import { SettingIcon } from './SettingIcon';
import type { Setting, SettingKind } from './SettingKind';
import { SettingRow } from './SettingRow';
import { useMoveState } from './useMoveState';
import { useSettingNote } from './useSettingNote';

type Open =
  | { action: 'add' }
  | { action: 'edit'; resource: Setting }
  | { action: 'delete'; resource: Setting };

/** The settings of one kind. */
export function SettingSection(props: { kind: SettingKind }) {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const { kind } = props;
  const scope = useWorkProject();
  const resources: readonly Setting[] = scope[kind];
  const isAlive = scope.project.archived_at === null;
  const today = useToday();
  const [showsPast, setShowsPast] = useState(false);
  const current = resources.filter(resource => !isOver(resource, today));
  const shown = showsPast ? resources : current;
  const [open, setOpen] = useState<Open>();
  const getNote = useSettingNote();
  const move = useMoveState();
  const close = () => setOpen(undefined);

  return (
    <SectionLayout
      name={kind}
      hint={resources.length > 0 ? t(`${kind}.hint`) : t(`${kind}.empty`)}
      action={
        isAlive && (
          <Button
            size="small"
            startIcon={<AddIcon />}
            onClick={() => setOpen({ action: 'add' })}
          >
            {t(`${kind}.add`)}
          </Button>
        )
      }
    >
      <PastToggle
        count={resources.length - current.length}
        isShown={showsPast}
        onChange={setShowsPast}
      />
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {shown.map((resource, at) => (
          <SettingRow
            key={resource.id}
            resource={resource}
            icon={<SettingIcon resource={resource} />}
            note={getNote(resource)}
            readOnly={!isAlive}
            isOrdered={kind === 'states'}
            onUp={at > 0 ? () => move(resource, at - 1) : undefined}
            onDown={
              at < shown.length - 1 ? () => move(resource, at + 1) : undefined
            }
            onEdit={() => setOpen({ action: 'edit', resource })}
            onDelete={() => setOpen({ action: 'delete', resource })}
          />
        ))}
      </Box>
      {open?.action === 'delete' && (
        <DeleteSettingDialog
          kind={kind}
          resource={open.resource}
          onClose={close}
        />
      )}
      {(open?.action === 'add' || open?.action === 'edit') && (
        <SettingDialog
          kind={kind}
          resource={open.action === 'edit' ? open.resource : undefined}
          onClose={close}
        />
      )}
    </SectionLayout>
  );
}
