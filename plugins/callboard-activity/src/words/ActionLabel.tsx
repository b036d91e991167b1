import { IconText, useChartPalette } from '@callboard/plugin-callboard-react';
import { actionStyleOf } from './actionStyles';
import { useActionWords } from './useActionWords';

/** An action in words, with its icon and colour. */
export function ActionLabel(props: { action: string }) {
  const words = useActionWords();
  const palette = useChartPalette();
  const { icon: Icon, colour } = actionStyleOf(props.action);
  return (
    <IconText
      icon={<Icon aria-hidden sx={{ color: palette[colour], fontSize: 18 }} />}
      text={words(props.action)}
    />
  );
}
