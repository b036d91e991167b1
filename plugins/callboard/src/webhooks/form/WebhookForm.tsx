import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints } from '@callboard/plugin-callboard-common';
import {
  QueryState,
  useCallboardQuery,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import Stack from '@mui/material/Stack';
import Switch from '@mui/material/Switch';
import Typography from '@mui/material/Typography';
import { useId, type ReactNode } from 'react';
import { useController, type Control } from 'react-hook-form';
import { Link as RouterLink } from 'react-router-dom';
import TextField, { type TextFieldProps } from '@mui/material/TextField';
import { callboardWebhooksTranslationRef } from '../translation';
import { EventsField } from './EventsField';
import type { WebhookFormValues } from './WebhookFormValues';

function WebhookTextField(
  props: {
    control: Control<WebhookFormValues>;
    name: 'name' | 'url' | 'description';
  } & Pick<
    TextFieldProps,
    'label' | 'required' | 'multiline' | 'helperText' | 'inputProps' | 'type'
  >,
) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { control, name, helperText, ...textFieldProps } = props;
  const { field, fieldState } = useController({ control, name });
  const { error } = fieldState;
  const getProblemText = () =>
    error?.type === 'server' && error.message
      ? t('form.refused', { reason: error.message })
      : t(`form.${name}Problem`);
  return (
    <TextField
      {...textFieldProps}
      fullWidth
      size="small"
      autoComplete="off"
      name={name}
      inputRef={field.ref}
      value={field.value}
      onChange={field.onChange}
      onBlur={field.onBlur}
      error={error !== undefined}
      helperText={error ? getProblemText() : helperText}
    />
  );
}

function ActiveField(props: { control: Control<WebhookFormValues> }) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { field } = useController({ ...props, name: 'is_active' });
  const id = useId();
  return (
    <div>
      <FormControlLabel
        label={t('form.active')}
        control={
          <Switch
            checked={field.value}
            onChange={field.onChange}
            inputRef={field.ref}
            inputProps={{ 'aria-describedby': id }}
          />
        }
      />
      <FormHelperText id={id} sx={{ mt: 0 }}>
        {t('form.activeHint')}
      </FormHelperText>
    </div>
  );
}

export function WebhookForm(props: {
  workspace: string;
  title: string;
  control: Control<WebhookFormValues>;
  problem: ReactNode;
  submitLabel: string;
  isBusy: boolean;
  isBlocked?: boolean;
  onSubmit: () => void;
  cancelHref: string;
}) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { control, isBusy, isBlocked = false } = props;
  const events = useCallboardQuery(
    endpoints.listWebhookEvents,
    { params: { slug: props.workspace } },
    { staleTime: Infinity },
  );
  return (
    <Box
      component="form"
      noValidate
      aria-label={props.title}
      onSubmit={event => {
        event.preventDefault();
        if (!isBusy && !isBlocked) {
          props.onSubmit();
        }
      }}
      sx={{ maxWidth: 1120 }}
    >
      <Typography
        variant="h5"
        component="h2"
        sx={{ overflowWrap: 'anywhere', m: 0, mb: 3 }}
      >
        {props.title}
      </Typography>
      <Stack spacing={3}>
        <Stack spacing={2.5} sx={{ maxWidth: 560 }}>
          <WebhookTextField
            control={control}
            name="name"
            required
            label={t('form.name')}
            helperText={t('form.nameHint')}
          />
          <WebhookTextField
            control={control}
            name="url"
            required
            type="url"
            label={t('form.url')}
            helperText={t('form.urlHint')}
            inputProps={{ autoCapitalize: 'none', spellCheck: false }}
          />
          <WebhookTextField
            control={control}
            name="description"
            multiline
            label={t('form.descriptionLabel')}
          />
          <ActiveField control={control} />
        </Stack>
        <QueryState query={events}>
          {({ items }) => <EventsField control={control} events={items} />}
        </QueryState>
        {props.problem}
        <Box
          sx={{
            // In narrow windows, the portal's menu is at the bottom and would hide the buttons.
            position: { sm: 'sticky' },
            bottom: 0,
            zIndex: 1,
            display: 'flex',
            gap: 1,
            p: 1,
            border: 1,
            borderColor: 'divider',
            borderRadius: 1,
            bgcolor: 'background.paper',
          }}
        >
          <Button
            type="submit"
            variant="contained"
            disabled={isBlocked}
            aria-disabled={isBusy}
          >
            {props.submitLabel}
          </Button>
          <Button component={RouterLink} to={props.cancelHref}>
            {t('form.cancel')}
          </Button>
        </Box>
      </Stack>
    </Box>
  );
}
