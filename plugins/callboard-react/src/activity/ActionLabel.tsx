import { useChartPalette } from '../charts/useChartPalette';
import { IconText } from '../things/IconText';
import { actionStyleOf } from './actionStyles';
import { useActionWords } from './useActionWords';

/** An action in words, with its icon and colour. @public */
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
