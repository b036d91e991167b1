import { CallboardProvider } from '@callboard/plugin-callboard-react';
import { parseChoice, formatChoice } from '../embedded/WidgetChoice';
import { WidgetPicker } from '../embedded/WidgetPicker';

/** The widget of a card on the home page, in the form of its settings. */
export function WidgetSetting(props: {
  value?: unknown;
  onChange: (value: string | undefined) => void;
}) {
  return (
    <CallboardProvider>
      <WidgetPicker
        value={parseChoice(props.value)}
        onChange={choice => props.onChange(choice && formatChoice(choice))}
      />
    </CallboardProvider>
  );
}
