import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useNotice } from '@callboard/plugin-callboard-react';
import AddIcon from '@mui/icons-material/Add';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useId, useState } from 'react';
import { useWorkProject } from '../data/useWorkProject';
import { callboardWorkSettingsTranslationRef } from '../settingsTranslation';
import { DeleteSettingDialog } from './DeleteSettingDialog';
import { sequenceFor } from './sequenceFor';
import { SettingDialog } from './SettingDialog';
import { SettingIcon } from './SettingIcon';
import type { Setting, SettingKind } from './SettingKind';
import { SettingRow } from './SettingRow';
import { useSettingActs } from './useSettingActs';
import { useSettingNote } from './useSettingNote';
import { useSettingProblem } from './useSettingProblem';

type Open =
  | { act: 'add' }
  | { act: 'edit'; thing: Setting }
  | { act: 'delete'; thing: Setting };

/** The things of one kind that items of the project can have. */
export function SettingSection(props: { kind: SettingKind }) {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const { kind } = props;
  const scope = useWorkProject();
  const things: readonly Setting[] = scope[kind];
  const id = useId();
  const [open, setOpen] = useState<Open>();
  const { update } = useSettingActs(kind);
  const noteOf = useSettingNote();
  const problemOf = useSettingProblem();
  const notify = useNotice();
  const close = () => setOpen(undefined);

  function moveState(thing: Setting, place: number) {
    if (update.isPending) {
      return;
    }
    const others = scope.states.filter(other => other.id !== thing.id);
    update.mutate(
      { thing, body: { sequence: sequenceFor(others, place) } },
      {
        onSuccess: () =>
          notify({
            status: 'success',
            title: t('row.moved', {
              name: thing.name,
              place: String(place + 1),
            }),
          }),
        onError: error => notify({ status: 'danger', title: problemOf(error) }),
      },
    );
  }

  return (
    <Box component="section" aria-labelledby={id}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
        <Typography id={id} component="h3" variant="subtitle1" fontWeight={600}>
          {t(`${kind}.title`)}
        </Typography>
        <Button
          size="small"
          startIcon={<AddIcon />}
          onClick={() => setOpen({ act: 'add' })}
        >
          {t(`${kind}.add`)}
        </Button>
      </Box>
      <Typography variant="body2" color="text.secondary">
        {things.length > 0 ? t(`${kind}.hint`) : t(`${kind}.empty`)}
      </Typography>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {things.map((thing, at) => (
          <SettingRow
            key={thing.id}
            thing={thing}
            icon={<SettingIcon thing={thing} />}
            note={noteOf(thing)}
            isOrdered={kind === 'states'}
            onUp={at > 0 ? () => moveState(thing, at - 1) : undefined}
            onDown={
              at < things.length - 1
                ? () => moveState(thing, at + 1)
                : undefined
            }
            onEdit={() => setOpen({ act: 'edit', thing })}
            onDelete={() => setOpen({ act: 'delete', thing })}
          />
        ))}
      </Box>
      {open?.act === 'delete' && (
        <DeleteSettingDialog kind={kind} thing={open.thing} onClose={close} />
      )}
      {(open?.act === 'add' || open?.act === 'edit') && (
        <SettingDialog
          kind={kind}
          thing={open.act === 'edit' ? open.thing : undefined}
          onClose={close}
        />
      )}
    </Box>
  );
}
