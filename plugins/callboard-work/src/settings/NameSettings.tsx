import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Project } from '@callboard/plugin-callboard-common';
import { getErrorStatus, useToast } from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useRef } from 'react';
import { callboardWorkSettingsTranslationRef } from '../settingsTranslation';
import { useNameForm, type NameField, type NameForm } from './useNameForm';
import { useSettingProblem } from './useSettingProblem';

function NameInput(props: { form: NameForm; field: NameField; hint: string }) {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const { form, field, hint } = props;
  const problem = form.findProblem(field);
  const isIdentifier = field === 'identifier';

  function helperText(): string {
    if (problem === undefined) {
      return hint;
    }
    if (typeof problem === 'object') {
      return problem.words;
    }
    return problem === 'taken'
      ? t('general.taken', { identifier: form.values.identifier })
      : t(`general.${field}Problem`);
  }

  return (
    <TextField
      required
      fullWidth
      size="small"
      id={`callboard-project-${field}`}
      label={t(`general.${field}`)}
      value={form.values[field]}
      onChange={({ target }) =>
        form.change(
          field,
          isIdentifier ? target.value.toUpperCase() : target.value,
        )
      }
      onBlur={() => form.touch(field)}
      error={problem !== undefined}
      helperText={helperText()}
      inputProps={{ autoComplete: 'off', spellCheck: !isIdentifier }}
    />
  );
}

/** The project's name and the identifier of its items. */
export function NameSettings(props: {
  /** The project after the last change of another setting on this page. */
  updated: Project | undefined;
}) {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const element = useRef<HTMLFormElement>(null);
  const form = useNameForm(props.updated);
  const getProblem = useSettingProblem();
  const notify = useToast();
  const { values, saved, isDirty, isSaving, error } = form;
  const isRenaming =
    values.identifier !== saved.identifier &&
    form.findProblem('identifier') === undefined &&
    values.identifier !== '';

  // Its buttons unmount, so the form takes the focus.
  function keepFocus() {
    if (document.activeElement instanceof HTMLButtonElement) {
      element.current?.focus();
    }
  }

  async function submit() {
    if (await form.save()) {
      notify({ status: 'success', title: t('saved') });
      keepFocus();
    }
  }

  return (
    <Stack
      ref={element}
      tabIndex={-1}
      component="form"
      noValidate
      spacing={2}
      aria-label={t('general.names')}
      sx={{ outline: 'none', maxWidth: 520 }}
      onSubmit={event => {
        event.preventDefault();
        submit();
      }}
    >
      {error && (
        <Alert severity={getErrorStatus(error) === 412 ? 'warning' : 'error'}>
          {getErrorStatus(error) === 412
            ? t('general.conflict')
            : getProblem(error)}
        </Alert>
      )}
      <NameInput form={form} field="name" hint={t('general.nameHint')} />
      <NameInput
        form={form}
        field="identifier"
        hint={
          isRenaming
            ? t('general.renames', {
                before: saved.identifier,
                after: values.identifier,
              })
            : t('general.identifierHint', { identifier: saved.identifier })
        }
      />
      {isDirty && (
        <Box sx={{ display: 'flex', gap: 1 }}>
          <Button type="submit" variant="contained" aria-disabled={isSaving}>
            {t('dialog.save')}
          </Button>
          <Button
            disabled={isSaving}
            onClick={() => {
              form.discard();
              keepFocus();
            }}
          >
            {t('general.discard')}
          </Button>
        </Box>
      )}
    </Stack>
  );
}
