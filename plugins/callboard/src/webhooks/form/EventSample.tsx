import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WebhookEvent } from '@callboard/plugin-callboard-common';
import { ValuePicker } from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import { CodeBlock } from '../shared/CodeBlock';
import { callboardWebhooksTranslationRef } from '../translation';

/** The payload of an event, as receivers get it, with a selector for the event type. */
export function EventSample(props: {
  events: readonly WebhookEvent[];
  type: string;
  onChange: (type: string) => void;
}) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { events, type } = props;
  const event = events.find(each => each.type === type) ?? events[0];
  return (
    <Stack spacing={1.5}>
      <ValuePicker
        label={t('form.sample')}
        fullWidth
        value={event.type}
        onChange={value => props.onChange(value ?? events[0].type)}
        options={events.map(each => ({ value: each.type, label: each.type }))}
        getLabel={value => value}
      />
      <CodeBlock
        label={t('form.sampleTitle')}
        text={JSON.stringify(event.example, null, 2)}
        maxHeight={480}
      />
    </Stack>
  );
}
