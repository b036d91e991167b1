import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type Project,
  projectPatch,
  type ProjectPatch,
} from '@callboard/plugin-callboard-common';
import {
  getErrorStatus,
  getProblems,
  pickChangedSince,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useRef, useEffect, useState } from 'react';
import { useWorkProject } from '../data/WorkProject';
import { callboardWorkSettingsTranslationRef } from '../settingsTranslation';
import { useSettingProblem, useUpdateProject } from './useSettingActions';

const fields = ['name', 'identifier'] as const;

/** A name of the project: its display name, or the prefix of its item identifiers. */
type NameField = (typeof fields)[number];

type Names = Pick<Project, NameField>;

/** The error of a field: the client's validation, or the server's message. */
type NameProblem = 'invalid' | 'taken' | { message: string };

function toProjectPatch(edits: Partial<Names>, base: Names): ProjectPatch {
  return Object.fromEntries(
    fields.flatMap(field => {
      const value = edits[field]?.trim();
      return value === undefined || value === base[field]
        ? []
        : [[field, value]];
    }),
  );
}

/**
 * Edits the names of a project. A save sends the version that was current at the first keystroke,
 * so that a conflict with another user is detected even if the project was refetched since. After
 * a conflict, the next save overwrites the other user's change.
 *
 * @param updated - the project after the last change of another setting on this page. If the names
 * are still the same, the next save sends this project's version.
 */
function useNameForm(updated?: Project) {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const { project } = useWorkProject();
  const [base, setBase] = useState<Project>(project);
  const [edits, setEdits] = useState<Partial<Names>>({});
  const [touched, setTouched] = useState<readonly NameField[]>([]);
  const update = useUpdateProject({
    version: base.version,
    toSuccessTitle: () => t('saved'),
  });
  const patch = toProjectPatch(edits, base);
  const isDirty = Object.keys(patch).length > 0;
  const status = getErrorStatus(update.error);

  useEffect(() => {
    if (!isDirty || status === 412) {
      setBase(project);
    }
  }, [project, isDirty, status]);

  useEffect(() => {
    if (updated) {
      setBase(current =>
        updated.version > current.version &&
        fields.every(field => updated[field] === current[field])
          ? updated
          : current,
      );
    }
  }, [updated]);

  const isValid = (field: NameField) =>
    patch[field] === undefined ||
    projectPatch.shape[field].safeParse(patch[field]).success;
  const serverProblems = getProblems(update.error).fields;

  function findProblem(field: NameField): NameProblem | undefined {
    if (!isValid(field)) {
      return touched.includes(field) ? 'invalid' : undefined;
    }
    if (serverProblems[field] === undefined) {
      return undefined;
    }
    return status === 409 ? 'taken' : { message: serverProblems[field] };
  }

  async function save(): Promise<boolean> {
    setTouched(fields);
    if (!isDirty || update.isPending || !fields.every(isValid)) {
      return false;
    }
    try {
      setBase(await update.mutateAsync(patch));
      setEdits(current => pickChangedSince(edits, current));
      return true;
    } catch {
      return false;
    }
  }

  return {
    values: { ...base, ...edits },
    /** The stored names. */
    saved: base,
    isDirty,
    isSaving: update.isPending,
    findProblem,
    change: (field: NameField, value: string) => {
      setEdits(current => ({ ...current, [field]: value }));
      if (status !== 412 && !update.isPending) {
        update.reset();
      }
    },
    touch: (field: NameField) =>
      setTouched(current =>
        current.includes(field) ? current : [...current, field],
      ),
    save,
    discard: () => {
      setEdits({});
      setTouched([]);
      update.reset();
    },
    /** An error that does not belong to a field. */
    error: fields.some(field => serverProblems[field]) ? null : update.error,
  };
}

function NameInput(props: {
  form: ReturnType<typeof useNameForm>;
  field: NameField;
  hint: string;
}) {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const { form, field, hint } = props;
  const problem = form.findProblem(field);
  const isIdentifier = field === 'identifier';

  function getHelperText(): string {
    if (problem === undefined) {
      return hint;
    }
    if (typeof problem === 'object') {
      return problem.message;
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
      helperText={getHelperText()}
      inputProps={{ autoComplete: 'off', spellCheck: !isIdentifier }}
    />
  );
}

export function NameSettings(props: {
  /** The project after the last change of another setting on this page. */
  updated: Project | undefined;
}) {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const formElement = useRef<HTMLFormElement>(null);
  const form = useNameForm(props.updated);
  const getProblem = useSettingProblem();
  const { values, saved, isDirty, isSaving, error } = form;
  const isIdentifierChanged =
    values.identifier !== saved.identifier &&
    form.findProblem('identifier') === undefined &&
    values.identifier !== '';

  // The buttons unmount after a save or discard, so the form takes over their focus.
  function keepFocus() {
    if (document.activeElement instanceof HTMLButtonElement) {
      formElement.current?.focus();
    }
  }

  async function submit() {
    if (await form.save()) keepFocus();
  }

  return (
    <Stack
      ref={formElement}
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
          isIdentifierChanged
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
