import type { CallInput, Endpoint } from '@callboard/plugin-callboard-common';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import {
  toIfMatchHeader,
  getErrorStatus,
  getProblems,
  pickChangedSince,
  useEndpointMutation,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import { useMutation } from '@tanstack/react-query';
import { useCallback, useEffect, useState, type ReactNode } from 'react';
import {
  useController,
  type Control,
  type FieldValues,
  type UseFormReturn,
  type Resolver,
  type Path,
  type UseFormSetError,
} from 'react-hook-form';
import { zodResolver } from '@hookform/resolvers/zod';
import { z } from 'zod';

/**
 * Returns a function that shows the server's errors at their fields. The function returns whether
 * all errors belong to fields.
 */
export function useFieldErrors<Values extends FieldValues>(
  setError: UseFormSetError<Values>,
  names: readonly Path<Values>[],
): (error: unknown) => boolean {
  return useCallback(
    error => {
      const problems = Object.entries(getProblems(error).fields);
      const formProblems = problems.filter(([name]) =>
        names.includes(name as never),
      );
      formProblems.forEach(([name, message], index) =>
        setError(
          name as Path<Values>,
          { type: 'server', message },
          { shouldFocus: index === 0 },
        ),
      );
      return formProblems.length > 0 && formProblems.length === problems.length;
    },
    [setError, names],
  );
}

/**
 * Connects an input with a field of a form. Returns the props of the input. If the field has an
 * error, the error replaces the hint.
 */
export function useFormField<
  Values extends FieldValues,
  Name extends Path<Values>,
>(options: {
  control: Control<Values>;
  name: Name;
  disabled?: boolean;
  hint?: ReactNode;
  /** The text for a value that violates the schema. Errors of the server have their own text. */
  problem: string;
}) {
  const { control, name, disabled, hint, problem } = options;
  const { field, fieldState } = useController({ control, name, disabled });
  const { error } = fieldState;
  const serverMessage = error?.type === 'server' && error.message;
  return {
    name: field.name,
    inputRef: field.ref,
    value: field.value ?? '',
    onChange: field.onChange,
    onBlur: field.onBlur,
    disabled,
    error: error !== undefined,
    helperText: error ? serverMessage || problem : hint,
  };
}

/**
 * Creates a resolver that validates a form with a schema of the API. Empty fields become null.
 *
 * @param required - fields that do not become null, so that the schema rejects an empty text
 */
export function createFormResolver<Values extends FieldValues, Body>(
  schema: z.ZodType<Body>,
  required: readonly (keyof Values)[],
): Resolver<Values, unknown, Body> {
  const replaceEmptyWithNull = (values: unknown) =>
    Object.fromEntries(
      Object.entries(values as Values).map(([name, value]) => [
        name,
        value === '' && !required.includes(name) ? null : value,
      ]),
    );
  return zodResolver(
    z.preprocess(replaceEmptyWithNull, schema) as never,
  ) as unknown as Resolver<Values, unknown, Body>;
}

/** Fills a form from a resource. Fields without a value stay as in the empty form. */
export function fillForm<Values extends FieldValues>(
  emptyForm: Values,
  resource: { [Name in keyof Values]?: unknown },
): Values {
  return Object.fromEntries(
    Object.entries(emptyForm).map(([name, value]) => [
      name,
      resource[name] ?? value,
    ]),
  ) as Values;
}

interface EditForm<Values extends FieldValues> {
  control: Control<Values>;
  save: () => void;
  discard: () => void;
  /** Reloads the resource and discards the person's changes. */
  reload: () => void;
  /** Reloads the resource and reapplies the person's changes. */
  rebase: () => void;
  isDirty: boolean;
  isBusy: boolean;
  isConflict: boolean;
  /** The error, unless it belongs to a field. */
  error: Error | null;
}

/**
 * Edits a stored resource. Only changed fields are sent. A save refers to the version that
 * initialised the form, even if a newer version has been loaded since. Otherwise, a save after a
 * background refetch would silently overwrite another person's changes.
 */
export function useEditForm<
  Resource extends { version: number },
  Values extends FieldValues,
  Patch extends FieldValues,
>(options: {
  form: UseFormReturn<Values, unknown, Patch>;
  /** The loaded resource. If the person has changed nothing, a newer version refills the form. */
  resource: Resource;
  toFormValues: (resource: Resource) => Values;
  read: Endpoint;
  update: Endpoint;
  params: Record<string, string>;
  /** The endpoints whose cached responses are out of date after a save. */
  invalidates: readonly Endpoint[];
  /** Shows errors at their fields. Returns whether all errors belong to fields. */
  showFieldErrors: (error: unknown) => boolean;
  onSaved: (resource: Resource) => void;
  /** Called with the reloaded resource after `reload` and after `rebase`. */
  onReloaded?: (resource: Resource) => void;
}): EditForm<Values> {
  const client = useCallboardClient();
  const { form, params, resource } = options;
  const [base, setBase] = useState(resource);
  const [error, setError] = useState<Error | null>(null);
  const { dirtyFields, isDirty } = form.formState;

  function initialise(newBase: Resource, keepsChanges = false) {
    setBase(newBase);
    setError(null);
    form.reset(options.toFormValues(newBase), {
      keepDirty: keepsChanges,
      keepDirtyValues: keepsChanges,
    });
  }
  useEffect(() => {
    if (!isDirty && resource.version > base.version) {
      initialise(resource);
    }
  });

  const update = useEndpointMutation(options.update, {
    toRequest: ({ body }: { body: Patch; sent: Values }) =>
      ({ params, body, headers: toIfMatchHeader(base) } as CallInput<Endpoint>),
    invalidates: options.invalidates,
    onMutate: () => setError(null),
    onSuccess: (saved, { sent }) => {
      const typed = isDirty ? pickChangedSince(sent, form.getValues()) : {};
      initialise(saved as Resource);
      Object.entries(typed).forEach(([name, value]) =>
        form.setValue(name as Path<Values>, value as never, {
          shouldDirty: true,
        }),
      );
      options.onSaved(saved as Resource);
    },
    onError: failure => {
      if (!options.showFieldErrors(failure)) {
        setError(failure);
      }
    },
  });
  const reloadMutation = useMutation({
    mutationFn: async (_: { keepsChanges: boolean }) =>
      (await client.call(options.read, {
        params,
      } as CallInput<Endpoint>)) as Resource,
    onSuccess: (current, { keepsChanges }) => {
      initialise(current, keepsChanges);
      options.onReloaded?.(current);
    },
    onError: setError,
  });

  const save = form.handleSubmit(values => {
    const changedEntries = Object.entries(values).filter(
      ([name]) => dirtyFields[name as keyof typeof dirtyFields],
    );
    update.mutate({
      body: Object.fromEntries(changedEntries) as Patch,
      sent: form.getValues(),
    });
  });
  return {
    control: form.control as unknown as Control<Values>,
    save,
    discard: () => initialise(resource),
    reload: () => reloadMutation.mutate({ keepsChanges: false }),
    rebase: () => reloadMutation.mutate({ keepsChanges: true }),
    isDirty,
    isBusy: update.isPending || reloadMutation.isPending,
    isConflict: getErrorStatus(error) === 412,
    error,
  };
}

/** The error of a save. After a conflict, a button calls `rebase`. */
export function EditProblem(props: {
  edit: Pick<EditForm<FieldValues>, 'error' | 'isConflict' | 'rebase'>;
  conflict: string;
  rebaseLabel: string;
  formatError: (error: Error) => string;
}) {
  const { error, isConflict, rebase } = props.edit;
  if (!error) {
    return null;
  }
  return isConflict ? (
    <Alert severity="warning">
      {props.conflict}
      <Button
        color="inherit"
        variant="outlined"
        size="small"
        onClick={rebase}
        sx={{ display: 'block', mt: 1 }}
      >
        {props.rebaseLabel}
      </Button>
    </Alert>
  ) : (
    <Alert severity="error">{props.formatError(error)}</Alert>
  );
}
