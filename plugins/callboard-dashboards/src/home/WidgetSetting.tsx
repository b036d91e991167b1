import { CallboardProvider } from '@callboard/plugin-callboard-react';
import { choiceOfText, textOfChoice } from '../embedded/WidgetChoice';
import { WidgetPicker } from '../embedded/WidgetPicker';

/** The widget of a card on the home page, in the form of its settings. */
export function WidgetSetting(props: {
  value?: unknown;
  onChange: (value: string | undefined) => void;
}) {
  return (
    <CallboardProvider>
      <WidgetPicker
        value={choiceOfText(props.value)}
        onChange={choice => props.onChange(choice && textOfChoice(choice))}
      />
    </CallboardProvider>
  );
}
