import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  MAX_DESCRIPTION_LENGTH,
  type WorkItem,
} from '@callboard/plugin-callboard-common';
import {
  Markdown,
  Section,
  useToast,
  getModifierKeyName,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState, useEffect, useRef } from 'react';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { isTextDraft, useDraft } from '../data/useDraft';
import { useIsChangingItem } from '../data/useItemMutations';
import { callboardWorkTranslationRef } from '../translation';
import type { ItemEdit } from './useItemEdit';

function DescriptionEditor(props: {
  text: string;
  maxLength: number;
  isBusy: boolean;
  isSaving: boolean;
  onChange: (text: string) => void;
  onSave: () => void;
  onDiscard: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { text } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const isTooLong = text.length > props.maxLength;
  const save = () => !isTooLong && !props.isBusy && props.onSave();
  return (
    <Stack spacing={1}>
      <TextField
        multiline
        fullWidth
        minRows={6}
        maxRows={24}
        size="small"
        inputRef={field}
        value={text}
        onChange={event => props.onChange(event.target.value)}
        error={isTooLong}
        helperText={
          isTooLong
            ? t('drawer.tooLong', { most: props.maxLength.toLocaleString() })
            : t('drawer.descriptionHint', { key: getModifierKeyName() })
        }
        inputProps={{
          'aria-label': t('field.description'),
          readOnly: props.isSaving,
        }}
        onKeyDown={event => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            save();
          }
          if (event.key === 'Escape') {
            event.stopPropagation();
            props.onClose();
          }
        }}
      />
      <Stack direction="row" spacing={1}>
        <Button
          size="small"
          variant="contained"
          disabled={isTooLong}
          aria-disabled={props.isBusy}
          onClick={save}
        >
          {t('drawer.save')}
        </Button>
        <Button size="small" onClick={props.onDiscard}>
          {t('drawer.cancel')}
        </Button>
      </Stack>
    </Stack>
  );
}

/**
 * The unsaved text of a description. If other fields of the item change, the draft adopts the new
 * version of the item, because such changes do not conflict with the draft.
 */
function useDescriptionDraft(item: WorkItem, edit: ItemEdit) {
  const [draft, setDraft] = useDraft(`description.${item.id}`, isTextDraft);
  const isChanging = useIsChangingItem();
  const lastItem = useRef(item);
  useEffect(() => {
    if (isChanging) {
      return;
    }
    const { version, description } = lastItem.current;
    lastItem.current = item;
    if (
      draft?.version === version &&
      version !== item.version &&
      description === item.description
    ) {
      setDraft({ ...draft, version: item.version });
    }
  }, [item, isChanging, draft, setDraft]);

  const conflict = edit.conflict?.description;
  const lastConflict = useRef(conflict);
  useEffect(() => {
    const resolved = lastConflict.current;
    lastConflict.current = conflict;
    // The conflict is resolved. Discards the draft, unless the user has edited it since.
    if (
      resolved !== undefined &&
      conflict === undefined &&
      draft?.text === (resolved ?? '')
    ) {
      setDraft(undefined);
    }
  }, [conflict, draft, setDraft]);
  return {
    draft,
    setDraft,
    /** Whether the conflict alert of the drawer shows the draft. */
    isInConflict: conflict !== undefined && draft?.text === (conflict ?? ''),
  };
}

/**
 * The description, as text and as an editor. Unsaved text survives when the user leaves the editor,
 * the drawer or the page.
 */
export function DescriptionField(props: {
  item: WorkItem;
  edit: ItemEdit;
  canEdit: boolean;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { item, edit, canEdit } = props;
  const { description } = item;
  const notify = useToast();
  const { draft, setDraft, isInConflict } = useDescriptionDraft(item, edit);
  const [isEditing, setEditing] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const isDraft = canEdit && draft !== undefined && !isEditing && !isInConflict;
  const text = draft?.text ?? description ?? '';

  function discard() {
    setEditing(false);
    setDraft(undefined);
    if (draft && draft.text !== (description ?? '')) {
      notify({
        status: 'info',
        title: t('drawer.discarded'),
        onUndo: () => setDraft(draft),
      });
    }
  }

  async function save() {
    setSaving(true);
    const result = await edit.save(
      { description: text || null },
      draft ?? item,
    );
    setSaving(false);
    if (result !== 'failed') {
      setEditing(false);
    }
    // On a conflict, the draft is retained until the user has decided.
    if (typeof result === 'object') {
      setDraft(undefined);
    }
  }

  return (
    <Section
      size="small"
      title={t('field.description')}
      aside={
        canEdit &&
        !isEditing &&
        !draft && (
          <Button size="small" onClick={() => setEditing(true)}>
            {description ? t('drawer.edit') : t('drawer.addDescription')}
          </Button>
        )
      }
    >
      {isDraft && (
        <Alert
          severity="info"
          sx={{ mb: 1 }}
          action={
            <>
              <Button
                size="small"
                color="inherit"
                onClick={() => setEditing(true)}
              >
                {t('drawer.goOnWriting')}
              </Button>
              <Button size="small" color="inherit" onClick={discard}>
                {t('drawer.discard')}
              </Button>
            </>
          }
        >
          {t('drawer.unsavedDraft')}
        </Alert>
      )}
      {isEditing && (
        <DescriptionEditor
          text={text}
          maxLength={MAX_DESCRIPTION_LENGTH}
          isBusy={edit.isBusy}
          isSaving={isSaving}
          onChange={next =>
            setDraft({ text: next, version: draft?.version ?? item.version })
          }
          onSave={save}
          onDiscard={discard}
          onClose={() => setEditing(false)}
        />
      )}
      {!isEditing && description && <Markdown text={description} />}
      {!isEditing && !description && (
        <Box sx={{ color: 'text.secondary', typography: 'body2' }}>
          {t('drawer.noDescription')}
        </Box>
      )}
    </Section>
  );
}
